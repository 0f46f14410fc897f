"""Elastic writing space: lines and rows stretch so that a sheet fills its pages and spills nothing onto an empty one.

A sheet is laid out as written. If little stands on its last page, or a page before is left half empty by something that
did not fit on it, the sheet is laid out once more with the least room there may be; if that saves the page or fills the
other, that is what it becomes, else its last block or two move over to keep company. Then every page gives what it has
left to the room on it, in place where only heights change. Giving moves nothing from page to page, so two extra layouts
are enough, and most sheets need none. Heights are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from therapytool.rendering.layout.geometry import PIXELS_PER_MM, MeasuredPage, MeasuredSheet, Room, measured_sheets
from therapytool.rendering.layout.stretching import CannotStretch, stretched
from therapytool.rendering.layout.tightening import with_pages_saved
from therapytool.rendering.layout.writing_lines import most_lines, set_lines

NEARLY_EMPTY = 0.3
"""A last page with less on it is filled from the page before."""
FULLEST_GIVER = 0.66
"""The page before keeps at least so much."""
SLACK = 1.2 * PIXELS_PER_MM
ROW_STEP = 0.5 * PIXELS_PER_MM
ROW_GROWTH = 1.6
ROW_GROWTH_AT_MOST = 12 * PIXELS_PER_MM
GENEROUS = 2.0
"""How many times as much may be given on a page that would else end early, because what follows does not fit on it."""
ROOM_FOR_NOTES = 46 * PIXELS_PER_MM
"""The least that makes sense for notes, on a last page."""
UNUSED = 20 * PIXELS_PER_MM
"""Left at the end of a page it looks forgotten."""
MOST_PAGES = 40
"""Laid out together, so many pages are stretched; more would take too long, and stay as they are written."""


def fitted(lay_out: Callable[[], Any]) -> Any:
    """Lay a document out until its writing space fills its pages; returns the engine's last layout.

    `lay_out` lays out the tree of elements as it is at the moment; between calls, which are three at most, elements
    are changed in place.
    """
    first = lay_out()
    if len(first.pages) > MOST_PAGES:
        return first
    sheets = [sheet for sheet in measured_sheets(first.pages) if sheet.has_room]
    if not sheets:
        return first
    current, sheets = with_pages_saved(first, sheets, lay_out)
    moved = [_fill_last_page(sheet) for sheet in sheets]
    growth = {page.number: _grow(page) for sheet in sheets for page in sheet.pages}
    if current is None or any(moved):
        return lay_out()
    try:
        for number, grown in growth.items():
            if grown.heights or grown.dropped is not None:
                current.pages[number] = stretched(current.pages[number], grown.heights, without=grown.dropped)
    except CannotStretch:
        return lay_out()
    return current


def _fill_last_page(sheet: MeasuredSheet) -> bool:
    """Move the last blocks of the page before to a last page that is nearly empty; says whether any moved."""
    if len(sheet.pages) < 2 or sheet.pages[-1].share_used >= NEARLY_EMPTY:
        return False
    giver, last = sheet.pages[-2:]
    split = {id(placed.element) for placed in last.blocks}
    for place in range(len(giver.blocks) - 1, 0, -1):
        block = giver.blocks[place]
        height = giver.end - block.top
        whole = last.limit - last.top
        if id(block.element) in split or block.top - giver.top < FULLEST_GIVER * (giver.limit - giver.top):
            return False
        if height > last.free - SLACK:
            return False
        if (last.end - last.top + height) / whole >= NEARLY_EMPTY:
            _break_before(block.element)
            _move(giver, last, block.top, height, {id(each.element) for each in giver.blocks[place:]})
            return True
    return False


def _move(giver: MeasuredPage, last: MeasuredPage, top: float, height: float, blocks: set[int]) -> None:
    """Count the room of moved blocks where it will be."""
    moved = [room for room in giver.rooms if any(id(element) in blocks for element in _above(room.element, giver))]
    giver.rooms = [room for room in giver.rooms if room not in moved]
    last.rooms = moved + last.rooms
    giver.end, last.end = top, last.end + height
    last.notes_end += height


def _above(element: Any, page: MeasuredPage) -> Iterable[Any]:
    """The blocks of the page around an element."""
    return (placed.element for placed in page.blocks if any(each is element for each in placed.element.iter()))


@dataclass(slots=True)
class _Share:
    """What takes more room in one go: one place with lines, or all rows of a table that stand on this page."""

    rooms: list[Room]
    step: float
    most: float
    given: float = 0

    @property
    def cost(self) -> float:
        return self.step * len(self.rooms)

    @property
    def has_room_for_more(self) -> bool:
        return self.given + self.step <= self.most

    @property
    def growth(self) -> float:
        return self.given / self.rooms[0].height


@dataclass(frozen=True, slots=True)
class _Growth:
    """What becomes of a page: by how much each element grows, and which one is dropped."""

    heights: dict[Any, float]
    dropped: Any = None


def _grow(page: MeasuredPage) -> _Growth:
    """Give what a page has left to the room on it, least grown first, and then to the lines for notes.

    Where the questions can take all of it, lines for notes that nothing keeps are dropped.
    """
    shares, free = list(_shares(page.rooms)), page.free - SLACK
    has_notes = page.notes is not None and (page.keeps_notes or _leave_room_for_notes(shares, free))
    free = _spread(free - (ROOM_FOR_NOTES if has_notes else 0), shares)
    if not has_notes:
        for share in shares:
            share.most *= GENEROUS
        _spread(free, shares)
    heights = {room.element: _give(room, share.given) for share in shares if share.given for room in share.rooms}
    if has_notes:
        return _Growth(heights | _grow_notes(page, sum(heights.values())))
    if page.notes_holder is not None:
        page.notes_holder.set("style", "display: none")
    return _Growth(heights, page.notes_holder)


def _leave_room_for_notes(shares: list[_Share], free: float) -> bool:
    """Whether notes have room beside all that suits the questions, or the questions alone would leave a page unused."""
    usual = sum(share.most * len(share.rooms) for share in shares)
    return free - usual >= ROOM_FOR_NOTES or free - GENEROUS * usual >= UNUSED


def _spread(free: float, shares: list[_Share]) -> float:
    """Give as much as the limits allow, always to what has grown least; says what is left."""
    while open_to := [share for share in shares if share.has_room_for_more and share.cost <= free]:
        least = min(open_to, key=lambda share: share.growth)
        least.given += least.step
        free -= least.cost
    return free


def _grow_notes(page: MeasuredPage, moved: float) -> dict[Any, float]:
    """Draw the lines for notes down to the end of the page, when all above has moved them down by so much."""
    if page.notes is None:
        return {}
    more = max(int((page.limit - page.notes_end - moved) // page.notes.step), 0)
    return {page.notes.element: _give(page.notes, more * page.notes.step)} if more else {}


def _shares(rooms: list[Room]) -> Iterable[_Share]:
    tables: dict[int, list[Room]] = {}
    for room in rooms:
        if room.is_row:
            tables.setdefault(id(room.owner), []).append(room)
        else:
            yield _Share([room], room.step, (most_lines(_written(room)) - _now(room)) * room.step)
    for rows in tables.values():
        lowest = min(row.height for row in rows)
        yield _Share(rows, ROW_STEP, min(lowest * (ROW_GROWTH - 1), ROW_GROWTH_AT_MOST))


def _written(room: Room) -> int:
    """How many lines the sheet asks for."""
    return int(room.element.get("data-asked") or room.element.get("data-lines"))


def _now(room: Room) -> int:
    """How many lines there are; words typed on them may have made them more."""
    return max(round(room.height / room.step), int(room.element.get("data-lines")))


def _give(room: Room, given: float) -> float:
    """Let an element say how high it has become; gives by how much it is higher than it was."""
    if room.is_row:
        height = round((room.height + given) / PIXELS_PER_MM, 2)
        room.element.set("style", f"height: {height:.2f}mm")
    else:
        lines = _now(room) + round(given / room.step)
        height = lines * room.step / PIXELS_PER_MM
        set_lines(room.element, lines)
    return height * PIXELS_PER_MM - room.height


def _break_before(element: Any) -> None:
    element.set("style", f"{element.get('style') or ''}; break-before: page".strip("; "))
