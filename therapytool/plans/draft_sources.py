"""What a draft is made from: the exercises a clinician may use, and what a case has done so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, exists, select

from therapytool import clock
from therapytool.accounts.current import Clinician
from therapytool.cases.queries import get_case_row
from therapytool.database import db
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.models import Exercise, ExerciseFacet, ExerciseVersion
from therapytool.exercises.narrowing import Condition, is_favorite_of, visible_to
from therapytool.exercises.vocabulary import Format
from therapytool.homework.history import home_history
from therapytool.plans.content import PlanContent
from therapytool.plans.drafting.candidates import Candidate, candidate_of
from therapytool.plans.drafting.wishes import History, Wishes
from therapytool.plans.models import Plan

MOST_OWN = 60
"""Exercises of the practice's own that are looked at; favorites first, then those changed last."""


def candidates_for(wishes: Wishes, clinician: Clinician) -> list[Candidate]:
    """The exercises for a format, no stronger than wished: all that ship, and of her practice's own the likeliest."""
    base = and_(visible_to(clinician), Exercise.intensity <= wishes.most_intensity, _has("format", [wishes.format]))
    shipped = _read(and_(base, Exercise.practice_id.is_(None)), wishes.format, clinician)
    of_hers = and_(base, Exercise.practice_id.is_not(None))
    likeliest = and_(of_hers, _has("theme", list(wishes.themes))) if wishes.themes else of_hers
    own = _read(likeliest, wishes.format, clinician, most=MOST_OWN)
    replaced = {candidate.slug for candidate in own}
    return [*own, *(candidate for candidate in shipped if candidate.slug not in replaced)]


def history_of(case_id: str, clinician_id: int) -> History:
    """What a case has done in its plans up to today and at home. Raises NotFound for a case that is not hers."""
    case = get_case_row(case_id, clinician_id)
    rows = db.session.scalars(select(Plan).where(Plan.case_id == case.id, Plan.removed_at.is_(None))).all()
    past = sorted((row for row in rows if _day_of(row) <= clock.today()), key=lambda row: (_day_of(row), row.id))
    used = [frozenset(each.exercise for each in PlanContent.model_validate(row.content).exercise_items) for row in past]
    at_home = home_history(case_id, clinician_id)
    return History(
        done=frozenset().union(*used, at_home.done),
        last=next((slugs for slugs in reversed(used) if slugs), frozenset()),
        at_home=at_home.at_home,
        is_known=True,
    )


def _day_of(plan: Plan) -> date:
    """The day a plan is for, as far as it is known: the one it is planned on, else the one it was made."""
    return plan.planned_on or plan.created_at.astimezone().date()


def _read(condition: Condition, format: Format, clinician: Clinician, *, most: int | None = None) -> list[Candidate]:
    favorite = is_favorite_of(clinician)
    rows = db.session.execute(
        select(Exercise.version_hash, ExerciseVersion.content, favorite)
        .join(ExerciseVersion, ExerciseVersion.hash == Exercise.version_hash)
        .where(condition)
        .order_by(favorite.desc(), Exercise.updated_at.desc(), Exercise.id)
        .limit(most)
    )
    return [
        candidate_of(
            ExerciseContent.model_validate(content), format=format, version=version, is_favorite=bool(is_favorite)
        )
        for version, content, is_favorite in rows
    ]


def _has(name: str, values: Sequence[str]) -> Condition:
    found = exists().where(
        ExerciseFacet.exercise_id == Exercise.id, ExerciseFacet.name == name, ExerciseFacet.value.in_(values)
    )
    return found.correlate(Exercise)
