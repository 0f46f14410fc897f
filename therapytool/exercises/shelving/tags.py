"""Tags: a practice's own words on exercises, ours and its own; never seen by another practice."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select

from therapytool.database import db
from therapytool.exercises.finding.filters import LONGEST_TAG
from therapytool.exercises.models import ExerciseTag, Tag
from therapytool.exercises.revisions import touch

MOST_ON_ONE = 12
"""Tags on one exercise."""


def list_tags(practice_id: int) -> tuple[str, ...]:
    """Every tag of a practice in the order of the alphabet."""
    names = db.session.scalars(select(Tag.name).where(Tag.practice_id == practice_id))
    return tuple(sorted(names, key=str.casefold))


def tags_of(exercise_id: int, *, practice_id: int) -> tuple[str, ...]:
    """The practice's tags on one exercise in the order of the alphabet."""
    names = db.session.scalars(
        select(Tag.name)
        .join(ExerciseTag, ExerciseTag.tag_id == Tag.id)
        .where(ExerciseTag.exercise_id == exercise_id, Tag.practice_id == practice_id)
    )
    return tuple(sorted(names, key=str.casefold))


def tag_names(text: str) -> tuple[str, ...]:
    """Names as typed with commas between, each once whatever its case."""
    found: dict[str, str] = {}
    for part in text.split(","):
        if name := " ".join(part.split()):
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def set_tags(exercise_id: int, text: str, *, practice_id: int) -> str:
    """Let an exercise wear these tags alone. Answers what is wrong, or nothing when they are kept."""
    names = tag_names(text)
    problem = _problem(names)
    if problem:
        return problem
    hers = select(Tag.id).where(Tag.practice_id == practice_id)
    db.session.execute(delete(ExerciseTag).where(ExerciseTag.exercise_id == exercise_id, ExerciseTag.tag_id.in_(hers)))
    tags = _tags_named(names, practice_id)
    db.session.add_all(ExerciseTag(tag_id=tag.id, exercise_id=exercise_id) for tag in tags)
    db.session.flush()
    _forget_unused(practice_id)
    touch(practice_id)
    return ""


def add_tags(exercise_ids: Iterable[int], text: str, *, practice_id: int) -> str:
    """Put tags on several exercises beside those they wear. Answers what is wrong, or nothing when they are kept."""
    names = tag_names(text)
    if not names:
        return "Type at least one tag."
    for exercise_id in exercise_ids:
        worn = tags_of(exercise_id, practice_id=practice_id)
        problem = set_tags(exercise_id, ",".join((*worn, *names)), practice_id=practice_id)
        if problem:
            return problem
    return ""


def _problem(names: tuple[str, ...]) -> str:
    too_long = next((name for name in names if len(name) > LONGEST_TAG), None)
    if too_long:
        return f"A tag has up to {LONGEST_TAG} letters; “{too_long[:LONGEST_TAG]}…” has more."
    if len(names) > MOST_ON_ONE:
        return f"An exercise wears up to {MOST_ON_ONE} tags."
    return ""


def _tags_named(names: tuple[str, ...], practice_id: int) -> list[Tag]:
    """The tags of these names, made where they are new; a name that differs in case alone is the tag that is there."""
    known = {tag.name.casefold(): tag for tag in db.session.scalars(select(Tag).where(Tag.practice_id == practice_id))}
    for name in names:
        if name.casefold() not in known:
            known[name.casefold()] = tag = Tag(practice_id=practice_id, name=name)
            db.session.add(tag)
    db.session.flush()
    return [known[name.casefold()] for name in names]


def _forget_unused(practice_id: int) -> None:
    used = select(ExerciseTag.tag_id)
    db.session.execute(delete(Tag).where(Tag.practice_id == practice_id, Tag.id.not_in(used)))
