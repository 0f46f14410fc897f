"""Books bound in the background: watched, canceled, bounded, found again when they are done."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.eventually import SECONDS, eventually
from therapytool.errors import RenderingFailed
from therapytool.rendering.bindery import FAULT, TOO_MANY, Bindery, Progress, Stage, name_of
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.printer import PrintJob
from therapytool.rendering.request import Printed, Watch


def job(title: str = "Book", *, cacheable: bool = False) -> PrintJob:
    documents = tuple(Document("sheet.html", f"{title} {number}") for number in range(3))
    return PrintJob(documents, PrintProfile(), title=title, author="Practice", cacheable=cacheable)


@dataclass
class SlowPrinter:
    """Prints a document each time it is let, and then gives a file of three pages."""

    cache: PrintCache = field(default_factory=PrintCache)
    may_go_on: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    told: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    most_workers: int | None = None
    error: Exception | None = None
    printed: list[str] = field(default_factory=list)

    def print(self, job: PrintJob, *, watch: Watch, most_workers: int | None = None) -> Printed:
        self.most_workers = most_workers
        self.printed.append(job.title)
        try:
            for ready in range(1, len(job.documents) + 1):
                assert self.may_go_on.acquire(timeout=SECONDS)
                if self.error:
                    raise self.error
                watch(ready, len(job.documents))
                self.told.release()
        finally:
            self.told.release()
        return Printed(f"%PDF {job.title}".encode(), 3, ())


@pytest.fixture
def printer() -> SlowPrinter:
    return SlowPrinter()


@pytest.fixture
def bindery(printer: SlowPrinter) -> Bindery:
    return Bindery(printer)  # type: ignore[arg-type]


def let(printer: SlowPrinter, documents: int) -> Iterator[None]:
    """Let so many documents get ready, and wait until the bindery knows."""
    for _ in range(documents):
        printer.may_go_on.release()
        assert printer.told.acquire(timeout=SECONDS)
        yield


def test_a_book_tells_how_far_it_is_and_is_kept(printer: SlowPrinter, bindery: Bindery) -> None:
    name = bindery.bind(job(), owner="1")
    seen = [bindery.progress(name) for _ in let(printer, 2)]
    assert seen == [Progress(Stage.BINDING, 1, 3), Progress(Stage.BINDING, 2, 3)]
    assert bindery.result(name) is None
    printer.may_go_on.release()
    eventually(lambda: bindery.result(name) == b"%PDF Book")
    eventually(lambda: bindery.progress(name) == Progress(Stage.DONE, 3, 3, page_count=3))
    assert printer.most_workers == 1


def test_the_same_book_is_bound_once(printer: SlowPrinter, bindery: Bindery) -> None:
    first = bindery.bind(job(), owner="1")
    assert bindery.bind(job(), owner="1") == first
    printer.may_go_on.release(3)
    eventually(lambda: bindery.result(first) is not None)
    assert bindery.bind(job(), owner="1") == first
    assert printer.printed == ["Book"]


def test_a_canceled_book_stops_at_its_next_document_and_can_be_begun_again(
    printer: SlowPrinter, bindery: Bindery
) -> None:
    name = bindery.bind(job(), owner="1")
    next(let(printer, 1))
    bindery.cancel(name)
    printer.may_go_on.release()
    assert printer.told.acquire(timeout=SECONDS)
    assert bindery.progress(name) == Progress(Stage.CANCELED, 1, 3)
    printer.may_go_on.release(3)
    bindery.bind(job(), owner="1")
    eventually(lambda: bindery.result(name) is not None)


def test_books_wait_for_each_other_and_too_many_are_refused(printer: SlowPrinter) -> None:
    bindery = Bindery(printer, most_waiting=2)  # type: ignore[arg-type]
    first, second = (bindery.bind(job(title), owner="1") for title in ("One", "Two"))
    assert bindery.progress(second) == Progress(Stage.WAITING, 0, 3)
    with pytest.raises(RenderingFailed, match=TOO_MANY):
        bindery.bind(job("Three"), owner="1")
    printer.may_go_on.release(6)
    eventually(lambda: bindery.result(first) is not None and bindery.result(second) is not None)
    assert printer.printed == ["One", "Two"]


@pytest.mark.parametrize(
    ("error", "told"),
    [(RenderingFailed("The page engine stopped."), "The page engine stopped."), (ValueError("x"), FAULT)],
)
def test_a_book_that_fails_says_why_and_the_next_one_is_bound(
    error: Exception, told: str, printer: SlowPrinter, bindery: Bindery
) -> None:
    printer.error = error
    name = bindery.bind(job(), owner="1")
    printer.may_go_on.release()
    eventually(lambda: bindery.progress(name) == Progress(Stage.FAILED, 0, 3, problem=told))
    printer.error = None
    other = bindery.bind(job("Other"), owner="1")
    printer.may_go_on.release(3)
    eventually(lambda: bindery.result(other) is not None)


def test_another_process_finds_a_finished_book_of_library_material(printer: SlowPrinter, tmp_path) -> None:
    printer.cache = PrintCache(tmp_path)
    bindery = Bindery(printer)  # type: ignore[arg-type]
    names = [bindery.bind(job(title, cacheable=title == "Kept"), owner="1") for title in ("Kept", "Named")]
    printer.may_go_on.release(6)
    eventually(lambda: all(bindery.result(name) for name in names))
    elsewhere = Bindery(SlowPrinter(PrintCache(tmp_path)))  # type: ignore[arg-type]
    assert [elsewhere.progress(name) for name in names] == [Progress(Stage.DONE, page_count=3), None]


def test_a_name_depends_on_all_that_is_in_it_and_on_whose_it_is() -> None:
    names = {
        name_of(job(), owner="1"),
        name_of(job(), owner="2"),
        name_of(job("Other"), owner="1"),
    }
    assert len(names) == 3
    assert name_of(job(), owner="1") in names
