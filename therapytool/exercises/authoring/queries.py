"""What reads own exercises: the list, one draft open in the editor, versions made ready, images of the practice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, and_, func, select

from therapytool.accounts.models import User
from therapytool.database import db
from therapytool.errors import NotFound
from therapytool.exercises.authoring.document import Draft
from therapytool.exercises.authoring.fields.specs import Option
from therapytool.exercises.authoring.models import DraftStep, ExerciseDraft, ExerciseRelease, PracticeImage
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.models import Exercise, ExerciseVersion
from therapytool.exercises.narrowing import readable_by
from therapytool.steps import Steps

PAGE_LENGTH = 24
MOST_EXERCISES_OFFERED = 300
CHANGED_ELSEWHERE = "This exercise was changed in another window. Nothing was overwritten."


class State(StrEnum):
    """Where an own exercise stands."""

    DRAFT = "draft"
    READY = "ready"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class OwnExercise:
    """An entry of the list; `draft` opens it for writing, `slug` shows it where it is ready."""

    title: str
    summary: str
    state: State
    changed_at: datetime
    draft: str = ""
    slug: str = ""
    version: str = ""
    has_changes: bool = False


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One page of own exercises in one state, and how many there are in each."""

    entries: tuple[OwnExercise, ...]
    state: State
    page: int
    counts: dict[State, int]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.counts[self.state] // PAGE_LENGTH))


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft as it now stands. `undo` and `redo` name the step they would take; `slug` is empty before it is ready."""

    public_id: str
    draft: Draft
    revision: int
    changed_at: datetime
    undo: str
    redo: str
    has_changes: bool
    slug: str = ""
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """A version that was made ready, counted from 1; `who` is empty where nobody of the practice did it."""

    number: int
    version: str
    made_at: datetime
    who: str
    note: str


def list_own(practice_id: int, *, state: State, page: int = 1) -> OwnPage:
    """One page of a practice's own exercises, last changed first; a page past the last one shows the last."""
    counts = {each: _count(practice_id, each) for each in State}
    page = min(max(page, 1), max(1, -(-counts[state] // PAGE_LENGTH)))
    start = (page - 1) * PAGE_LENGTH
    if state is State.DRAFT:
        drafts = db.session.scalars(
            _drafts(practice_id)
            .order_by(ExerciseDraft.updated_at.desc(), ExerciseDraft.id.desc())
            .limit(PAGE_LENGTH)
            .offset(start)
        )
        return OwnPage(tuple(_draft_entry(draft) for draft in drafts), state, page, counts)
    rows = db.session.execute(
        select(Exercise, ExerciseDraft)
        .outerjoin(ExerciseDraft, and_(ExerciseDraft.exercise_id == Exercise.id, ExerciseDraft.removed_at.is_(None)))
        .where(Exercise.practice_id == practice_id, Exercise.archived.is_(state is State.ARCHIVED))
        .order_by(Exercise.updated_at.desc(), Exercise.id.desc())
        .limit(PAGE_LENGTH)
        .offset(start)
    )
    return OwnPage(tuple(_ready_entry(exercise, draft, state) for exercise, draft in rows), state, page, counts)


def get_draft(public_id: str, practice_id: int) -> OpenDraft:
    """One draft of this practice. Raises NotFound for one that is not there, is removed, or is another practice's."""
    row = get_draft_row(public_id, practice_id)
    undo, redo = steps_of(row).ways()
    exercise = db.session.get(Exercise, row.exercise_id) if row.exercise_id else None
    return OpenDraft(
        public_id=row.public_id,
        draft=Draft.model_validate(row.content),
        revision=row.revision,
        changed_at=row.updated_at,
        undo=undo,
        redo=redo,
        has_changes=row.has_changes,
        slug=exercise.slug if exercise else "",
        is_archived=bool(exercise and exercise.archived),
    )


def get_draft_row(public_id: str, practice_id: int, *, removed: bool = False, to_change: bool = False) -> ExerciseDraft:
    """The row behind a draft, for operations; `to_change` keeps others from changing it until this transaction ends.

    Raises NotFound as `get_draft` does.
    """
    wanted = select(ExerciseDraft).where(
        ExerciseDraft.public_id == public_id,
        ExerciseDraft.practice_id == practice_id,
        ExerciseDraft.removed_at.is_not(None) if removed else ExerciseDraft.removed_at.is_(None),
    )
    row = db.session.scalar(wanted.with_for_update() if to_change else wanted)
    if row is None:
        raise NotFound("there is no such draft")
    return row


def get_own_row(slug: str, practice_id: int) -> Exercise:
    """An own exercise that is ready or archived. Raises NotFound for one of ours and of another practice."""
    row = db.session.scalar(select(Exercise).where(Exercise.slug == slug, Exercise.practice_id == practice_id))
    if row is None:
        raise NotFound("there is no such exercise")
    return row


def is_own_exercise(exercise_id: int, practice_id: int) -> bool:
    """Whether an exercise is this practice's own."""
    exercise = db.session.get(Exercise, exercise_id)
    return exercise is not None and exercise.practice_id == practice_id


def find_draft_of(exercise_id: int) -> ExerciseDraft | None:
    """The draft in which an own exercise is written on, if it was ever opened."""
    return db.session.scalar(select(ExerciseDraft).where(ExerciseDraft.exercise_id == exercise_id))


def steps_of(draft: ExerciseDraft) -> Steps:
    """The steps a draft went through."""
    return Steps(draft, DraftStep.draft, CHANGED_ELSEWHERE)


def list_releases(public_id: str, practice_id: int) -> tuple[Release, ...]:
    """Every version of a draft's exercise that was made ready, newest first. Raises NotFound as `get_draft` does."""
    row = get_draft_row(public_id, practice_id)
    found = db.session.execute(
        select(ExerciseRelease, User.name)
        .outerjoin(User, User.id == ExerciseRelease.clinician_id)
        .where(ExerciseRelease.exercise_id == row.exercise_id)
        .order_by(ExerciseRelease.number.desc())
    )
    return tuple(Release(each.number, each.version_hash, each.created_at, who or "", each.note) for each, who in found)


def get_release(public_id: str, number: int, practice_id: int) -> tuple[Release, ExerciseContent]:
    """One version of a draft's exercise with its content. Raises NotFound."""
    release = next((each for each in list_releases(public_id, practice_id) if each.number == number), None)
    kept = db.session.get(ExerciseVersion, release.version) if release else None
    if release is None or kept is None:
        raise NotFound("there is no such version")
    return release, ExerciseContent.model_validate(kept.content)


def exercises_offered(practice_id: int) -> tuple[Option, ...]:
    """The exercises that can come before another one, by title; of very many, the first few hundred."""
    rows = db.session.execute(
        select(Exercise.slug, Exercise.title)
        .where(readable_by(practice_id), Exercise.archived.is_(False))
        .order_by(Exercise.practice_id.is_(None).desc(), Exercise.title)
        .limit(MOST_EXERCISES_OFFERED)
    )
    return tuple(Option(row.slug, row.title) for row in rows)


def images_offered(practice_id: int) -> tuple[Option, ...]:
    """The images of a practice, newest first."""
    rows = db.session.execute(
        select(PracticeImage.public_id, PracticeImage.name)
        .where(PracticeImage.practice_id == practice_id)
        .order_by(PracticeImage.id.desc())
    )
    return tuple(Option(row.public_id, row.name) for row in rows)


def get_image(public_id: str, practice_id: int) -> PracticeImage:
    """One image of this practice. Raises NotFound."""
    wanted = select(PracticeImage).where(PracticeImage.public_id == public_id, PracticeImage.practice_id == practice_id)
    image = db.session.scalar(wanted)
    if image is None:
        raise NotFound("there is no such image")
    return image


def find_image(public_id: str) -> PracticeImage | None:
    """An image by its id, for sheets that name it; the id is not to be guessed. None when there is none."""
    return db.session.scalar(select(PracticeImage).where(PracticeImage.public_id == public_id))


def images_of(practice_id: int, names: Iterable[str]) -> frozenset[str]:
    """Those of the named images that this practice has."""
    rows = db.session.scalars(
        select(PracticeImage.public_id).where(
            PracticeImage.practice_id == practice_id, PracticeImage.public_id.in_(set(names))
        )
    )
    return frozenset(rows)


def _drafts(practice_id: int) -> Select[ExerciseDraft]:
    return select(ExerciseDraft).where(
        ExerciseDraft.practice_id == practice_id,
        ExerciseDraft.exercise_id.is_(None),
        ExerciseDraft.removed_at.is_(None),
    )


def _count(practice_id: int, state: State) -> int:
    if state is State.DRAFT:
        wanted = select(func.count()).select_from(_drafts(practice_id).subquery())
    else:
        is_in_state = Exercise.archived.is_(state is State.ARCHIVED)
        wanted = select(func.count()).select_from(Exercise).where(Exercise.practice_id == practice_id, is_in_state)
    return db.session.scalar(wanted) or 0


def _draft_entry(draft: ExerciseDraft) -> OwnExercise:
    return OwnExercise(
        title=draft.title,
        summary=str(Draft.model_validate(draft.content).fields.get("summary") or ""),
        state=State.DRAFT,
        changed_at=draft.updated_at,
        draft=draft.public_id,
        has_changes=True,
    )


def _ready_entry(exercise: Exercise, draft: ExerciseDraft | None, state: State) -> OwnExercise:
    return OwnExercise(
        title=exercise.title,
        summary=exercise.summary,
        state=state,
        changed_at=draft.updated_at if draft else exercise.updated_at,
        draft=draft.public_id if draft else "",
        slug=exercise.slug,
        version=exercise.version_hash,
        has_changes=bool(draft and draft.has_changes),
    )
