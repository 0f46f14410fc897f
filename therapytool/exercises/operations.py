"""What changes the library: bringing the shipped exercises in, keeping versions, starring."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, select

from therapytool.blocks.dose import Dose
from therapytool.database import db
from therapytool.exercises.canonical import canonical, version_hash
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.library import ExerciseFile
from therapytool.exercises.models import Exercise, ExerciseFacet, ExerciseVersion
from therapytool.exercises.search_index import index_exercise


def import_library(files: list[ExerciseFile], *, step: Callable[[str], None] = lambda title: None) -> int:
    """Bring shipped exercises up to date; returns how many were new or changed. `step` hears each title.

    Versions already there stay, so plans that use them keep their text. An exercise no longer shipped is archived.
    """
    changed = 0
    for file in files:
        changed += keep_exercise(file.content, practice_id=None)
        step(file.content.title)
    shipped = {file.content.slug for file in files}
    for exercise in db.session.scalars(select(Exercise).where(Exercise.practice_id.is_(None))):
        exercise.archived = exercise.slug not in shipped
    return changed


def keep_exercise(content: ExerciseContent, *, practice_id: int | None) -> bool:
    """Make this content the current version of its exercise; answers whether anything changed."""
    digest = version_hash(content)
    exercise = db.session.scalar(
        select(Exercise).where(Exercise.slug == content.slug, Exercise.practice_id.is_not_distinct_from(practice_id))
    )
    if exercise is not None and exercise.version_hash == digest:
        return False
    keep_version(content, digest=digest)
    if exercise is None:
        exercise = Exercise(slug=content.slug, practice_id=practice_id)
        db.session.add(exercise)
    _describe(exercise, content, digest)
    db.session.flush()
    _set_facets(exercise, content)
    index_exercise(exercise.id, content)
    return True


def keep_version(content: ExerciseContent, *, digest: str) -> None:
    """Store a version under its hash unless it is there already."""
    if db.session.get(ExerciseVersion, digest) is None:
        db.session.add(ExerciseVersion(hash=digest, slug=content.slug, content=canonical(content)))
        db.session.flush()


def _describe(exercise: Exercise, content: ExerciseContent, digest: str) -> None:
    exercise.version_hash = digest
    exercise.title = content.title
    exercise.summary = content.summary
    exercise.theme = content.theme
    exercise.audience = content.audience
    exercise.intensity = content.intensity
    exercise.short_minutes = content.minutes(Dose.SHORT)
    exercise.standard_minutes = content.minutes(Dose.STANDARD)
    exercise.long_minutes = content.minutes(Dose.LONG)


def _set_facets(exercise: Exercise, content: ExerciseContent) -> None:
    db.session.execute(delete(ExerciseFacet).where(ExerciseFacet.exercise_id == exercise.id))
    values = [("theme", theme) for theme in content.themes] + [("format", item) for item in content.formats]
    db.session.add_all(ExerciseFacet(exercise_id=exercise.id, name=name, value=value) for name, value in values)
    db.session.flush()
