"""What is missing of a packet gets made: the first documents at once, while the others are still being written."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from therapytool.rendering.fragment import Fragment
from therapytool.rendering.request import Workshop
from therapytool.rendering.workers.jobs import CompileJob

Make = Callable[[str, CompileJob, Workshop], Fragment]


class Making:
    """Jobs of one packet, by their keys, and the threads that have them done by the workers.

    A job is under way as soon as there is a worker for it. What waits when all are known is done the longest first, so
    that no worker is left alone with a long one at the end.
    """

    def __init__(self, workshop: Workshop, make: Make) -> None:
        self._workshop = workshop
        self._make = make
        self._begun: set[str] = set()
        self._waiting: deque[tuple[str, CompileJob]] = deque()
        self._done: SimpleQueue[tuple[str, Fragment | BaseException]] = SimpleQueue()
        self._guard = threading.Lock()
        self._at_work = 0
        self._threads = ThreadPoolExecutor(max(1, workshop.pool.size))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._waiting.clear()
        self._threads.shutdown(cancel_futures=True)

    def begin(self, key: str, job: CompileJob) -> None:
        """Have this done, too. Once for each key."""
        if key not in self._begun:
            self._begun.add(key)
            self._waiting.append((key, job))
            self._have_at_work()

    def made(self) -> Iterator[tuple[str, Fragment]]:
        """Everything that was begun, as it gets ready. Raises what went wrong."""
        with self._guard:
            self._waiting = deque(sorted(self._waiting, key=_length, reverse=True))
        for _ in self._begun:
            key, outcome = self._done.get()
            if isinstance(outcome, BaseException):
                raise outcome
            yield key, outcome

    def _have_at_work(self) -> None:
        """As many threads as there are workers worth having for what was begun so far."""
        count = len(self._begun)
        threads = min(self._workshop.pool.workers_for(count), self._workshop.most_workers or count)
        with self._guard:
            more = max(0, threads - self._at_work)
            self._at_work += more
        for _ in range(more):
            self._threads.submit(self._work)

    def _work(self) -> None:
        while (next_one := self._next()) is not None:
            key, job = next_one
            try:
                self._done.put((key, self._make(key, job, self._workshop)))
            except BaseException as error:  # noqa: BLE001  # the thread that waits for it raises it
                self._done.put((key, error))

    def _next(self) -> tuple[str, CompileJob] | None:
        """The next job; without one, one thread fewer is at work."""
        with self._guard:
            if self._waiting:
                return self._waiting.popleft()
            self._at_work -= 1
            return None


def _length(waiting: tuple[str, CompileJob]) -> int:
    return len(waiting[1].html)
