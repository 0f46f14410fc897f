"""`python -m bench.shortcuts`: what the shortcuts through the engine save, as a table. Takes some two minutes.

All documents of the starter packets are compiled in this process with all shortcuts and, in turns, without those of one
module. Times are the processor's. What one saves depends on the others: the shares do not add up.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from statistics import median
from types import ModuleType

from bench.rendering import machine
from tests.rendering.starter_packets import PRACTICE, starter_packets
from therapytool.rendering.binding.parts import parts_of
from therapytool.rendering.document import PrintProfile
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.layout.quickening import MODULES, the_usual_way
from therapytool.rendering.request import Request, Workshop
from therapytool.rendering.workers.jobs import Answer, CompileJob, Job
from therapytool.rendering.workers.pool import Pool
from therapytool.rendering.workers.worker import do


class NoPool(Pool):
    """Does compile jobs in this process, and notes them."""

    def __init__(self) -> None:
        super().__init__(size=1)
        self.jobs: list[CompileJob] = []

    def run(self, job: Job) -> Answer:  # type: ignore[override]  # one kind of job is asked of it
        assert isinstance(job, CompileJob)
        self.jobs.append(job)
        return do(job)  # type: ignore[return-value]  # what fails is met when its answer is read


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (5)")
    rounds = parser.parse_args().rounds
    jobs = _jobs()
    gc.disable()
    _seconds(jobs)
    gc.freeze()
    without = {module.__name__.rpartition(".")[2]: partial(_without, module) for module in MODULES}
    rows = [_row(name, jobs, leave, rounds) for name, leave in (without | {"all of them": the_usual_way}).items()]
    head = [f"{len(jobs)} documents; {machine()}.", "", "| without | time, to that with all |", "|---|---|"]
    sys.stdout.write("\n".join(head + rows) + "\n")


def _jobs() -> list[CompileJob]:
    """What a worker is asked for the starter packets."""
    pool = NoPool()
    for documents in starter_packets().values():
        parts_of(Request(documents, PrintProfile(), "Packet", PRACTICE, Workshop(pool, PrintCache())))
    return pool.jobs


def _row(name: str, jobs: list[CompileJob], leave: Callable[[], AbstractContextManager[None]], rounds: int) -> str:
    ratios = []
    for _ in range(rounds):
        quick = _seconds(jobs)
        with leave():
            ratios.append(_seconds(jobs) / quick)
    return f"| {name} | {median(ratios):.2f} |"


def _seconds(jobs: list[CompileJob]) -> float:
    start = time.process_time()
    for job in jobs:
        do(job)
    taken = time.process_time() - start
    gc.collect()
    return taken


@contextmanager
def _without(module: ModuleType) -> Iterator[None]:
    for shortcut in module.SHORTCUTS:
        shortcut.leave()
    try:
        yield
    finally:
        for shortcut in module.SHORTCUTS:
            shortcut.take()


if __name__ == "__main__":
    main()
