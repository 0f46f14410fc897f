"""Elastic writing space: lines and rows stretch so that a sheet fills its pages and spills nothing onto an empty one.

A sheet is laid out as written. If little stands on its last page, or a page before is left half empty by something that
did not fit on it, the sheet is laid out once more with the least room there may be; if that saves the page or fills the
other, that is what it becomes. To a page that still has little on it the last block or two of the one before move over.
Then every page gives what it has left to the room on it, in place where only heights change. Giving moves nothing from
page to page, so two extra layouts are enough, and most sheets need none. Heights are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from therapytool.rendering.layout.company import SLACK, keep_company
from therapytool.rendering.layout.geometry import PIXELS_PER_MM, MeasuredPage, Room, measured_sheets
from therapytool.rendering.layout.shares import GENEROUS, LAVISH, Share, lines_now, shares_of
from therapytool.rendering.layout.spreading import set_apart
from therapytool.rendering.layout.stretching import CannotStretch, stretched
from therapytool.rendering.layout.tightening import with_pages_saved
from therapytool.rendering.layout.writing_lines import set_lines

ROOM_FOR_NOTES = 46 * PIXELS_PER_MM
"""The least that makes sense for notes, on a last page."""
MOST_FOR_NOTES = 0.4
"""Of a page; the questions on it take more before notes do."""
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
    sheets = [sheet for sheet in measured_sheets(first.pages) if sheet.has_room or len(sheet.pages) > 1]
    if not sheets:
        return first
    current, sheets = with_pages_saved(first, sheets, lay_out)
    moved = [keep_company(sheet) for sheet in sheets]
    growth = {page.number: _grow(page, is_last=page is sheet.pages[-1]) for sheet in sheets for page in sheet.pages}
    if current is None or any(moved):
        return lay_out()
    try:
        for number, grown in growth.items():
            if grown.heights or grown.above or grown.dropped is not None:
                page = current.pages[number]
                current.pages[number] = stretched(page, grown.heights, above=grown.above, without=grown.dropped)
    except CannotStretch:
        return lay_out()
    return current


@dataclass(frozen=True, slots=True)
class _Growth:
    """What becomes of a page: by how much each element grows or moves away from the one above, which is dropped."""

    heights: dict[Any, float]
    above: dict[Any, float] = field(default_factory=dict)
    dropped: Any = None


def _grow(page: MeasuredPage, *, is_last: bool) -> _Growth:
    """Give what a page has left to the room on it, least grown first, and then to the lines for notes.

    Where the questions can take all of it, lines for notes that nothing keeps are dropped. What a page before the last
    still has left then comes between its blocks.
    """
    shares, free = list(shares_of(page.rooms)), page.free - SLACK
    has_notes = page.notes is not None and (page.keeps_notes or _leave_room_for_notes(shares, free, page))
    kept_for_notes = _room_for_notes(page) if has_notes else 0
    free = _spread(free - kept_for_notes, shares)
    _allow(shares, GENEROUS)
    if has_notes:
        enough = MOST_FOR_NOTES * (page.limit - page.top) - kept_for_notes
        _spread(free - enough, shares)
    else:
        free = _spread(free, shares)
        if free >= UNUSED and not is_last:
            _allow(shares, LAVISH, with_spare=True)
            free = _spread(free, shares)
    heights = {room.element: _give(room, share.given) for share in shares if share.given for room in share.rooms}
    if has_notes:
        return _Growth(heights | _grow_notes(page, sum(heights.values())))
    if page.notes_holder is not None:
        page.notes_holder.set("style", "display: none")
    above = set_apart(page, free) if free >= UNUSED and not is_last else {}
    return _Growth(heights, above, page.notes_holder)


def _allow(shares: list[Share], times: float, *, with_spare: bool = False) -> None:
    """Let places grow so many times as much as is usual, and what has room to spare take that, too."""
    for share in shares:
        share.most = times * share.usual + with_spare * share.spare


def _leave_room_for_notes(shares: list[Share], free: float, page: MeasuredPage) -> bool:
    """Whether notes have room beside all that suits the questions, or the questions alone would leave a page unused."""
    usual = sum(share.usual * len(share.rooms) for share in shares)
    return free - usual >= _room_for_notes(page) or free - GENEROUS * usual >= UNUSED


def _room_for_notes(page: MeasuredPage) -> float:
    """The least that makes sense; in large type the first lines alone take more."""
    return max(ROOM_FOR_NOTES, page.notes_end - page.end)


def _spread(free: float, shares: list[Share]) -> float:
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


def _give(room: Room, given: float) -> float:
    """Let an element say how high it has become; gives by how much it is higher than it was."""
    if room.is_row:
        height = round((room.height + given) / PIXELS_PER_MM, 2)
        room.element.set("style", f"{room.element.get('style') or ''}; height: {height:.2f}mm".strip("; "))
    else:
        lines = lines_now(room) + round(given / room.step)
        height = lines * room.step / PIXELS_PER_MM
        set_lines(room.element, lines)
    return height * PIXELS_PER_MM - room.height
