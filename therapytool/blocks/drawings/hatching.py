"""Patterns that tell areas apart without color: hatching, dots and rings, cut to a slice of a circle.

Everything is plain path data, so that it comes out the same on a screen, on a printer and on a photocopy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import atan2, ceil, cos, degrees, radians, sin

from therapytool.blocks.drawings.drawn import Ink, Shape
from therapytool.blocks.drawings.geometry import Point, Span, arc, circle, line, sector

DOT = 0.45


@dataclass(frozen=True, slots=True)
class Slice:
    """A slice of a circle, clockwise from `start` to `end` in degrees."""

    center: Point
    radius: float
    start: float = 0.0
    end: float = 360.0

    @property
    def outline(self) -> str:
        """Its edge, as a path."""
        return sector(self.center, 0, self.radius, self.start, self.end)

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it."""
        x, y = point[0] - self.center[0], point[1] - self.center[1]
        turn = (degrees(atan2(x, -y)) - self.start) % 360
        return x * x + y * y <= self.radius**2 and turn <= self.end - self.start


def pattern(number: int, area: Slice) -> tuple[Shape, ...]:
    """The pattern of the n-th area (from 0), cut to it; neighbors differ, and after ten they come again."""
    return tuple(PATTERNS[number % len(PATTERNS)](area))


def hatched(area: Slice, direction: float, gap: float) -> str:
    """Parallel lines across the area; 0 is upright, 90 level."""
    along, across = _unit(direction), _unit(direction + 90)
    reach = ceil(area.radius / gap)
    return "".join(
        line(_step(foot, along, begin), _step(foot, along, end))
        for foot in (_step(area.center, across, n * gap) for n in range(-reach, reach + 1))
        for begin, end in _inside(area, foot, along)
    )


def dotted(area: Slice, gap: float) -> str:
    """Dots in staggered rows."""
    reach = ceil(area.radius / gap)
    inner = Slice(area.center, area.radius - 2 * DOT, area.start, area.end)
    grid = (
        (area.center[0] + (across + (down % 2) / 2) * gap, area.center[1] + down * gap * 0.87)
        for down in range(-reach - 1, reach + 2)
        for across in range(-reach - 1, reach + 1)
    )
    return "".join(circle(point, DOT) for point in grid if inner.holds(point))


def ringed(area: Slice, gap: float) -> str:
    """Arcs around the center."""
    count = ceil(area.radius / gap)
    return "".join(arc(area.center, n * gap, area.start, area.end) for n in range(1, count))


def _inside(area: Slice, foot: Point, along: Point) -> Iterator[Span]:
    """The stretches of a line that lie in the area, in steps of a quarter of a millimeter."""
    step, begin = 0.25, None
    for n in range(-ceil(area.radius / step), ceil(area.radius / step) + 2):
        if area.holds(_step(foot, along, n * step)):
            begin = n * step if begin is None else begin
        elif begin is not None:
            yield begin, (n - 1) * step
            begin = None


def _unit(direction: float) -> Point:
    return sin(radians(direction)), -cos(radians(direction))


def _step(point: Point, along: Point, length: float) -> Point:
    return point[0] + along[0] * length, point[1] + along[1] * length


def _lines(*directions: float, gap: float) -> Callable[[Slice], list[Shape]]:
    return lambda area: [Shape(hatched(area, direction, gap), Ink.HATCH) for direction in directions]


PATTERNS: tuple[Callable[[Slice], list[Shape]], ...] = (
    _lines(45, gap=2.6),
    lambda area: [Shape(dotted(area, 3.0), Ink.SOLID)],
    _lines(135, gap=2.6),
    lambda area: [Shape(area.outline, Ink.TINT)],
    lambda area: [Shape(ringed(area, 2.8), Ink.HATCH)],
    _lines(90, gap=2.2),
    _lines(45, 135, gap=3.4),
    lambda area: [Shape(dotted(area, 1.9), Ink.SOLID)],
    _lines(0, gap=2.2),
    _lines(45, gap=1.3),
)
