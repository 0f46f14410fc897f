"""From a draft to a version of the library, and what becomes of own exercises after that: versions, archive."""

from __future__ import annotations

import re
from unicodedata import normalize

from sqlalchemy import select

from therapytool.accounts.current import Clinician
from therapytool.database import db
from therapytool.errors import Conflict, InvalidContent, Problem
from therapytool.exercises.authoring.checking import check
from therapytool.exercises.authoring.document import DRAFT_SLUG, Draft
from therapytool.exercises.authoring.models import ExerciseDraft
from therapytool.exercises.authoring.operations import record_release
from therapytool.exercises.authoring.queries import CHANGED_ELSEWHERE, get_draft_row, get_own_row, images_of
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.models import Exercise
from therapytool.exercises.operations import keep_exercise
from therapytool.exercises.revisions import touch

LONGEST_SLUG = 70
LONGEST_NOTE = 300
KEPT_ADDRESSES = {"blocks", "collections", "draft", "export", "filters", "import", "new", "packs", "tags", "write"}
"""Names that addresses of the library use themselves."""
NOT_READY = "It is not ready yet: what is marked needs another look first."
NOTHING_NEW = "Nothing has changed since it was last made ready."
FOREIGN_IMAGE = "One of its pictures is not there any more. Choose another one."


def make_ready(public_id: str, *, clinician: Clinician, revision: int, note: str = "") -> str:
    """Make the draft, as the person saw it, a version of the library; returns the exercise's slug.

    Raises InvalidContent when it is no exercise yet, Conflict when it has moved on or nothing is new.
    """
    row = get_draft_row(public_id, clinician.practice_id, to_change=True)
    if row.revision != revision:
        raise Conflict(CHANGED_ELSEWHERE)
    content = _named(_content_of(row), row)
    _refuse_foreign_images(content, clinician.practice_id)
    if not keep_exercise(content, practice_id=clinician.practice_id) and row.exercise_id:
        row.has_changes = False
        raise Conflict(NOTHING_NEW)
    exercise = get_own_row(content.slug, clinician.practice_id)
    row.exercise_id, row.has_changes = exercise.id, False
    _remember_slug(row, content.slug)
    record_release(exercise, clinician_id=clinician.id, note=" ".join(note.split())[:LONGEST_NOTE])
    return content.slug


def archive(slug: str, *, practice_id: int, archived: bool) -> str:
    """Take an own exercise out of the library or put it back; plans and homework keep it. Returns its title."""
    exercise = get_own_row(slug, practice_id)
    exercise.archived = archived
    db.session.flush()
    touch(practice_id)
    return exercise.title


def free_slug(title: str, practice_id: int) -> str:
    """A slug made of a title that neither ours, nor the practice's own, nor an address of the library has."""
    plain = normalize("NFKD", title.lower().replace("’", "")).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or "exercise"
    taken = set(
        db.session.scalars(
            select(Exercise.slug).where(
                Exercise.slug.startswith(stem),
                (Exercise.practice_id == practice_id) | Exercise.practice_id.is_(None),
            )
        )
    )
    numbers = range(1, len(taken) + len(KEPT_ADDRESSES) + 2)
    names = (stem if number == 1 else f"{stem}-{number}" for number in numbers)
    return next(name for name in names if name not in taken | KEPT_ADDRESSES)


def _content_of(row: ExerciseDraft) -> ExerciseContent:
    checked = check(Draft.model_validate(row.content))
    if checked.exercise is None:
        raise InvalidContent((Problem("", None, "", NOT_READY),))
    return checked.exercise


def _named(content: ExerciseContent, row: ExerciseDraft) -> ExerciseContent:
    """With the slug it goes by: the one it already has, else one made of its title."""
    exercise = db.session.get(Exercise, row.exercise_id) if row.exercise_id else None
    slug = exercise.slug if exercise else free_slug(content.title, row.practice_id)
    return content.model_copy(update={"slug": slug})


def _remember_slug(row: ExerciseDraft, slug: str) -> None:
    draft = Draft.model_validate(row.content)
    if draft.fields.get("slug", DRAFT_SLUG) != slug:
        row.content = draft.with_values(fields={**draft.fields, "slug": slug}).model_dump(mode="json")


def _refuse_foreign_images(content: ExerciseContent, practice_id: int) -> None:
    """No sheet shows an image that is not the practice's own, whatever was sent."""
    shown = (getattr(block, "shows", None) for block in content.worksheet.blocks)
    named = {each.asset for each in shown if each is not None and each.asset}
    if named - images_of(practice_id, named):
        raise InvalidContent((Problem("", None, "", FOREIGN_IMAGE),))
