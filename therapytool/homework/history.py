"""What the people of a case did at home, by exercise: for choosing what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from therapytool.cases.models import Case
from therapytool.database import db
from therapytool.exercises.models import ExerciseVersion
from therapytool.homework.lifecycle import Outcome
from therapytool.homework.models import Homework, Response

DONE = (Outcome.DONE.value, Outcome.PARTLY.value)


@dataclass(frozen=True, slots=True)
class HomeHistory:
    """Exercises by slug: done at home, wholly or partly, and still there. `has_open`: something waits for review."""

    done: frozenset[str]
    at_home: frozenset[str]
    has_open: bool


def home_history(case_id: str, clinician_id: int) -> HomeHistory:
    """What was given to a case and how it went; nothing for a case that is not hers."""
    rows = db.session.execute(
        select(ExerciseVersion.slug, Response.outcome, Response.reviewed_at)
        .join(Homework, Homework.version_hash == ExerciseVersion.hash)
        .join(Response, Response.homework_id == Homework.id)
        .join(Case, Case.id == Homework.case_id)
        .where(Case.public_id == case_id, Case.clinician_id == clinician_id)
    ).all()
    return HomeHistory(
        done=frozenset(row.slug for row in rows if row.outcome in DONE),
        at_home=frozenset(row.slug for row in rows if row.outcome is None and row.reviewed_at is None),
        has_open=any(row.reviewed_at is None for row in rows),
    )
