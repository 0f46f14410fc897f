"""`python -m bench.growth`: what more pages and a larger library cost.

Pages: the worksheets of the library, over and over, bound into books of growing length. Library: the shipped exercises
under new names, so many times over, in a database of their own; then browsing, searching and printing, as she would.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from io import StringIO
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient
from rich.console import Console

from bench.ways import FACTS
from tests.conftest import make_app
from tests.factories import make_clinician, sign_in
from tests.rendering.starter_packets import PRACTICE, every_sheet
from therapytool.cli.preparation import upgrade_database
from therapytool.database import writing
from therapytool.exercises.library import ExerciseFile, read_library
from therapytool.exercises.operations import import_library
from therapytool.rendering.cache import PrintCache
from therapytool.rendering.document import PrintProfile
from therapytool.rendering.linking.binding import link
from therapytool.rendering.linking.numbering import Part
from therapytool.rendering.parts import parts_of
from therapytool.rendering.pool import Pool
from therapytool.rendering.request import Request, Workshop

LENGTHS = (20, 80, 320, 1280)
TIMES_OVER = (1, 10, 50)
ROUNDS = 7
SEARCHES = ("shuts down when she cries", "mental load", "low libido", "vulnerabilty")
WALKS = {
    "browse": ["/library/"],
    "search": [f"/library/?q={words}" for words in SEARCHES],
    "open one": ["/library/listen-dont-fix"],
    "print one": ["/library/listen-dont-fix/sheet.pdf"],
}


def main() -> None:
    """Measure and print both tables."""
    sys.stdout.write("\n".join(["", *_page_rows(), "", *_library_rows(), ""]))


def _page_rows() -> Iterator[str]:
    yield "| pages of a book | ms to link, parts cached | ms, nothing relocated | KiB |"
    yield "|---|---|---|---|"
    with Pool(size=2) as pool:
        request = Request(every_sheet(), PrintProfile(), "Book", PRACTICE, Workshop(pool, PrintCache()))
        parts = parts_of(request)
    for length in LENGTHS:
        book = _book(parts, length)
        shelf = PrintCache(most_memory=2**28).relocated
        content = link(book, FACTS, shelf=shelf)
        warm = _milliseconds(partial(link, book, FACTS, shelf=shelf))
        cold = _milliseconds(partial(link, book, FACTS))
        yield f"| {sum(part.length for part in book)} | {warm:.1f} | {cold:.1f} | {len(content) // 1024} |"


def _book(parts: tuple[Part, ...], pages: int) -> list[Part]:
    bound: list[Part] = []
    while sum(part.length for part in bound) < pages:
        part = parts[len(bound) % len(parts)]
        bound.append(replace(part, key=f"{part.key} {len(bound)}"))
    return bound


def _library_rows() -> Iterator[str]:
    yield f"| exercises in the library | {' | '.join(f'ms to {what}' for what in WALKS)} |"
    yield f"|---|{'---|' * len(WALKS)}"
    for times in TIMES_OVER:
        with _library(times) as (count, client):
            found = [median([_opened(client, address) for address in addresses]) for addresses in WALKS.values()]
        yield f"| {count} | {' | '.join(f'{each:.0f}' for each in found)} |"


@contextmanager
def _library(times: int) -> Iterator[tuple[int, FlaskClient]]:
    """A clinician signed in to an installation whose library holds every exercise so many times."""
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(Path(folder))
        with app.app_context():
            upgrade_database(app, Console(file=StringIO()))
            files = [_renamed(file, turn) for turn in range(times) for file in read_library()]
            with writing():
                import_library(files)
            yield len(files), _signed_in(app)
        app.extensions["rendering"].pool.close()


def _renamed(file: ExerciseFile, turn: int) -> ExerciseFile:
    """The same exercise under another name, but for the first time."""
    if not turn:
        return file
    names = {"slug": f"{file.content.slug}-{turn}", "title": f"{file.content.title} {turn}", "prerequisites": ()}
    return replace(file, content=file.content.model_copy(update=names))


def _signed_in(app: Flask) -> FlaskClient:
    client = app.test_client()
    sign_in(client, make_clinician())
    return client


def _opened(client: FlaskClient, address: str) -> float:
    """Milliseconds until a page is there."""

    def open_it() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status}"

    return _milliseconds(open_it)


def _milliseconds(do: Callable[[], object]) -> float:
    """The median over some rounds, the first uncounted."""
    taken = []
    for turn in range(ROUNDS + 1):
        start = time.perf_counter()
        do()
        if turn:
            taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


if __name__ == "__main__":
    main()
