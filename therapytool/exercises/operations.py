"""What changes the library: bringing the shipped exercises in, keeping versions, starring."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, select

from therapytool.blocks.dose import Dose
from therapytool.database import db
from therapytool.exercises.canonical import canonical, version_hash
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.library import ExerciseFile
from therapytool.exercises.full_text.index import index_exercise, not_indexed, renew_search_tables
from therapytool.exercises.materials import kinds_of
from therapytool.exercises.models import Exercise, ExerciseFacet, ExerciseVersion
from therapytool.exercises.revisions import touch
from therapytool.exercises.vocabulary import HANDOUT


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
    make_findable(exercise, content)
    return True


def make_findable(exercise: Exercise, content: ExerciseContent) -> None:
    """Let an exercise be found by what it now says: its facets, the search index, and the counts beside the filters."""
    _set_facets(exercise, content)
    index_exercise(exercise.id, content)
    touch(exercise.practice_id)


def renew_index(*, step: Callable[[str], None] = lambda title: None) -> int:
    """Make findable what an earlier version indexed in its own way; returns how many exercises there were."""
    renew_search_tables()
    waiting = not_indexed()
    for exercise in waiting:
        make_findable(exercise, ExerciseContent.model_validate(exercise.version.content))
        step(exercise.title)
    return len(waiting)


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
    values: list[tuple[str, str]] = [("theme", theme) for theme in content.themes]
    values += [("format", item) for item in content.formats]
    values += [("material", kind) for kind in kinds_of(content.materials)]
    values += [HANDOUT] if content.is_handout else []
    values += [("after", slug) for slug in dict.fromkeys(content.prerequisites)]
    db.session.add_all(ExerciseFacet(exercise_id=exercise.id, name=name, value=value) for name, value in values)
    db.session.flush()
