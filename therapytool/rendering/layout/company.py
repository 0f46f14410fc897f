"""Company: blocks of one page move over to the next, which has little on it.

Measured pages say afterwards what will stand on them; only another layout makes it so. Heights are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeVar

from therapytool.rendering.layout.geometry import PIXELS_PER_MM, MeasuredPage, MeasuredSheet, Placed, Room
from therapytool.rendering.layout.shares import fullest

NEARLY_EMPTY = 0.3
"""A last page with less on it is filled from the page before,"""
HALF_EMPTY = 0.6
"""and so is one before it that ends early, as before a page that is turned."""
FULLEST_GIVER = 0.66
"""The page before a last one keeps at least so much,"""
LEAST_KEPT, WELL_FILLED = 0.4, 0.95
"""or so much, where the room on it can fill it so far."""
WORTH_MOVING = 0.1
"""By so much of a page the emptier of two pages before the last has to become fuller."""
SLACK = 1.2 * PIXELS_PER_MM
HARDLY = 0.5

_Place = TypeVar("_Place", Placed, Room)


def keep_company(sheet: MeasuredSheet) -> bool:
    """Move blocks to pages that have little on them; says whether any moved."""
    moved = [_even_out(*pages) for pages in pairwise(sheet.pages[:-1])]
    return _fill_last_page(sheet) or any(moved)


def _fill_last_page(sheet: MeasuredSheet) -> bool:
    """Move the last blocks of the page before, as many as it can spare, to a last page that is nearly empty.

    A page that lines for notes fill is not empty, and what has parted stays so.
    """
    if len(sheet.pages) < 2 or sheet.pages[-1].share_used >= NEARLY_EMPTY or sheet.pages[-1].keeps_notes:
        return False
    giver, last = sheet.pages[-2:]
    parted = {id(placed.element) for placed in last.blocks}
    chosen = None
    for place in _before(_blocks_apart(giver), giver, last):
        if id(place.element) in parted or not _can_spare(giver, place):
            break
        chosen = place
        if _used_with(giver, last, place) >= NEARLY_EMPTY:
            break
    return chosen is not None and _move_from(giver, last, chosen)


def _even_out(giver: MeasuredPage, page: MeasuredPage) -> bool:
    """Move the last blocks of a page to one that ends early and cannot be filled, if both are well used then.

    Of a table that goes on there its last rows may move alone.
    """
    if not giver.blocks or not page.blocks or fullest(page) >= HALF_EMPTY:
        return False
    places: list[Placed | Room] = [
        *_before(_blocks_apart(giver), giver, page),
        *_before(_rows_going_on(giver, page), giver, page),
    ]
    found = [_emptier(giver, page, place) for place in places]
    if not found or max(found) < fullest(page) + WORTH_MOVING:
        return False
    return _move_from(giver, page, places[found.index(max(found))])


def _blocks_apart(giver: MeasuredPage) -> list[Placed]:
    """The blocks that follow another, the last first; those within one stay with it, for it may be kept whole."""
    return [placed for placed in giver.blocks[:0:-1] if not _is_within_any(placed, giver.blocks)]


def _is_within_any(placed: Placed, blocks: Iterable[Placed]) -> bool:
    return any(placed is not block and _stands_in(placed, [block]) for block in blocks)


def _emptier(giver: MeasuredPage, page: MeasuredPage, place: Placed | Room) -> float:
    """How far the emptier of both can be filled, where all from this place on moves over."""
    left = _without(giver, place)
    rooms = [room for room in giver.rooms if room not in left.rooms] + page.rooms
    with_more = replace(page, end=page.top + _height_with(giver, page, place), rooms=rooms)
    return min(fullest(left), fullest(with_more))


def _rows_going_on(giver: MeasuredPage, page: MeasuredPage) -> list[Room]:
    """The rows of a table that goes on, the last first, before which nothing stands but another such row."""
    if giver.blocks[-1].element is not page.blocks[0].element:
        return []
    tables = {id(room.owner): room.owner for room in giver.rooms if room.is_row and _has_cells(room.owner)}
    following = {id(row) for table in tables.values() for row in _following(table)}
    return [
        room for room in reversed(giver.rooms) if id(room.element) in following and _stands_in(room, page.blocks[:1])
    ]


def _has_cells(table: Any) -> bool:
    return "grid-cells" in (table.get("class") or "")


def _following(table: Any) -> Iterable[Any]:
    """The rows to write in that follow another such row."""
    return (
        row
        for before, row in pairwise(table.iter("tr"))
        if all(each.get("data-row") is not None for each in (before, row))
    )


def _before(places: Iterable[_Place], giver: MeasuredPage, page: MeasuredPage) -> Iterator[_Place]:
    """Those of some places, the last first, before which a page may break so that the next one holds what follows."""
    if giver.ends_as_told or giver.width != page.width:
        return
    for place in places:
        is_left_with_enough = place.top - giver.top >= LEAST_KEPT * giver.room
        if not is_left_with_enough or _height_with(giver, page, place) > page.room - SLACK:
            return
        yield place


def _height_with(giver: MeasuredPage, page: MeasuredPage, place: Placed | Room) -> float:
    return page.end - page.top + giver.end - place.top + _apart(giver, page, place)


def _apart(giver: MeasuredPage, page: MeasuredPage, place: Placed | Room) -> float:
    """What will come between the last block that moves and the first that is there; nothing where they are one."""
    if isinstance(place, Room) or not page.blocks or page.blocks[0].element is giver.blocks[-1].element:
        return 0
    return page.blocks[0].above_elsewhere - place.above


def _used_with(giver: MeasuredPage, page: MeasuredPage, place: Placed | Room) -> float:
    return _height_with(giver, page, place) / page.room


def _can_spare(giver: MeasuredPage, place: Placed) -> bool:
    """Whether a page is full enough without its blocks from this place on, or can be filled by what is left on it."""
    left = _without(giver, place)
    return left.share_used >= FULLEST_GIVER or fullest(left) >= WELL_FILLED


def _without(giver: MeasuredPage, place: Placed | Room) -> MeasuredPage:
    """A page with what stands before this place; a spare line, which has no height yet, belongs to what it ends."""
    return replace(
        giver,
        end=place.top,
        blocks=[placed for placed in giver.blocks if placed.top < place.top],
        rooms=[room for room in giver.rooms if room.top + room.height / 2 < place.top + HARDLY],
        items=[item for item in giver.items if item.top < place.top],
    )


def _move_from(giver: MeasuredPage, page: MeasuredPage, place: Placed | Room) -> bool:
    """Count all from this place on where it will be, and ask for a new page there; says that it moved."""
    left, height = _without(giver, place), _height_with(giver, page, place) - (page.end - page.top)
    _break_before(place.element)
    moved = [placed for placed in giver.blocks if placed not in left.blocks]
    known = [placed.element for placed in moved]
    there = [replace(placed, top=placed.top + height, above=placed.above_elsewhere) for placed in page.blocks]
    going_on = [replace(item, goes_on=item.goes_on and not _stands_in(item, moved)) for item in page.items]
    page.blocks = [replace(placed, top=placed.top - place.top + page.top) for placed in moved]
    page.blocks += [placed for placed in there if placed.element not in known]
    page.rooms = [room for room in giver.rooms if room not in left.rooms] + page.rooms
    page.items = [item for item in giver.items if item not in left.items] + going_on
    page.end += height
    page.notes_end += height
    giver.blocks, giver.rooms, giver.items, giver.end = left.blocks, left.rooms, left.items, left.end
    return True


def _stands_in(thing: Room | Placed, blocks: Iterable[Placed]) -> bool:
    return any(each is thing.element for block in blocks for each in block.element.iter())


def _break_before(element: Any) -> None:
    element.set("style", f"{element.get('style') or ''}; break-before: page".strip("; "))
