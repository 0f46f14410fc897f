"""What printing is to cost, and whether it does: one row a goal, from the times of one run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from statistics import median

import pikepdf

from bench.measuring import Times, ratio
from bench.ways import FACTS, WORKBOOK_PAGES, Bench, naive
from therapytool.rendering.linking.binding import link

NAIVE, BROWSER, COLD_BROWSER = "naive", "browser warm", "browser cold"
MILLISECONDS = 1000
NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Goal:
    """A way is to take at most `most` of what another takes; by the page where the two differ in length."""

    name: str
    way: str
    to: str
    most: float


@dataclass(frozen=True)
class Shape:
    """Of one linked packet: how many font files it has, how many typefaces, and its size to the naive one."""

    font_files: int
    typefaces: int
    size: float


GOALS = (
    Goal("1. Cached packet, to naive", "linked", NAIVE, 0.002),
    Goal("1. Cached packet, to Chromium running", "linked", BROWSER, 1 / 200),
    Goal("2. One exercise edited, the whole packet again", "edited", NAIVE, 0.07),
    Goal("3. New packet of library exercises", "new", NAIVE, 0.08),
    Goal("4. Nothing cached, one worker", "nothing 1", NAIVE, 0.40),
    Goal("4. Nothing cached, two workers", "nothing 2", NAIVE, 0.25),
    Goal("5. New process from stored parts, to Chromium in a new process", "fresh", COLD_BROWSER, 0.02),
    Goal(f"6. Workbook of {WORKBOOK_PAGES} pages linked, by the page", "workbook", NAIVE, 0.003),
)
LARGEST_SIZE = 1.15
LONGEST_PICTURE = 150.0


def goal_rows(times: Mapping[str, Times], *, pages: int, packets: int, shape: Shape) -> Iterator[str]:
    """The table, in Markdown."""
    yield "| goal | at most | measured | |"
    yield "|---|---|---|---|"
    for goal in GOALS:
        share = WORKBOOK_PAGES / pages if goal.way == "workbook" else 1.0
        if {goal.way, goal.to} <= times.keys():
            found = ratio(times[goal.way].clock, times[goal.to].clock) / share
            yield _row(goal.name, f"{goal.most:g}", f"{found:.2g}", is_met=found <= goal.most)
        else:
            yield f"| {goal.name} | {goal.most:g} | {NOT_MEASURED} | |"
    yield _row(
        "7. Size of a linked packet, to naive",
        f"{LARGEST_SIZE}",
        f"{shape.size:.2f}",
        is_met=shape.size <= LARGEST_SIZE,
    )
    words = f"{shape.font_files} for {shape.typefaces} typefaces"
    yield _row("7. Font files: one a typeface", "1", words, is_met=shape.font_files <= shape.typefaces)
    if "picture" in times:
        found = median(times["picture"].clock) * MILLISECONDS / packets
        yield _row(
            "8. Page picture after an edit, median",
            f"{LONGEST_PICTURE:g} ms",
            f"{found:.0f} ms",
            is_met=found <= LONGEST_PICTURE,
        )


def shape_of(bench: Bench) -> Shape:
    """The first packet, linked and naive, as files."""
    linked, plain = link(bench.parts()[0], FACTS), naive(bench.html()[0])
    with pikepdf.Pdf.open(BytesIO(linked)) as file:
        programs = [each for each in file.objects if isinstance(each, pikepdf.Stream) and "/Length1" in each]
        faces = {str(each.FontName) for each in file.objects if _is_descriptor(each)}
    return Shape(len(programs), len(faces), len(linked) / len(plain))


def _is_descriptor(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"


def _row(name: str, most: str, found: str, *, is_met: bool) -> str:
    return f"| {name} | {most} | {found} | {'met' if is_met else '**missed**'} |"
