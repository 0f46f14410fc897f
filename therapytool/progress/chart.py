"""A line of scores as a small picture: where each point, band and change band stands, in units of the drawing."""

from __future__ import annotations

from dataclasses import dataclass

from therapytool.progress.series import Line, Point

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 40, 516, 16, 188
"""Where the lines stand; right of them are the names of the bands."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One point: its place, and the point itself."""

    x: float
    y: float
    point: Point


@dataclass(frozen=True, slots=True)
class Stripe:
    """A band across the picture, from top to bottom."""

    top: float
    height: float
    label: str

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything to draw. `change` is the stripe in which a total is no reliable change from the first one."""

    spots: tuple[Spot, ...]
    bands: tuple[Stripe, ...]
    change: Stripe | None
    ticks: tuple[tuple[float, int], ...]
    words: str

    @property
    def path(self) -> str:
        """The line through the points, as an SVG path."""
        return " ".join(f"{'L' if place else 'M'}{spot.x:g} {spot.y:g}" for place, spot in enumerate(self.spots))


def chart_of(line: Line) -> Chart | None:
    """The picture of a line; None without any total."""
    if not line.totals:
        return None
    spots = tuple(Spot(_x(line, point), _y(line, point.total or 0), point) for point in line.totals)
    return Chart(
        spots=spots,
        bands=tuple(_stripe(line, lowest - 0.5, highest + 0.5, label) for lowest, highest, label in line.bands),
        change=_change(line),
        ticks=tuple((_y(line, value), value) for value in _ticks(line)),
        words=_in_words(line),
    )


def _x(line: Line, point: Point) -> float:
    """By date; a single point stands in the middle."""
    first, last = line.totals[0].at, line.totals[-1].at
    span = (last - first).total_seconds()
    share = (point.at - first).total_seconds() / span if span else 0.5
    return round(LEFT + 24 + share * (RIGHT - LEFT - 48), 1)


def _y(line: Line, value: float) -> float:
    share = (value - line.lowest) / (line.highest - line.lowest)
    return round(BOTTOM - share * (BOTTOM - TOP), 1)


def _stripe(line: Line, lowest: float, highest: float, label: str) -> Stripe:
    top = _y(line, min(highest, line.highest))
    return Stripe(top, round(_y(line, max(lowest, line.lowest)) - top, 1), label)


def _change(line: Line) -> Stripe | None:
    first = line.totals[0].total or 0
    if line.enough is None or len(line.totals) < 2:
        return None
    return _stripe(line, first - line.enough + 0.5, first + line.enough - 0.5, "no reliable change from the first")


def _ticks(line: Line) -> tuple[int, ...]:
    """The lowest, the highest, and where bands begin; without bands the middle."""
    begins = [lowest for lowest, _, _ in line.bands] or [(line.lowest + line.highest) // 2]
    return tuple(sorted({line.lowest, *begins, line.highest}))


def _in_words(line: Line) -> str:
    """What the picture shows, for those who do not see it; the table beside it has every number."""
    first, last = line.totals[0], line.totals[-1]
    if first is last:
        return f"{line.title}: one total, {first.total} of {line.highest}."
    return f"{line.title}: {len(line.totals)} totals, the first {first.total}, the last {last.total} of {line.highest}."
