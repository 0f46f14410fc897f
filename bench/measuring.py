"""Times of several ways to do one thing, taken in turns so that whatever else the machine does falls on all alike.

Two clocks: the one on the wall, and the time that processors worked for this process and all it has started, which a
busy machine hardly changes.
"""

from __future__ import annotations

import gc
import os
import resource
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

TICKS = os.sysconf("SC_CLK_TCK")
REST = 0.4
"""Seconds before each way, so that a worker that tidies up after the one before is through with it."""
PARENT, TIMES = 1, slice(11, 15)
"""Where /proc/PID/stat has the parent, and the times of a process and of its children that have ended."""


@dataclass(frozen=True)
class Way:
    """One way to do the thing: its name, what does it, and what is done before each time without being counted."""

    name: str
    do: Callable[[], object]
    prepare: Callable[[], object] = lambda: None
    times: int = 1
    """How often it is done in a row, to be divided: what takes a millisecond cannot be told from the noise else."""


@dataclass
class Times:
    """Seconds that a way took, one for each round, by the clock and of the processors."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)


def measure(ways: Mapping[str, Way], rounds: int, tell: Callable[[str], None]) -> dict[str, Times]:
    """Do each way once uncounted and then once a round, in turns; `tell` hears what is under way."""
    times = {key: Times() for key in ways}
    gc.freeze()
    for turn in range(rounds + 1):
        for key, way in ways.items():
            tell(f"round {turn} of {rounds}: {way.name}")
            way.prepare()
            gc.collect()
            time.sleep(REST)
            worked, start = processor_seconds(), time.perf_counter()
            for _ in range(way.times):
                way.do()
            if turn:
                times[key].clock.append((time.perf_counter() - start) / way.times)
                times[key].processor.append((processor_seconds() - worked) / way.times)
    return times


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median over the rounds of how many times as long one way took as the other."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))


def processor_seconds() -> float:
    """What processors have worked so far for this process and all below it, ended ones included."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + _below(os.getpid())


def _below(process: int) -> float:
    """The same for the living descendants of a process; 0 where the system does not list processes as files."""
    children: dict[int, list[tuple[int, float]]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            facts = path.read_text(encoding="latin-1").rpartition(")")[2].split()
        except OSError:
            continue
        worked = sum(map(int, facts[TIMES])) / TICKS
        children.setdefault(int(facts[PARENT]), []).append((int(path.parent.name), worked))
    total, waiting = 0.0, [process]
    while waiting:
        for child, worked in children.get(waiting.pop(), []):
            total += worked
            waiting.append(child)
    return total
