"""`python -m bench.filling`: how full the pages of the library's sheets are, and how many layouts that takes.

Every exercise at its three doses, on Letter and A4, blank: once for the room, once as homework with its commitment
strip. The time is of the processor, in this process.
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
    """Write the pages and layouts of sheets for the room and of homework as a table."""
    console = Console(stderr=True)
    kinds = {
        kind: [_filled(html) for html in track(_sheets(is_homework=is_homework), kind, console=console)]
        for kind, is_homework in (("For the room", False), ("Homework", True))
    }
    sys.stdout.write(_table(kinds))


def _sheets(*, is_homework: bool) -> list[str]:
    return [
        to_html(
            [shipped_sheet(exercise, dose, is_homework=is_homework)],
            PrintProfile(paper=paper),
            title=exercise.title,
            author="",
        )
        for exercise, dose, paper in product(shipped_exercises().values(), Dose, (Paper.LETTER, Paper.A4))
    ]


def _table(kinds: dict[str, list[Filled]]) -> str:
    told = [_told(filled) for filled in kinds.values()]
    head = f"| | {' | '.join(kinds)} |\n|---|{'---|' * len(kinds)}\n"
    return head + "".join(f"| {what} | {' | '.join(each[what] for each in told)} |\n" for what in told[0])


def _told(filled: list[Filled]) -> dict[str, str]:
    """What a column of the table says, by what it says it about."""
    before = [used for sheet in filled for used in sheet.used[:-1]]
    last = [sheet.used[-1] for sheet in filled if len(sheet.used) > 1]
    layouts = Counter(sheet.layouts for sheet in filled)
    return {
        "sheets, pages": f"{len(filled)}, {sum(len(sheet.used) for sheet in filled)}",
        "layouts a sheet": f"{sum(sheet.layouts for sheet in filled) / len(filled):.2f}",
        "sheets laid out once, twice, three times": ", ".join(str(layouts[times]) for times in (1, 2, 3)),
        "time, to that of the first layouts": f"{_times(filled):.2f}",
        f"last pages used by less than {NEARLY_EMPTY:.0%}, without lines for notes": str(_below(NEARLY_EMPTY, last)),
        "the least used last page": f"{min(last):.0%}",
        f"pages before the last used by less than {HALF_EMPTY:.0%}": str(_below(HALF_EMPTY, before)),
        "the least used before the last": f"{min(before):.0%}",
    }


def _below(share: float, pages: list[float]) -> int:
    return sum(used < share for used in pages)


def _filled(html: str) -> Filled:
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
        with pages_of(html, stylesheet()) as (document, _):
            used = tuple(page.share_used for sheet in measured_sheets(document.pages) for page in sheet.pages)
            return Filled(len(counted), time.process_time() - begun, counted[0], used)
    finally:
        HTML.render = usual


def _times(filled: list[Filled]) -> float:
    return sum(sheet.seconds for sheet in filled) / sum(sheet.first for sheet in filled)


if __name__ == "__main__":
    main()
