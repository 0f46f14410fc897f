"""Saving a page: a sheet laid out again with the least room there may be, and kept so where that gains something."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from therapytool.rendering.layout.geometry import MeasuredPage, MeasuredSheet, measured_sheets
from therapytool.rendering.layout.shares import fullest
from therapytool.rendering.layout.writing_lines import least_lines, set_lines

WORTH_SAVING = 0.42
"""A last page with less on it may be saved by giving less room everywhere."""
MOST_SAVED = 0.2
"""Of a page; what stands on all pages together was never saved where it was more than the others hold by so much."""
HALF_EMPTY = 0.65
"""A page before the last with less on it may be filled by giving less room everywhere."""
GAINED = 0.15
"""So much more has to stand on the emptiest of those pages then."""
LEFT_OVER = 0.2
"""Of a page; so little of a block that began on the page before, such as two rows, would better stand there too."""
FULL = 0.9
TIGHT = "tight"
PARTED = "tight parted"
PARTS = "data-parts"
"""Marks what is kept whole, such as a script, unless its parting saves a page."""


def _may_gain(sheet: MeasuredSheet) -> bool:
    """Whether less room everywhere may save its last page, fill one before, or keep two rows with their table.

    Where nobody writes, as on an agenda, the type gives way, and more of it.
    """
    if len(sheet.pages) == 1:
        return False
    may_save = sheet.pages[-1].share_used < WORTH_SAVING and (_too_much(sheet) < MOST_SAVED or not sheet.has_room)
    return may_save or _emptiest(sheet) < HALF_EMPTY or _may_part(sheet) or _left_over(sheet) > 0


def _too_much(sheet: MeasuredSheet) -> float:
    """How much more stands on it than one page less would hold, in pages."""
    return sum(page.share_used for page in sheet.pages) - (len(sheet.pages) - 1)


def _may_part(sheet: MeasuredSheet) -> bool:
    """Whether something long that is kept whole costs a page."""
    return _too_much(sheet) < MOST_SAVED / 2 and any(each.get(PARTS) is not None for each in sheet.element.iter())


def _has_gained(tight: MeasuredSheet, sheet: MeasuredSheet) -> bool:
    """Whether it has fewer pages, its emptiest before the last can be filled further, or less is left over."""
    if len(tight.pages) == len(sheet.pages):
        fuller = _least_filled(tight) - _least_filled(sheet)
        is_full = fuller >= 0 or _least_filled(tight) >= FULL
        return fuller >= GAINED or (is_full and _left_over(tight) < _left_over(sheet))
    return len(tight.pages) < len(sheet.pages)


def _left_over(sheet: MeasuredSheet) -> int:
    """How many pages begin with a little of what stands on the page before."""
    return sum(_begins_with_a_little(page, before) for before, page in pairwise(sheet.pages))


def _begins_with_a_little(page: MeasuredPage, before: MeasuredPage) -> bool:
    if not page.blocks or not before.blocks or page.blocks[0].element is not before.blocks[-1].element:
        return False
    end = page.blocks[1].top if len(page.blocks) > 1 else page.end
    return end - page.top < LEFT_OVER * (page.limit - page.top)


def _least_filled(sheet: MeasuredSheet) -> float:
    return min(map(fullest, sheet.pages[:-1]), default=1)


def _emptiest(sheet: MeasuredSheet) -> float:
    """How much is used of the emptiest page before the last."""
    return min((page.share_used for page in sheet.pages[:-1]), default=1)


def with_pages_saved(
    first: Any, sheets: list[MeasuredSheet], lay_out: Callable[[], Any]
) -> tuple[Any, list[MeasuredSheet]]:
    """The sheets, those with the least room that gain by it; and the layout that shows them all.

    There is none if some have it and others, which it did not help, had it for a layout.
    """
    spilling = [sheet for sheet in sheets if _may_gain(sheet)]
    if not spilling:
        return first, sheets
    undo = [(sheet, _tighten(sheet)) for sheet in spilling]
    tight = lay_out()
    found = {sheet.element: sheet for sheet in measured_sheets(tight.pages)}
    saved = {}
    for sheet, restore in undo:
        if _has_gained(found[sheet.element], sheet):
            saved[sheet.element] = found[sheet.element]
        else:
            restore()
    if not saved:
        return first, sheets
    whole = tight if len(saved) == len(spilling) else None
    return whole, [found[sheet.element] if whole else saved.get(sheet.element, sheet) for sheet in sheets]


def _tighten(sheet: MeasuredSheet) -> Callable[[], None]:
    """Give the least room everywhere; returns what takes that back."""
    classes = sheet.element.get("class")
    sheet.element.set("class", f"{classes} {PARTED if _may_part(sheet) else TIGHT}")
    lined = [room.element for page in sheet.pages for room in page.rooms if not room.is_row]
    before = [(element, int(element.get("data-lines"))) for element in lined]
    for element, lines in before:
        set_lines(element, min(lines, int(element.get("data-least") or least_lines(lines))))

    def restore() -> None:
        sheet.element.set("class", classes)
        for element, lines in before:
            set_lines(element, lines)

    return restore
