"""The body as we draw it: no face, no sex, no age; and where its parts are.

The figure stands upright around x = 0; y runs from 0 at the top of the head to `FIGURE_HEIGHT` at the soles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from therapytool.blocks.drawings.drawn import Ink, Shape
from therapytool.blocks.drawings.geometry import Point, mirrored, smooth

FIGURE_HEIGHT = 140.0

RIGHT_HALF: tuple[Point, ...] = (
    (0, 0), (4.6, 1), (7.5, 5), (7.8, 10.5), (6.3, 15.5), (4.3, 18.6), (4.2, 21.6), (6.8, 24.4), (12.6, 26.2),
    (16.8, 28.8), (18.6, 34), (19.1, 42), (19.6, 50), (20.5, 58), (21.5, 66.5), (22.2, 73.5), (23.6, 77.5),
    (24.0, 82), (22.8, 85.8), (20.9, 85.6), (19.9, 81), (19.2, 75.5), (17.9, 67), (16.7, 58.5), (15.8, 50.5),
    (14.7, 42.5), (13.9, 48), (13.1, 56), (13.2, 63), (14.4, 71), (15.1, 79), (14.7, 90), (13.3, 101), (12.4, 107),
    (12.6, 114), (11.3, 124), (9.6, 132), (9.9, 135.2), (11.4, 138.4), (8.6, 139.9), (4.9, 139.4), (4.3, 136),
    (4.9, 131.5), (4.2, 122), (4.3, 112), (3.6, 105), (2.6, 93), (0.9, 80),
)  # fmt: skip

SPINE = ((0.0, 25.0), (0.0, 40.0), (0.0, 55.0), (0.0, 68.0))
BLADE = ((4.0, 33.0), (7.6, 34.5), (7.2, 40.0), (4.6, 43.0))
JAW = ((-5.0, 13.4), (-3.2, 16.8), (0.0, 18.3), (3.2, 16.8), (5.0, 13.4))
COLLAR = ((2.2, 25.4), (7.0, 26.6), (12.0, 28.4))
NAVEL = ((0.0, 57.0), (0.0, 58.4))


class View(StrEnum):
    """From where the body is seen."""

    FRONT = "front"
    BACK = "back"


class BodyPart(StrEnum):
    """What can be asked about, from head to foot."""

    HEAD = "head"
    FACE = "face"
    JAW = "jaw"
    THROAT = "throat"
    SHOULDERS = "shoulders"
    CHEST = "chest"
    BELLY = "belly"
    BACK = "back"
    HANDS = "hands"
    HIPS = "hips"
    LEGS = "legs"
    FEET = "feet"

    @property
    def label(self) -> str:
        """As it prints: "Shoulders"."""
        return self.capitalize()


PLACES: dict[BodyPart, tuple[View, Point]] = {
    BodyPart.FACE: (View.FRONT, (-2.6, 9.5)),
    BodyPart.JAW: (View.FRONT, (-4.6, 15.2)),
    BodyPart.THROAT: (View.FRONT, (-1.6, 21.4)),
    BodyPart.CHEST: (View.FRONT, (-6.0, 37.0)),
    BodyPart.BELLY: (View.FRONT, (-5.0, 60.0)),
    BodyPart.HANDS: (View.FRONT, (-22.0, 81.0)),
    BodyPart.HEAD: (View.BACK, (3.0, 4.6)),
    BodyPart.SHOULDERS: (View.BACK, (13.4, 30.4)),
    BodyPart.BACK: (View.BACK, (5.0, 46.0)),
    BodyPart.HIPS: (View.BACK, (11.0, 73.0)),
    BodyPart.LEGS: (View.BACK, (8.8, 104.0)),
    BodyPart.FEET: (View.BACK, (7.4, 136.6)),
}
"""Where each part is pointed at, and in which view."""

PAIRED = frozenset({BodyPart.SHOULDERS, BodyPart.HIPS, BodyPart.HANDS, BodyPart.LEGS, BodyPart.FEET})
"""Parts that lie on both sides."""


def figure(middle: float, top: float, view: View, size: float = 1.0) -> Iterator[Shape]:
    """The body with its axis at `middle`, in its own size or smaller; the back shows its spine."""

    def at(points: Iterable[Point], side: int = 1) -> list[Point]:
        return [(middle + side * x * size, top + y * size) for x, y in points]

    right = at(RIGHT_HALF)
    outline = smooth([*right, *mirrored(right[1:], middle)], closed=True)
    yield Shape(outline, Ink.TINT)
    yield Shape(outline, Ink.OUTLINE)
    if view is View.BACK:
        yield Shape(smooth(at(SPINE)), Ink.DASHED)
        yield from (Shape(smooth(at(BLADE, side)), Ink.LINE) for side in (-1, 1))
    else:
        yield Shape(smooth(at(JAW)), Ink.LINE)
        yield from (Shape(smooth(at(COLLAR, side)), Ink.LINE) for side in (-1, 1))
        yield Shape(smooth(at(NAVEL)), Ink.LINE)
