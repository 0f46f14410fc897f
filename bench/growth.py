"""`python -m bench.growth`: what more pages cost. A growing library is measured by `bench.library`.

The worksheets of the library, over and over, bound into books of growing length.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from statistics import median

from bench.ways import FACTS
from tests.rendering.starter_packets import PRACTICE, every_sheet
from therapytool.rendering.binding.parts import parts_of
from therapytool.rendering.document import PrintProfile
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.linking.binding import link
from therapytool.rendering.linking.numbering import Part
from therapytool.rendering.request import Request, Workshop
from therapytool.rendering.workers.pool import Pool

LENGTHS = (20, 80, 320, 1280)
ROUNDS = 7


def main() -> None:
    """Measure and print the table."""
    sys.stdout.write("\n".join(["", *_page_rows(), ""]))


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
