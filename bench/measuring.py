"""Times of several ways to do one thing, taken in turns so that whatever else the machine does falls on all alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Way:
    """One way to do the thing: its name, what does it, and what is told beside the figures."""

    name: str
    do: Callable[[], object]
    note: str = ""
    prepare: Callable[[], object] = lambda: None
    """Done before each time, not counted."""


@dataclass
class Times:
    """Seconds that a way took, one for each round."""

    seconds: list[float] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.seconds)

    def ratio_to(self, other: Times) -> float:
        """The median over the rounds of how many times as long as the other way this one took."""
        return median(ours / theirs for ours, theirs in zip(self.seconds, other.seconds, strict=True))


def measure(ways: Mapping[str, Way], rounds: int, tell: Callable[[str], None]) -> dict[str, Times]:
    """Do each way once uncounted and then once a round, in turns; `tell` hears what is under way."""
    times = {key: Times() for key in ways}
    for turn in range(rounds + 1):
        for key, way in ways.items():
            tell(f"round {turn} of {rounds}: {way.name}")
            way.prepare()
            start = time.perf_counter()
            way.do()
            if turn:
                times[key].seconds.append(time.perf_counter() - start)
    return times
