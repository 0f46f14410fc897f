"""Cards laid out on sheets of paper: how many fit, where each lies, and where its back lies on the following page.

Lengths are millimeters. A grid of cards stands in the middle of the page from left to right, so that a page turned over
its long edge shows each back behind its front.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Generic, TypeVar

Face = TypeVar("Face")

MM_PER_POINT = 25.4 / 72
SIDE_MARGIN = 6.0
TOP_MARGIN = 6.0
BOTTOM_MARGIN = 9.0
"""Room for the running foot."""
NARROWEST_PAGE = 210.0
LOWEST_PAGE = 279.4
"""The smaller sides of Letter and A4: what fits there fits on both."""
WIDEST_CARD = NARROWEST_PAGE - 2 * SIDE_MARGIN
TALLEST_CARD = LOWEST_PAGE - TOP_MARGIN - BOTTOM_MARGIN
MARK_LENGTH = 2.5
MARK_DISTANCE = 0.8


@dataclass(frozen=True, slots=True)
class Grid:
    """Where cards of one size lie on one paper: columns, rows, and the left upper corner inside the margins."""

    card_width: float
    card_height: float
    columns: int
    rows: int
    left: float
    top: float

    def corner(self, column: int, row: int) -> tuple[float, float]:
        """The left upper corner of one card, counted from 0."""
        return self.left + column * self.card_width, self.top + row * self.card_height

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """What the marks for the knife take: left, top, width and height; they stand around the cards."""
        reach = 2 * (MARK_DISTANCE + MARK_LENGTH)
        width, height = self.columns * self.card_width + reach, self.rows * self.card_height + reach
        return _short(self.left - reach / 2), _short(self.top - reach / 2), _short(width), _short(height)

    @property
    def cuts(self) -> str:
        """Where the knife runs, as a path in millimeters: along every edge, from one side of the grid to the other."""
        across, down = self._edges()
        lines = [f"M{x} {down[0]}V{down[-1]}" for x in across] + [f"M{across[0]} {y}H{across[-1]}" for y in down]
        return "".join(lines)

    @property
    def marks(self) -> str:
        """The marks outside the grid, in line with every edge, as a path in millimeters."""
        across, down = self._edges()
        reach = MARK_DISTANCE + MARK_LENGTH
        above_and_below = (_short(down[0] - reach), _short(down[-1] + MARK_DISTANCE))
        left_and_right = (_short(across[0] - reach), _short(across[-1] + MARK_DISTANCE))
        upright = [f"M{x} {y}v{MARK_LENGTH}" for x in across for y in above_and_below]
        level = [f"M{x} {y}h{MARK_LENGTH}" for y in down for x in left_and_right]
        return "".join(upright + level)

    def _edges(self) -> tuple[list[float], list[float]]:
        across = [_short(self.left + column * self.card_width) for column in range(self.columns + 1)]
        down = [_short(self.top + row * self.card_height) for row in range(self.rows + 1)]
        return across, down


@dataclass(frozen=True, slots=True)
class Placed(Generic[Face]):
    """One face of a card at its left upper corner."""

    face: Face
    left: float
    top: float


def grid_for(card_width: float, card_height: float, *, page_width: float, page_height: float) -> Grid:
    """The grid of as many cards as fit on a page; page sizes in PDF points, card sizes in millimeters."""
    room_across = page_width * MM_PER_POINT - 2 * SIDE_MARGIN
    room_down = page_height * MM_PER_POINT - TOP_MARGIN - BOTTOM_MARGIN
    columns, rows = floor(room_across / card_width + 1e-3), floor(room_down / card_height + 1e-3)
    left, top = (room_across - columns * card_width) / 2, (room_down - rows * card_height) / 2
    return Grid(card_width, card_height, columns, rows, _short(left), _short(top))


def dealt(faces: Sequence[Face], grid: Grid) -> tuple[tuple[Placed[Face], ...], ...]:
    """The faces of a deck on as many sheets as it takes, row by row."""
    size = grid.columns * grid.rows
    sheets = [faces[first * size : (first + 1) * size] for first in range(ceil(len(faces) / size))]
    return tuple(tuple(_place(face, grid, number) for number, face in enumerate(sheet)) for sheet in sheets)


def turned_over(sheet: Sequence[Placed[Face]], grid: Grid) -> tuple[Placed[Face], ...]:
    """A sheet as it lies when turned over its long edge: left and right change places."""
    span = 2 * grid.left + (grid.columns - 1) * grid.card_width
    return tuple(Placed(placed.face, _short(span - placed.left), placed.top) for placed in sheet)


def _place(face: Face, grid: Grid, number: int) -> Placed[Face]:
    left, top = grid.corner(number % grid.columns, number // grid.columns)
    return Placed(face, _short(left), _short(top))


def _short(millimeters: float) -> float:
    return round(millimeters, 3)
