"""Where an exercise came from: the credit and license of its pack, kept beside it and sent on with it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from therapytool import clock
from therapytool.database import db
from therapytool.exercises.models import Exercise
from therapytool.exercises.packs.manifest import Terms
from therapytool.exercises.packs.models import ExerciseSource


def find_source(exercise_id: int) -> Terms | None:
    """The pack, license and credit an exercise came with; None when it was made here or ships with Therapytool."""
    row = db.session.get(ExerciseSource, exercise_id)
    return None if row is None else Terms(title=row.title, license=row.license, credit=row.credit)


def sources_of(slugs: Iterable[str], *, practice_id: int) -> dict[str, Terms]:
    """The terms of those of a practice's own exercises that came in a pack, by slug."""
    rows = db.session.execute(
        select(Exercise.slug, ExerciseSource)
        .join(ExerciseSource, ExerciseSource.exercise_id == Exercise.id)
        .where(Exercise.practice_id == practice_id, Exercise.slug.in_(list(slugs)))
    )
    return {slug: Terms(title=row.title, license=row.license, credit=row.credit) for slug, row in rows}


def note_source(exercise_id: int, terms: Terms) -> None:
    """Keep where an exercise came from, in place of what was kept before."""
    row = db.session.get(ExerciseSource, exercise_id)
    if row is None:
        row = ExerciseSource(exercise_id=exercise_id)
        db.session.add(row)
    row.title, row.license, row.credit, row.imported_at = terms.title, terms.license, terms.credit, clock.now()
    db.session.flush()
