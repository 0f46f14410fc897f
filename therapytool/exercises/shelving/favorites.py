"""Starring an exercise, and taking the star away."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from therapytool.database import db
from therapytool.exercises.models import Favorite


def add_favorite(*, exercise_id: int, clinician_id: int) -> None:
    """Star an exercise; starring twice, even at the same moment, is harmless."""
    try:
        with db.session.begin_nested():
            db.session.add(Favorite(clinician_id=clinician_id, exercise_id=exercise_id))
    except IntegrityError:
        return


def remove_favorite(*, exercise_id: int, clinician_id: int) -> None:
    """Take the star away; without one nothing happens."""
    db.session.execute(
        delete(Favorite).where(Favorite.clinician_id == clinician_id, Favorite.exercise_id == exercise_id)
    )
