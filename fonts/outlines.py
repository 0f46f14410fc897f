"""Shapes our symbols are drawn with: discs, rings, strokes with round ends, rounded boxes.

All lengths are font units, 1,000 to the em, y upwards. Ink runs clockwise and hollows run counter-clockwise,
so shapes that overlap melt together and a hollow cuts through exactly one layer of ink (the non-zero winding
rule).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from fontTools.pens.basePen import AbstractPen

Point = tuple[float, float]

LARGEST_ARC_STEP = 45.0
"""Degrees one quadratic curve may span; its error at radius 500 is then under a fifth of a unit."""


def disc(pen: AbstractPen, center: Point, radius: float, *, hollow: bool = False) -> None:
    """A filled circle, or with `hollow` the hole of one."""
    turn = 360.0 if hollow else -360.0
    pen.moveTo(on_circle(center, radius, 0.0))
    _arc(pen, center, radius, start=0.0, end=turn)
    pen.closePath()


def ring(pen: AbstractPen, center: Point, outer_radius: float, stroke: float) -> None:
    """A circle's line, `stroke` wide and wholly inside `outer_radius`."""
    disc(pen, center, outer_radius)
    disc(pen, center, outer_radius - stroke, hollow=True)


def polygon(pen: AbstractPen, corners: Sequence[Point]) -> None:
    """A filled shape with straight sides; give the corners clockwise."""
    pen.moveTo(corners[0])
    for corner in corners[1:]:
        pen.lineTo(corner)
    pen.closePath()


def line(pen: AbstractPen, points: Sequence[Point], stroke: float) -> None:
    """A stroke through the points, with round ends and round joints."""
    for start, end in pairwise(points):
        _capsule(pen, start, end, stroke)


def arc(pen: AbstractPen, center: Point, radius: float, *, start: float, end: float, stroke: float) -> None:
    """A stroke along part of a circle, counter-clockwise from `start` to `end` degrees, with round ends."""
    half = stroke / 2
    pen.moveTo(on_circle(center, radius + half, end))
    _arc(pen, center, radius + half, start=end, end=start)
    _arc(pen, on_circle(center, radius, start), half, start=start, end=start - 180)
    _arc(pen, center, radius - half, start=start, end=end)
    _arc(pen, on_circle(center, radius, end), half, start=end + 180, end=end)
    pen.closePath()


def rounded_box(pen: AbstractPen, low: Point, high: Point, radius: float, *, hollow: bool = False) -> None:
    """A filled box with round corners between two opposite points, or with `hollow` the hole of one."""
    (left, bottom), (right, top) = low, high
    corners = [
        ((right - radius, top - radius), 90.0),
        ((right - radius, bottom + radius), 0.0),
        ((left + radius, bottom + radius), -90.0),
        ((left + radius, top - radius), -180.0),
    ]
    turn = 90.0 if hollow else -90.0
    spans = [(center, start - 90.0) for center, start in reversed(corners)] if hollow else corners
    pen.moveTo(on_circle(spans[0][0], radius, spans[0][1]))
    for index, (center, start) in enumerate(spans):
        if index:
            pen.lineTo(on_circle(center, radius, start))
        _arc(pen, center, radius, start=start, end=start + turn)
    pen.closePath()


def box_line(pen: AbstractPen, low: Point, high: Point, *, radius: float, stroke: float) -> None:
    """The line of a rounded box, `stroke` wide and wholly inside it."""
    rounded_box(pen, low, high, radius)
    inner_low = (low[0] + stroke, low[1] + stroke)
    inner_high = (high[0] - stroke, high[1] - stroke)
    rounded_box(pen, inner_low, inner_high, max(radius - stroke, 1.0), hollow=True)


def on_circle(center: Point, radius: float, degrees: float) -> Point:
    """The point of a circle at an angle, counter-clockwise from three o'clock."""
    angle = math.radians(degrees)
    return center[0] + radius * math.cos(angle), center[1] + radius * math.sin(angle)


def _capsule(pen: AbstractPen, start: Point, end: Point, stroke: float) -> None:
    heading = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
    half = stroke / 2
    pen.moveTo(on_circle(start, half, heading + 90))
    pen.lineTo(on_circle(end, half, heading + 90))
    _arc(pen, end, half, start=heading + 90, end=heading - 90)
    pen.lineTo(on_circle(start, half, heading - 90))
    _arc(pen, start, half, start=heading - 90, end=heading - 270)
    pen.closePath()


def _arc(pen: AbstractPen, center: Point, radius: float, *, start: float, end: float) -> None:
    """Continue the open contour along a circle from `start` to `end` degrees, in either direction."""
    for control, point in _quadratic_steps(center, radius, start, end):
        pen.qCurveTo(control, point)


def _quadratic_steps(center: Point, radius: float, start: float, end: float) -> Iterable[tuple[Point, Point]]:
    count = math.ceil(abs(end - start) / LARGEST_ARC_STEP)
    step = (end - start) / count
    reach = radius / math.cos(math.radians(step / 2))
    for index in range(count):
        begin = start + index * step
        yield on_circle(center, reach, begin + step / 2), on_circle(center, radius, begin + step)
