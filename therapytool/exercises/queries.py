"""What reads the library: pages of cards, one exercise, one version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from therapytool.accounts.current import Clinician
from therapytool.blocks.dose import Dose
from therapytool.database import db
from therapytool.errors import NotFound
from therapytool.exercises.cards import PAGE_LENGTH, ExerciseCard, LibraryPage
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.filters import Filters
from therapytool.exercises.finding import Matches, matching_ids
from therapytool.exercises.models import Exercise, ExerciseFacet, ExerciseVersion
from therapytool.exercises.narrowing import (
    Condition,
    conditions,
    count_choices,
    count_exercises,
    is_favorite_of,
    visible_to,
)
from therapytool.exercises.vocabulary import Audience, Format, Theme


@dataclass(frozen=True, slots=True)
class LibraryExercise:
    """One exercise of the library as it now stands, with its whole content."""

    id: int
    public_id: str
    slug: str
    version: str
    content: ExerciseContent
    is_favorite: bool


def list_exercises(filters: Filters, *, text: str, page: int, clinician: Clinician) -> LibraryPage:
    """One page of the exercises she may use: by rank when `text` asks for something, else by title.

    A page past the last one shows the last. The cost grows with the page, and with the counts of the filters.
    """
    matches = matching_ids(text) if text.strip() else None
    base = visible_to(clinician)
    if matches is not None:
        base = and_(base, Exercise.id.in_([exercise_id for exercise_id, _ in matches.ranked]))
    wanted = conditions(filters, clinician)
    everything = and_(base, *wanted.values())
    total = count_exercises(everything)
    page = min(max(page, 1), max(1, -(-total // PAGE_LENGTH)))
    ids = _ids_of_page(everything, matches, page)
    return LibraryPage(
        cards=_cards(ids, clinician),
        total=total,
        page=page,
        shown_for=matches.shown_for if matches else None,
        counts=count_choices(base, wanted, clinician),
    )


def get_exercise(name: str, *, clinician: Clinician) -> LibraryExercise:
    """The exercise of this slug or public id; her practice's own goes before a shipped one. Raises NotFound."""
    row = db.session.execute(
        select(Exercise, ExerciseVersion.content, is_favorite_of(clinician))
        .join(ExerciseVersion, ExerciseVersion.hash == Exercise.version_hash)
        .where(or_(Exercise.slug == name, Exercise.public_id == name), visible_to(clinician))
        .order_by(Exercise.practice_id.is_(None), Exercise.slug != name)
        .limit(1)
    ).first()
    if row is None:
        raise NotFound("there is no such exercise")
    exercise, content, is_favorite = row
    return LibraryExercise(
        id=exercise.id,
        public_id=exercise.public_id,
        slug=exercise.slug,
        version=exercise.version_hash,
        content=ExerciseContent.model_validate(content),
        is_favorite=is_favorite,
    )


def find_version(version: str) -> ExerciseContent | None:
    """The content of a version by its hash; None when this database never had it."""
    row = db.session.get(ExerciseVersion, version)
    return None if row is None else ExerciseContent.model_validate(row.content)


def get_version(version: str) -> ExerciseContent:
    """The content of a version by its hash. Raises NotFound."""
    content = find_version(version)
    if content is None:
        raise NotFound("there is no such version of an exercise")
    return content


def versions(hashes: Iterable[str]) -> dict[str, ExerciseContent]:
    """The contents of several versions by hash, in one question; hashes not known are left out."""
    rows = db.session.scalars(select(ExerciseVersion).where(ExerciseVersion.hash.in_(set(hashes))))
    return {row.hash: ExerciseContent.model_validate(row.content) for row in rows}


def current_versions(slugs: Iterable[str]) -> dict[str, ExerciseContent]:
    """The current versions of shipped exercises by hash. Raises NotFound naming the first slug that is not there."""
    wanted = list(dict.fromkeys(slugs))
    rows = db.session.scalars(
        select(Exercise.version_hash).where(Exercise.slug.in_(wanted), Exercise.practice_id.is_(None))
    )
    found = versions(rows)
    missing = set(wanted) - {exercise.slug for exercise in found.values()}
    for slug in wanted:
        if slug in missing:
            raise NotFound(f"there is no exercise '{slug}' in the library")
    return found


def list_titles(slugs: Iterable[str], *, clinician: Clinician) -> dict[str, str]:
    """The titles of those of the named exercises that she can open, by slug, in the order given."""
    wanted = tuple(slugs)
    rows = db.session.execute(
        select(Exercise.slug, Exercise.title).where(Exercise.slug.in_(wanted), visible_to(clinician))
    )
    titles = {row.slug: row.title for row in rows}
    return {slug: titles[slug] for slug in wanted if slug in titles}


def _ids_of_page(everything: Condition, matches: Matches | None, page: int) -> list[int]:
    start = (page - 1) * PAGE_LENGTH
    if matches is None:
        by_title = select(Exercise.id).where(everything).order_by(Exercise.title, Exercise.id)
        return list(db.session.scalars(by_title.limit(PAGE_LENGTH).offset(start)))
    left = set(db.session.scalars(select(Exercise.id).where(everything)))
    by_rank = [exercise_id for exercise_id, _ in matches.ranked if exercise_id in left]
    return by_rank[start : start + PAGE_LENGTH]


def _cards(ids: Sequence[int], clinician: Clinician) -> tuple[ExerciseCard, ...]:
    """The cards of these exercises in this order: two questions to the database, however many there are."""
    rows = db.session.execute(select(Exercise, is_favorite_of(clinician)).where(Exercise.id.in_(ids)))
    facets = db.session.execute(
        select(ExerciseFacet.exercise_id, ExerciseFacet.value).where(
            ExerciseFacet.exercise_id.in_(ids), ExerciseFacet.name == "format"
        )
    )
    formats: dict[int, set[str]] = {}
    for exercise_id, value in facets:
        formats.setdefault(exercise_id, set()).add(value)
    cards = {
        exercise.id: _card(exercise, formats=formats.get(exercise.id, set()), is_favorite=bool(is_favorite))
        for exercise, is_favorite in rows
    }
    return tuple(cards[exercise_id] for exercise_id in ids)


def _card(exercise: Exercise, *, formats: set[str], is_favorite: bool) -> ExerciseCard:
    return ExerciseCard(
        public_id=exercise.public_id,
        slug=exercise.slug,
        version=exercise.version_hash,
        title=exercise.title,
        summary=exercise.summary,
        theme=Theme(exercise.theme),
        formats=tuple(kind for kind in Format if kind in formats),
        audience=Audience(exercise.audience),
        intensity=exercise.intensity,
        minutes={
            Dose.SHORT: exercise.short_minutes,
            Dose.STANDARD: exercise.standard_minutes,
            Dose.LONG: exercise.long_minutes,
        },
        is_favorite=is_favorite,
    )
