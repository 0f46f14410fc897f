"""What changes drafts: starting, changing, undoing, removing; and the way from a draft to a version of the library."""

from __future__ import annotations

from sqlalchemy import func, select

from therapytool import clock
from therapytool.accounts.current import Clinician
from therapytool.database import db
from therapytool.exercises.authoring.changes import Change, Changed, refused
from therapytool.exercises.authoring.document import LARGEST_DRAFT, Draft, duplicate_of
from therapytool.exercises.authoring.fields.starters import blank_draft, handout_draft, new_block
from therapytool.exercises.authoring.models import ExerciseDraft, ExerciseRelease
from therapytool.exercises.authoring.queries import (
    find_draft_of,
    get_draft_row,
    get_own_row,
    is_own_exercise,
    list_releases,
    steps_of,
)
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.models import Exercise
from therapytool.exercises.queries import get_exercise

OURS = "Therapytool library"
TOO_LARGE = "The exercise has become too large to keep. Shorten a text, or make two sheets of it. Nothing was changed."


def start_blank(*, clinician: Clinician, kind: str = "") -> str:
    """Begin an exercise with an empty sheet, or with one block of a kind; returns the draft's public id.

    Raises InvalidContent when there is no such kind.
    """
    draft = blank_draft()
    if kind:
        try:
            draft = draft.with_blocks([new_block(kind, ())])
        except KeyError:
            raise refused("There is no such kind of block.") from None
    return _keep_new(draft, clinician=clinician, said="Began the exercise")


def start_handout(*, clinician: Clinician) -> str:
    """Begin a handout, which asks nothing, with words to be written over; returns the draft's public id."""
    return _keep_new(handout_draft(), clinician=clinician, said="Began the handout")


def start_copy(name: str, *, clinician: Clinician) -> str:
    """Begin with a copy of an exercise she can open; returns the draft's public id. Raises NotFound."""
    found = get_exercise(name, clinician=clinician)
    is_own = is_own_exercise(found.id, clinician.practice_id)
    draft = duplicate_of(found.content, version=found.version, source=None if is_own else OURS)
    return _keep_new(draft, clinician=clinician, said=f"Copied “{found.content.title}”")


def open_own(slug: str, *, clinician: Clinician) -> str:
    """The draft in which an own exercise is written on, begun where there is none; returns its public id.

    Raises NotFound for an exercise that is not the practice's own.
    """
    exercise = get_own_row(slug, clinician.practice_id)
    existing = find_draft_of(exercise.id)
    if existing is not None:
        existing.removed_at = None
        return existing.public_id
    content = ExerciseContent.model_validate(exercise.version.content)
    public_id = _keep_new(Draft.of(content), clinician=clinician, said="Opened the exercise")
    row = get_draft_row(public_id, clinician.practice_id)
    row.exercise_id, row.has_changes = exercise.id, False
    if not list_releases(public_id, clinician.practice_id):
        record_release(exercise, clinician_id=None, note="As it came in")
    return public_id


def change_draft(public_id: str, change: Change, *, practice_id: int, revision: int, request_key: str = "") -> Changed:
    """Make one change to the revision the person was looking at; returns the draft afterward and what was done.

    A `request_key` makes it safe to ask again when an answer got lost: nothing is done twice. Raises Conflict when the
    draft has moved on, InvalidContent for what cannot be kept.
    """
    row = get_draft_row(public_id, practice_id, to_change=True)
    draft = Draft.model_validate(row.content)
    steps = steps_of(row)
    if steps.is_done(request_key):
        return Changed(draft, steps.description_of(row.position))
    steps.expect(revision, request_key)
    changed = change.apply(draft)
    _refuse_too_large(changed.draft)
    if changed.draft != draft:
        steps.take(changed.draft.model_dump(mode="json"), changed.description)
    return changed


def undo(public_id: str, *, practice_id: int, revision: int, request_key: str = "") -> str:
    """Take the last change back; returns it in words. Raises Conflict when there is nothing to take back."""
    return steps_of(get_draft_row(public_id, practice_id, to_change=True)).undo(revision, request_key)


def redo(public_id: str, *, practice_id: int, revision: int, request_key: str = "") -> str:
    """Make the last undone change again; returns it in words. Raises Conflict when there is none."""
    return steps_of(get_draft_row(public_id, practice_id, to_change=True)).redo(revision, request_key)


def remove_draft(public_id: str, *, practice_id: int) -> str:
    """Take a draft out of the list, to be brought back by `restore_draft`; returns its title."""
    row = get_draft_row(public_id, practice_id)
    row.removed_at = clock.now()
    return row.title


def restore_draft(public_id: str, *, practice_id: int) -> str:
    """Bring a removed draft back; returns its title. Raises NotFound."""
    row = get_draft_row(public_id, practice_id, removed=True)
    row.removed_at = None
    return row.title


def record_release(exercise: Exercise, *, clinician_id: int | None, note: str) -> None:
    """Note that the version an exercise now has was made ready."""
    wanted = select(func.max(ExerciseRelease.number)).where(ExerciseRelease.exercise_id == exercise.id)
    release = ExerciseRelease(
        exercise_id=exercise.id,
        number=(db.session.scalar(wanted) or 0) + 1,
        version_hash=exercise.version_hash,
        clinician_id=clinician_id,
        note=note,
    )
    db.session.add(release)
    db.session.flush()


def note_arrival(exercise: Exercise, *, clinician_id: int | None, note: str) -> None:
    """Note in an own exercise's history that its version came from elsewhere.

    A draft of it shows the new words, as one step that can be undone; one with changes that are in no version yet
    keeps them, and the list of versions has the new one.
    """
    record_release(exercise, clinician_id=clinician_id, note=note)
    row = find_draft_of(exercise.id)
    if row is None or row.has_changes:
        return
    arrived = Draft.of(ExerciseContent.model_validate(exercise.version.content))
    steps_of(row).take(arrived.model_dump(mode="json"), note)
    row.has_changes = False


def _keep_new(draft: Draft, *, clinician: Clinician, said: str) -> str:
    row = ExerciseDraft(
        practice_id=clinician.practice_id,
        clinician_id=clinician.id,
        title=draft.title[:300],
        content=draft.model_dump(mode="json"),
    )
    db.session.add(row)
    db.session.flush()
    steps_of(row).begin(row.content, said)
    return row.public_id


def _refuse_too_large(draft: Draft) -> None:
    if draft.size > LARGEST_DRAFT:
        raise refused(TOO_LARGE)
