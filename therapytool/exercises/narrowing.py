"""Filters as conditions on the table of exercises, and how many exercises each further choice would leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from therapytool.accounts.current import Clinician
from therapytool.database import db
from therapytool.exercises.cards import Counts
from therapytool.exercises.filters import INTENSITIES_OFFERED, MINUTES_OFFERED, Filters
from therapytool.exercises.models import Exercise, ExerciseFacet, Favorite

Condition = ColumnElement[bool]


def visible_to(clinician: Clinician) -> Condition:
    """The shipped exercises and those of her own practice, without archived ones."""
    is_hers = or_(Exercise.practice_id.is_(None), Exercise.practice_id == clinician.practice_id)
    return and_(Exercise.archived.is_(False), is_hers)


def is_favorite_of(clinician: Clinician) -> Condition:
    """Whether she has starred the exercise."""
    starred = exists().where(Favorite.exercise_id == Exercise.id, Favorite.clinician_id == clinician.id)
    return starred.correlate(Exercise)


def conditions(filters: Filters, clinician: Clinician) -> dict[str, Condition]:
    """A condition for each filter in use, by its name."""
    wanted: dict[str, Condition] = {}
    if filters.theme:
        wanted["theme"] = _has_facet("theme", filters.theme)
    if filters.format:
        wanted["format"] = _has_facet("format", filters.format)
    if filters.audience:
        wanted["audience"] = Exercise.audience.in_(filters.audience)
    if filters.minutes is not None:
        wanted["minutes"] = Exercise.short_minutes <= filters.minutes
    if filters.intensity is not None:
        wanted["intensity"] = Exercise.intensity <= filters.intensity
    if filters.favorites:
        wanted["favorites"] = is_favorite_of(clinician)
    return wanted


def count_choices(base: Condition, wanted: Mapping[str, Condition], clinician: Clinician) -> Counts:
    """For each value of each filter, how many exercises it would show while the other filters stay as they are."""

    def others(name: str) -> Condition:
        return and_(base, *(condition for other, condition in wanted.items() if other != name))

    return {
        "theme": _count_facet("theme", others("theme")),
        "format": _count_facet("format", others("format")),
        "audience": _count_audiences(others("audience")),
        "minutes": _count_up_to(Exercise.short_minutes, MINUTES_OFFERED, others("minutes")),
        "intensity": _count_up_to(Exercise.intensity, INTENSITIES_OFFERED, others("intensity")),
        "favorites": {"1": count_exercises(and_(others("favorites"), is_favorite_of(clinician)))},
    }


def count_exercises(condition: Condition) -> int:
    """How many exercises meet a condition."""
    return db.session.scalar(select(func.count()).select_from(Exercise).where(condition)) or 0


def _has_facet(name: str, values: Iterable[StrEnum]) -> Condition:
    is_one_of_them = ExerciseFacet.value.in_(list(values))
    found = exists().where(ExerciseFacet.exercise_id == Exercise.id, ExerciseFacet.name == name, is_one_of_them)
    return found.correlate(Exercise)


def _count_facet(name: str, condition: Condition) -> dict[str, int]:
    rows = db.session.execute(
        select(ExerciseFacet.value, func.count().label("total"))
        .join(Exercise, Exercise.id == ExerciseFacet.exercise_id)
        .where(ExerciseFacet.name == name, condition)
        .group_by(ExerciseFacet.value)
    )
    return {row.value: row.total for row in rows}


def _count_audiences(condition: Condition) -> dict[str, int]:
    counted = select(Exercise.audience, func.count().label("total")).where(condition).group_by(Exercise.audience)
    return {row.audience: row.total for row in db.session.execute(counted)}


def _count_up_to(column: InstrumentedAttribute[int], limits: Iterable[int], condition: Condition) -> dict[str, int]:
    """For each limit, the exercises whose value does not exceed it, in one pass over the table."""
    limits = tuple(limits)
    sums = [func.coalesce(func.sum(case((column <= limit, 1), else_=0)), 0) for limit in limits]
    row = db.session.execute(select(*sums).where(condition)).one()
    return {str(limit): int(count) for limit, count in zip(limits, row, strict=True)}
