"""`python -m bench.filling`: how full the pages of the library's sheets are, and how many layouts that takes.

Every exercise at its three doses, on Letter and A4, blank. The time is of the processor, in this process.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass
from itertools import product

from rich.console import Console
from rich.progress import track
from weasyprint import HTML

from tests.shipped_exercises import shipped_exercises, shipped_sheet
from therapytool.blocks.dose import Dose
from therapytool.rendering.document import PrintProfile
from therapytool.rendering.html import stylesheet, to_html
from therapytool.rendering.layout.engine import pages_of
from therapytool.rendering.layout.geometry import measured_sheets
from therapytool.rendering.profiles.profile import Paper

NEARLY_EMPTY = 0.3
HALF_EMPTY = 0.6


@dataclass(frozen=True, slots=True)
class Filled:
    """One sheet: layouts it took, seconds of all and of the first, and how much of each page is used."""

    layouts: int
    seconds: float
    first: float
    used: tuple[float, ...]


def main() -> None:
    """Write the sheets' pages and layouts as a table."""
    styles = stylesheet()
    sheets = [
        to_html([shipped_sheet(exercise, dose)], PrintProfile(paper=paper), title=exercise.title, author="")
        for exercise, dose, paper in product(shipped_exercises().values(), Dose, (Paper.LETTER, Paper.A4))
    ]
    filled = [_filled(html, styles) for html in track(sheets, "Laying out", console=Console(stderr=True))]
    sys.stdout.write(_table(filled))


def _table(filled: list[Filled]) -> str:
    before = [used for sheet in filled for used in sheet.used[:-1]]
    last = [sheet.used[-1] for sheet in filled if len(sheet.used) > 1]
    layouts = Counter(sheet.layouts for sheet in filled)
    rows = {
        "layouts a sheet": f"{sum(sheet.layouts for sheet in filled) / len(filled):.2f}",
        "sheets laid out once, twice, three times": ", ".join(str(layouts[times]) for times in (1, 2, 3)),
        "time, to that of the first layouts": f"{_times(filled):.2f}",
        f"last pages used by less than {NEARLY_EMPTY:.0%}": str(sum(used < NEARLY_EMPTY for used in last)),
        "the least used last page": f"{min(last):.0%}",
        f"pages before the last used by less than {HALF_EMPTY:.0%}": str(sum(used < HALF_EMPTY for used in before)),
        "the least used of those": f"{min(before):.0%}",
    }
    pages = sum(len(sheet.used) for sheet in filled)
    head = f"| {len(filled)} sheets of {pages} pages | |\n|---|---|\n"
    return head + "".join(f"| {what} | {value} |\n" for what, value in rows.items())


def _filled(html: str, styles: str) -> Filled:
    counted: list[float] = []
    usual = HTML.render

    def render(*given: object, **named: object) -> object:
        begun = time.process_time()
        try:
            return usual(*given, **named)
        finally:
            counted.append(time.process_time() - begun)

    HTML.render = render
    begun = time.process_time()
    try:
        with pages_of(html, styles) as (document, _):
            used = tuple(page.share_used for sheet in measured_sheets(document.pages) for page in sheet.pages)
            return Filled(len(counted), time.process_time() - begun, counted[0], used)
    finally:
        HTML.render = usual


def _times(filled: list[Filled]) -> float:
    return sum(sheet.seconds for sheet in filled) / sum(sheet.first for sheet in filled)


if __name__ == "__main__":
    main()
