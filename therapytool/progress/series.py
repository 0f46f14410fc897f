"""A person's scores over time: each scale of a measure as a line of points, with what changed between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from therapytool.exercises.measures.content import Measure, MeasureItem, MeasureScale
from therapytool.exercises.measures.scoring import ScaleScore, Scored, Values, change, score


@dataclass(frozen=True, slots=True)
class Taken:
    """A measure filled in once: when, and what each answer was worth."""

    name: str
    at: datetime
    values: Values


@dataclass(frozen=True, slots=True)
class Point:
    """One total, or one answer of an unscored check-in; `says` is what changed since the first, in sourced words."""

    name: str
    at: datetime
    total: int | None
    band: str = ""
    is_estimated: bool = False
    says: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One scale over time. `enough` points are more change than chance is thought to explain; None without a rule."""

    title: str
    lowest: int
    highest: int
    points: tuple[Point, ...]
    bands: tuple[tuple[int, int, str], ...] = ()
    enough: int | None = None
    direction: str = ""

    @property
    def totals(self) -> tuple[Point, ...]:
        """The points that have a total."""
        return tuple(point for point in self.points if point.total is not None)


def lines_of(measure: Measure, taken: Sequence[Taken]) -> tuple[Line, ...]:
    """The lines of a measure, oldest point first; a check-in has a line for each of its sliders, never a sum."""
    in_order = sorted(taken, key=lambda each: each.at)
    if measure.scoring is None:
        return tuple(_slider_line(item, in_order) for item in _sliders(measure))
    return tuple(_scale_line(measure, scale, in_order) for scale in measure.scoring.scales)


def scored(measure: Measure, taken: Taken) -> Scored:
    """One filled-in measure scored."""
    return score(measure, taken.values)


def _scale_line(measure: Measure, scale: MeasureScale, taken: Sequence[Taken]) -> Line:
    return Line(
        title=scale.title,
        lowest=scale.lowest,
        highest=scale.highest,
        points=tuple(_point(measure, scale, each, taken) for each in taken),
        bands=tuple((band.lowest, band.highest, band.label) for band in scale.bands),
        enough=scale.change.points if scale.change else None,
        direction=measure.scoring.direction if measure.scoring else "",
    )


def _point(measure: Measure, scale: MeasureScale, each: Taken, taken: Sequence[Taken]) -> Point:
    now = _score_of(measure, scale, each.values)
    return Point(
        name=each.name,
        at=each.at,
        total=now.total,
        band=now.band,
        is_estimated=now.is_pro_rated,
        says=_change_since_first(measure, scale, each, taken),
        notes=now.notes,
    )


def _change_since_first(measure: Measure, scale: MeasureScale, each: Taken, taken: Sequence[Taken]) -> str:
    first = next((other for other in taken if _score_of(measure, scale, other.values).total is not None), each)
    if first is each:
        return ""
    changes = change(measure, earlier=first.values, later=each.values)
    return next((found.says for found in changes if found.scale == scale.id), "")


def _score_of(measure: Measure, scale: MeasureScale, values: Values) -> ScaleScore:
    return next(found for found in score(measure, values).scales if found.scale == scale.id)


def _sliders(measure: Measure) -> tuple[MeasureItem, ...]:
    return tuple(item for part in measure.parts if part.answer == "slider" for item in part.items)


def _slider_line(item: MeasureItem, taken: Sequence[Taken]) -> Line:
    points = tuple(Point(each.name, each.at, each.values.get(item.id)) for each in taken)
    return Line(item.text, 0, 10, points)
