"""What a clinician may see of the library, as conditions on the table of exercises."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, or_

from therapytool.accounts.current import Clinician
from therapytool.exercises.models import Exercise, Favorite

Condition = ColumnElement[bool]


def readable_by(practice_id: int | None) -> Condition:
    """The shipped exercises, and a practice's own ones, archived or not."""
    is_shipped = and_(Exercise.practice_id.is_(None), Exercise.archived.is_(False))
    return is_shipped if practice_id is None else or_(is_shipped, Exercise.practice_id == practice_id)


def visible_to(clinician: Clinician) -> Condition:
    """The shipped exercises and those of her own practice, without archived ones."""
    return and_(Exercise.archived.is_(False), readable_by(clinician.practice_id))


def is_favorite_of(clinician: Clinician) -> Condition:
    """Whether she has starred the exercise."""
    starred = exists().where(Favorite.exercise_id == Exercise.id, Favorite.clinician_id == clinician.id)
    return starred.correlate(Exercise)
