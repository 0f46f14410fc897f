"""Long prints in the background: one at a time, watched, cancelable, and kept for a while when they are done.

A bindery leaves all workers of the pool but one to those who wait for a page. Its finished files stand in the print
cache, so that another process finds what may be kept on disk.
"""

from __future__ import annotations

import hashlib
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from queue import SimpleQueue

import structlog

from therapytool.errors import RenderingFailed, TherapytoolError
from therapytool.rendering.html import stylesheet
from therapytool.rendering.keeping.cache import engine_version, fonts_fingerprint
from therapytool.rendering.printer import Printer, PrintJob
from therapytool.rendering.workers.jobs import BrokenFrame, Outcome, decode, encode

log = structlog.get_logger(__name__)

MOST_WAITING = 6
SECONDS_KEPT = 3600.0
TOO_MANY = "Several books are being bound already. Please try again when one of them is done."
FAULT = "The book could not be bound because of a fault in Therapytool. Nothing of yours was changed."


class Stage(StrEnum):
    """How far a book is."""

    WAITING = "waiting"
    BINDING = "binding"
    DONE = "done"
    FAILED = "failed"
    CANCELED = "canceled"

    @property
    def is_over(self) -> bool:
        """Whether nothing will change any more."""
        return self not in (Stage.WAITING, Stage.BINDING)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a book is: how many of its documents stand ready; when it is done its pages, when it failed why."""

    stage: Stage
    ready: int = 0
    total: int = 0
    page_count: int = 0
    problem: str = ""

    @property
    def percent(self) -> int:
        """How much of it stands ready, in whole percent."""
        return 100 * self.ready // self.total if self.total else 0


class Canceled(Exception):
    """Thrown through the work to stop it."""


class Bindery:
    """Binds books for one process. Safe for many threads."""

    def __init__(self, printer: Printer, *, most_waiting: int = MOST_WAITING) -> None:
        self._printer = printer
        self._most_waiting = most_waiting
        self._guard = threading.Lock()
        self._books: dict[str, tuple[float, Progress]] = {}
        self._orders: SimpleQueue[tuple[str, PrintJob]] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def bind(self, job: PrintJob, *, owner: str) -> str:
        """Begin a book, unless it is under way or done, and give the name to ask for it by.

        `owner` is part of the name, so that nobody comes upon another's book. Raises RenderingFailed when too many
        wait already.
        """
        name = name_of(job, owner=owner)
        with self._guard:
            self._forget_the_old()
            known = self._books.get(name)
            if known and (known[1].stage is Stage.DONE or not known[1].stage.is_over) and self._is_there(name):
                return name
            if sum(not progress.stage.is_over for _, progress in self._books.values()) >= self._most_waiting:
                raise RenderingFailed(TOO_MANY)
            self._books[name] = (time.monotonic(), Progress(Stage.WAITING, total=len(job.documents)))
            self._orders.put((name, job))
            self._see_to_the_thread()
        return name

    def progress(self, name: str) -> Progress | None:
        """How far a book is; None for one that this process knows nothing of."""
        with self._guard:
            known = self._books.get(name)
        if known is not None:
            return known[1]
        found = self._kept(name)
        return Progress(Stage.DONE, page_count=found.page_count) if found else None

    def result(self, name: str) -> bytes | None:
        """The finished book, or None when it is not done or no longer kept."""
        found = self._kept(name)
        return found.pdf if found else None

    def cancel(self, name: str) -> None:
        """Stop a book that waits or is under way, at its next document."""
        self._change(name, Stage.CANCELED)

    def _see_to_the_thread(self) -> None:
        """There is one from the first book on; a forked process starts its own."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._work, name="bindery", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            self._bind(*self._orders.get())

    def _bind(self, name: str, job: PrintJob) -> None:
        """On the thread of the bindery: print one book, telling how far it is."""

        def watch(ready: int, total: int) -> None:
            if not self._change(name, Stage.BINDING, ready=ready, total=total):
                raise Canceled

        try:
            watch(0, len(job.documents))
            printed = self._printer.print(job, watch=watch, most_workers=1)
            entry = encode(Outcome(printed.pdf, printed.page_count, printed.warnings))
            self._printer.cache.keep(name, entry, on_disk=job.cacheable)
            self._change(name, Stage.DONE, page_count=printed.page_count)
        except Canceled:
            return
        except TherapytoolError as failed:
            self._change(name, Stage.FAILED, problem=str(failed))
        except Exception as error:  # noqa: BLE001  # nobody else would hear of it
            log.error("book_not_bound", error=type(error).__name__)
            self._change(name, Stage.FAILED, problem=FAULT)

    def _change(self, name: str, stage: Stage, **facts: int | str) -> bool:
        """Say how far a book is, unless it is over already; whether it was not."""
        with self._guard:
            known = self._books.get(name)
            if known is None or known[1].stage.is_over:
                return False
            self._books[name] = (time.monotonic(), replace(known[1], stage=stage, **facts))  # type: ignore[arg-type]
            return True

    def _forget_the_old(self) -> None:
        limit = time.monotonic() - SECONDS_KEPT
        for name, (changed_at, progress) in list(self._books.items()):
            if changed_at < limit and progress.stage.is_over:
                del self._books[name]

    def _is_there(self, name: str) -> bool:
        """Whether a book still stands in the cache, or is not done yet."""
        return self._books[name][1].stage is not Stage.DONE or self._kept(name) is not None

    def _kept(self, name: str) -> Outcome | None:
        entry = self._printer.cache.find(name)
        with suppress(BrokenFrame):
            message = decode(entry) if entry is not None else None
            return message if isinstance(message, Outcome) else None
        return None


def name_of(job: PrintJob, *, owner: str) -> str:
    """A name that depends on all that goes into a book, and on whose it is: SHA-256 in hexadecimal."""
    told = (
        owner, job.title, job.author, repr(job.profile), repr(tuple(job.documents)),
        stylesheet(), fonts_fingerprint(), engine_version(),
    )  # fmt: skip
    digest = hashlib.sha256()
    for part in told:
        digest.update(b"%d:" % len(part) + part.encode("utf-8", "replace"))
    return digest.hexdigest()
