"""Worker processes, kept warm and lent to one job at a time. What the web process and the terminal print with.

Never imports the engine. A worker that outstays its time is killed and replaced; so is one that has done many jobs, so
that no leak grows. Nothing starts before the first job, and a forked process starts workers of its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from queue import Empty, PriorityQueue
from types import TracebackType
from typing import Self, overload
from weakref import WeakSet, finalize

from therapytool.errors import MissingSystemLibrary, RenderingFailed, RenderingTookTooLong
from therapytool.rendering.fillable.form import Arrival
from therapytool.rendering.system import missing_system_libraries
from therapytool.rendering.workers.child import Child, ChildDied, ChildTimedOut
from therapytool.rendering.workers.jobs import (
    Answer,
    BrokenFrame,
    Compiled,
    CompileJob,
    Failure,
    Job,
    LayoutJob,
    LogoJob,
    Message,
    Outcome,
    PictureJob,
    Reason,
    TakeInJob,
)
from therapytool.rendering.workers.limits import Limits

SECONDS_TO_START = 60.0
JOBS_WORTH_A_START = 8
"""So many jobs take longer than a worker takes to start."""

BUSY = "Other pages are being made just now. Please try again in a moment."
CLOSED = "Therapytool is shutting down, so these pages were not made."
FAILED = "These pages could not be made because of a fault in the page engine ({detail}). Nothing of yours was changed."
NOT_STARTED = "The page engine could not be started. To see why, type: {python} -m therapytool.rendering.workers.worker"
REFUSED = "These pages name a picture or file that is not part of Therapytool. It was not opened, and nothing was made."
STOPPED = "The page engine stopped, most likely for want of memory. Try again; if it stops again, print in parts."
TOO_LARGE = "These pages need more memory than one print may use. Shorten the longest text, or print in parts."
TOO_LONG = "These pages took over {seconds:g} seconds and were stopped. Shorten the longest text, or print in parts."


class OnlyWhole(RenderingFailed):
    """A document cannot be compiled; the message says where the engine stopped. Not for the person: try it whole."""


class Seat:
    """A place for one worker, which may be empty: nobody has worked there yet, or the last one was ended."""

    def __init__(self, limits: Limits, most_jobs: int) -> None:
        self._limits = limits
        self._most_jobs = most_jobs
        self.child: Child | None = None

    @property
    def rank(self) -> int:
        """Which seat to take first: 0 for a warm worker, 1 for one that is starting, 2 for none."""
        if self.child is None:
            return 2
        return 0 if self.child.is_warm else 1

    def start(self) -> Child:
        """See that a living worker sits here, without waiting for it to be warm. Raises RenderingFailed."""
        if self.child is None or not self.child.is_alive():
            self.vacate()
            try:
                self.child = Child(self._limits)
            except OSError:
                raise RenderingFailed(NOT_STARTED.format(python=sys.executable)) from None
        return self.child

    def warm_child(self) -> Child:
        """A worker ready for a job. Raises MissingSystemLibrary or RenderingFailed when none will start."""
        child = self.start()
        try:
            child.wait_until_warm(SECONDS_TO_START)
        except (ChildDied, ChildTimedOut):
            if missing := missing_system_libraries():
                raise MissingSystemLibrary(missing) from None
            raise RenderingFailed(NOT_STARTED.format(python=sys.executable)) from None
        return child

    def renew(self) -> None:
        """After a job: let a successor start where the worker has ended, run short of memory or done its share."""
        child = self.child
        if child is not None and (child.is_spent or child.jobs_done >= self._most_jobs or not child.is_alive()):
            self.vacate()
            with suppress(RenderingFailed):
                self.start()

    def vacate(self) -> None:
        """End the worker, if there is one."""
        if self.child is not None:
            self.child.stop()
            self.child = None


class Pool:
    """Up to `size` workers. Safe for many threads; make one for each process and keep it, for the workers end with it.

    `queue_seconds` bounds the wait for a free worker; a worker is replaced after `jobs_per_worker` jobs.
    """

    def __init__(
        self,
        *,
        size: int = 2,
        limits: Limits | None = None,
        queue_seconds: float = 20.0,
        jobs_per_worker: int = 300,
    ) -> None:
        self.size = size
        self.limits = limits or Limits()
        self.queue_seconds = queue_seconds
        self.jobs_per_worker = jobs_per_worker
        self._is_closed = False
        self._seats: list[Seat] = []
        self._furnish()
        _pools.add(self)
        finalize(self, _vacate, self._seats)

    @overload
    def run(self, job: LayoutJob | PictureJob | LogoJob) -> Outcome: ...

    @overload
    def run(self, job: CompileJob) -> Compiled: ...

    @overload
    def run(self, job: TakeInJob) -> Arrival: ...

    def run(self, job: Job) -> Answer:
        """Do one job. Raises RenderingFailed, RenderingTookTooLong or MissingSystemLibrary, in words for the person.

        A compile job raises OnlyWhole when its document cannot be compiled.
        """
        with self._free_seat(self.queue_seconds) as seat:
            child = seat.warm_child()
            try:
                return _answer(child.work(job, self.limits.seconds))
            except ChildTimedOut:
                raise RenderingTookTooLong(TOO_LONG.format(seconds=self.limits.seconds)) from None
            except ChildDied:
                raise RenderingFailed(CLOSED if self._is_closed else STOPPED) from None
            except BrokenFrame:
                raise RenderingTookTooLong(TOO_LARGE) from None

    def workers_for(self, jobs: int) -> int:
        """How many workers to spread so many jobs over: those that are warm, and all when it is worth their start."""
        warm = sum(seat.rank == 0 for seat in self._seats)
        return max(1, min(jobs, self.size if jobs >= JOBS_WORTH_A_START else warm))

    def warm_up(self) -> None:
        """Start one worker without waiting for it, so that the first person need not wait either."""
        with suppress(RenderingFailed), self._free_seat(0) as seat:
            seat.start()

    def worker_ids(self) -> tuple[int, ...]:
        """The process numbers of the workers there are just now."""
        return tuple(seat.child.process_id for seat in self._seats if seat.child is not None)

    def close(self) -> None:
        """End all workers, those at work included. No job is taken after this."""
        self._is_closed = True
        _vacate(self._seats)

    def after_fork(self) -> None:
        """In the new process: the workers belong to the old one; forget them and begin with empty seats."""
        for seat in self._seats:
            if seat.child is not None:
                seat.child.forget()
        self._furnish()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _furnish(self) -> None:
        self._seats[:] = [Seat(self.limits, self.jobs_per_worker) for _ in range(self.size)]
        self._free: PriorityQueue[tuple[int, int, Seat]] = PriorityQueue()
        self._turns = count()
        for seat in self._seats:
            self._leave(seat)

    def _leave(self, seat: Seat) -> None:
        self._free.put((seat.rank, -next(self._turns), seat))

    @contextmanager
    def _free_seat(self, seconds: float) -> Iterator[Seat]:
        """The warm seat left last, so that one worker does what one can do; waits so many seconds for a seat."""
        try:
            _, _, seat = self._free.get(timeout=seconds)
        except Empty:
            raise RenderingTookTooLong(BUSY) from None
        try:
            if self._is_closed:
                raise RenderingFailed(CLOSED)
            yield seat
        finally:
            if not self._is_closed:
                seat.renew()
            self._leave(seat)


def _answer(answer: Message) -> Answer:
    match answer:
        case Outcome() | Compiled() | Arrival():
            return answer
        case Failure(Reason.ONLY_WHOLE, detail):
            raise OnlyWhole(detail)
        case Failure(Reason.REFUSED):
            raise RenderingFailed(REFUSED)
        case Failure(Reason.MEMORY):
            raise RenderingTookTooLong(TOO_LARGE)
        case Failure(_, detail):
            raise RenderingFailed(FAILED.format(detail=detail))
        case _:
            raise RenderingFailed(FAILED.format(detail="an answer out of turn"))


def _vacate(seats: Iterable[Seat]) -> None:
    for seat in seats:
        seat.vacate()


_pools: WeakSet[Pool] = WeakSet()


def _forget_inherited_workers() -> None:
    for pool in tuple(_pools):
        pool.after_fork()


os.register_at_fork(after_in_child=_forget_inherited_workers)
