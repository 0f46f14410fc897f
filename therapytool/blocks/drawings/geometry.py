"""Plain geometry: what our diagrams are made of, as path data for SVG.

Lengths are millimeters, y grows downwards. Angles are degrees as on a clock: 0 points up, 90 to the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, hypot, radians, sin

WHOLE_TURN = 359.9

Point = tuple[float, float]
Span = tuple[float, float]


def number(value: float) -> str:
    """A length as written in a path: at most two decimals, none that say nothing."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def polar(center: Point, radius: float, degrees: float) -> Point:
    """The point at a distance and a direction from the center."""
    return center[0] + radius * sin(radians(degrees)), center[1] - radius * cos(radians(degrees))


def line(*points: Point) -> str:
    """A line through the points, open."""
    return "M" + "L".join(_at(point) for point in points)


def polygon(*points: Point) -> str:
    """A line through the points, closed."""
    return f"{line(*points)}Z"


def ellipse(center: Point, across: float, down: float) -> str:
    """A whole ellipse by its two half-axes."""
    x, y = center
    start, end, axes = _at((x - across, y)), _at((x + across, y)), f"{number(across)} {number(down)}"
    return f"M{start}A{axes} 0 1 1 {end}A{axes} 0 1 1 {start}Z"


def circle(center: Point, radius: float) -> str:
    """A whole circle."""
    return ellipse(center, radius, radius)


def arc(center: Point, radius: float, start: float, end: float) -> str:
    """A part of a circle's edge, clockwise, or all of it."""
    if end - start >= WHOLE_TURN:
        return circle(center, radius)
    return f"M{_at(polar(center, radius, start))}{_arc_to(center, radius, start, end)}"


def sector(center: Point, inner: float, outer: float, start: float, end: float) -> str:
    """A slice of a ring between two radii, clockwise from `start` to `end`; an inner radius of 0 gives one of a pie."""
    if end - start >= WHOLE_TURN:
        return circle(center, outer) + (circle(center, inner) if inner else "")
    edge = arc(center, outer, start, end)
    if not inner:
        return f"{edge}L{_at(center)}Z"
    back = f"A{number(inner)} {number(inner)} 0 {int(end - start > 180)} 0 {_at(polar(center, inner, start))}"
    return f"{edge}L{_at(polar(center, inner, end))}{back}Z"


def rounded(x: float, y: float, width: float, height: float, radius: float = 2.5) -> str:
    """A box with round corners, the same as those of a box that is set by styles."""
    corner = f"a{number(radius)} {number(radius)} 0 0 1 "
    across, down, r = number(width - 2 * radius), number(height - 2 * radius), number(radius)
    return (
        f"M{_at((x + radius, y))}h{across}{corner}{r} {r}v{down}{corner}-{r} {r}h-{across}{corner}-{r} -{r}"
        f"v-{down}{corner}{r} -{r}Z"
    )


def capsule(center: Point, length: float, height: float, degrees: float = 90) -> str:
    """A ring as a pen would draw it around a word that runs in this direction."""
    reach, half = max(length - height, 0) / 2, height / 2
    ends = polar(center, reach, degrees - 180), polar(center, reach, degrees)
    over, under = ([polar(end, half, degrees + turn) for end in ends] for turn in (-90, 90))
    bend = f"A{number(half)} {number(half)} 0 0 1 "
    return f"M{_at(over[0])}L{_at(over[1])}{bend}{_at(under[1])}L{_at(under[0])}{bend}{_at(over[0])}Z"


def arrow_head(tip: Point, degrees: float, size: float = 3.2) -> str:
    """The head of an arrow that points in a direction."""
    base = polar(tip, size, degrees + 180)
    return polygon(tip, polar(base, size * 0.55, degrees - 90), polar(base, size * 0.55, degrees + 90))


def rules(left: float, width: float, first: float, count: int, step: float) -> str:
    """Ruled lines of one length under each other; `first` is where the topmost stands."""
    return "".join(line((left, first + n * step), (left + width, first + n * step)) for n in range(count))


def smooth(points: Sequence[Point], *, closed: bool = False) -> str:
    """A soft line through all the points, in order (a Catmull-Rom curve as Béziers)."""
    around = [points[-1], *points, *points[:2]] if closed else [points[0], *points, points[-1]]
    curves = (_curve(*around[n : n + 4]) for n in range(len(around) - 3))
    return f"M{_at(points[0])}{''.join(curves)}{'Z' if closed else ''}"


def mirrored(points: Iterable[Point], axis: float) -> list[Point]:
    """The points on the other side of an upright axis, in the opposite order, so that both halves make one outline."""
    return [(2 * axis - x, y) for x, y in reversed(list(points))]


def span_in_circle(center: Point, radius: float, y: float) -> Span | None:
    """Where a level line at `y` runs inside a circle: from and to; None when it does not meet it."""
    rest = radius**2 - (y - center[1]) ** 2
    return (center[0] - rest**0.5, center[0] + rest**0.5) if rest > 0 else None


def distance(one: Point, other: Point) -> float:
    """How far two points are apart."""
    return hypot(other[0] - one[0], other[1] - one[1])


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _arc_to(center: Point, radius: float, start: float, end: float) -> str:
    return f"A{number(radius)} {number(radius)} 0 {int(end - start > 180)} 1 {_at(polar(center, radius, end))}"


def _curve(before: Point, start: Point, end: Point, after: Point) -> str:
    first = start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6
    second = end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6
    return f"C{_at(first)} {_at(second)} {_at(end)}"
