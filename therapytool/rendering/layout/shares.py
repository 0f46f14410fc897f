"""Shares: what takes more room in one go, and how much suits it. Heights are CSS pixels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from therapytool.rendering.layout.geometry import PIXELS_PER_MM, MeasuredPage, Room
from therapytool.rendering.layout.writing_lines import most_lines

ROW_STEP = 0.5 * PIXELS_PER_MM
ROW_GROWTH = 1.6
ROW_GROWTH_AT_MOST = 12 * PIXELS_PER_MM
GENEROUS = 2.0
"""How many times as much may be given on a page that would else end early, because what follows does not fit on it."""
LAVISH = 3.0
"""And on one that would end early all the same; a line becomes two there."""


@dataclass(slots=True)
class Share:
    """What takes more room in one go: one place with lines, or all rows of a table that stand on this page."""

    rooms: list[Room]
    step: float
    usual: float
    """How much more suits it."""
    spare: float = 0
    """How much it may have at last, on a page that would else end early."""
    most: float = 0
    """How much more it may have."""
    given: float = 0

    def __post_init__(self) -> None:
        self.most = self.usual

    @property
    def cost(self) -> float:
        """What one step takes of the page."""
        return self.step * len(self.rooms)

    @property
    def has_room_for_more(self) -> bool:
        """Whether one step more suits it."""
        return self.given + self.step <= self.most

    @property
    def growth(self) -> float:
        """How much it has grown, 1 being twice as high."""
        return self.given / (self.rooms[0].height or self.step)


def shares_of(rooms: list[Room]) -> Iterable[Share]:
    """One share for each place with lines, one for all rows of a table, one for all second lines."""
    tables: dict[int, list[Room]] = {}
    second = [room for room in rooms if room.is_spare]
    if second:
        yield Share(second, second[0].step, usual=0, spare=second[0].step)
    for room in rooms:
        if room.is_spare:
            continue
        if room.is_row:
            tables.setdefault(id(room.owner), []).append(room)
        else:
            yield Share([room], room.step, (most_lines(_written(room)) - lines_now(room)) * room.step)
    for rows in tables.values():
        lowest = min(row.height for row in rows)
        yield Share(rows, ROW_STEP, min(lowest * (ROW_GROWTH - 1), ROW_GROWTH_AT_MOST))


def _written(room: Room) -> int:
    """How many lines the sheet asks for."""
    return int(room.element.get("data-asked") or room.element.get("data-lines"))


def lines_now(room: Room) -> int:
    """How many lines there are; words typed on them may have made them more."""
    return max(round(room.height / room.step), int(room.element.get("data-lines")))


def fullest(page: MeasuredPage) -> float:
    """How much of a page its rooms could fill at most, from 0 to 1."""
    more = sum((LAVISH * share.usual + share.spare) * len(share.rooms) for share in shares_of(page.rooms))
    return min(page.share_used + more / page.room, 1)
