"""What reads the library: pages of cards, one exercise, one version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from therapytool.accounts.current import Clinician
from therapytool.blocks.dose import Dose
from therapytool.database import db
from therapytool.errors import NotFound
from therapytool.exercises.cards import PAGE_LENGTH, Counts, ExerciseCard, LibraryPage
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.finding.choosing import all_of, chosen_sets, count_choices, open_set
from therapytool.exercises.finding.filters import Filters
from therapytool.exercises.finding.search import Search, search_for
from therapytool.exercises.finding.tallies import Tally, favorites_in, tally_for
from therapytool.exercises.models import Exercise, ExerciseFacet, ExerciseVersion
from therapytool.exercises.narrowing import Condition, is_favorite_of, readable_by, visible_to
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
    is_own: bool = False
    """Whether it is the practice's own; else it ships with Therapytool."""
    is_archived: bool = False


def list_exercises(filters: Filters, *, text: str, page: int, clinician: Clinician) -> LibraryPage:
    """One page of the exercises she may use: by rank when `text` asks for something, else by title.

    A page past the last one shows the last. The cost grows with the page, not with the library.
    """
    found = _find(filters, text, clinician)
    total = found.chosen.bit_count()
    page = min(max(page, 1), max(1, -(-total // PAGE_LENGTH)))
    return LibraryPage(
        cards=_cards(found.ids(start=(page - 1) * PAGE_LENGTH, length=PAGE_LENGTH), clinician),
        total=total,
        page=page,
        shown_for=found.search.shown_for if found.search else None,
        counts=found.counts,
    )


def list_slugs(filters: Filters, *, text: str, most: int, clinician: Clinician) -> tuple[str, ...]:
    """The slugs of the first `most` exercises a search finds, in the order of its pages."""
    ids = _find(filters, text, clinician).ids(start=0, length=most)
    slugs = {row.id: row.slug for row in db.session.execute(select(Exercise.id, Exercise.slug).where(_among(ids)))}
    return tuple(slugs[exercise_id] for exercise_id in ids)


@dataclass(frozen=True, slots=True)
class _Found:
    """What filters and a search leave of a library, as a set, with the counts of further choices."""

    tally: Tally
    search: Search | None
    chosen: int
    counts: Counts

    def ids(self, *, start: int, length: int) -> list[int]:
        """A stretch of them, by rank or by title."""
        if self.search is None:
            return self.tally.page(self.chosen, start=start, length=length)
        return self.search.page(self.tally, self.chosen, start=start, length=length)


def _find(filters: Filters, text: str, clinician: Clinician) -> _Found:
    tally = tally_for(clinician.practice_id)
    search = search_for(text, tally, practice_id=clinician.practice_id) if text.strip() else None
    base = open_set(tally, filters)
    if search is not None:
        base &= search.found
    favorites = favorites_in(tally, clinician_id=clinician.id)
    chosen = chosen_sets(filters, tally, favorites)
    return _Found(tally, search, all_of(base, chosen), count_choices(tally, base, chosen, favorites))


def get_exercise(name: str, *, clinician: Clinician) -> LibraryExercise:
    """The exercise of this slug or public id; her practice's own goes before a shipped one. Raises NotFound.

    One that her practice has archived can still be opened, after anything of the same slug that is in use.
    """
    row = db.session.execute(
        select(Exercise, ExerciseVersion.content, is_favorite_of(clinician))
        .join(ExerciseVersion, ExerciseVersion.hash == Exercise.version_hash)
        .where(or_(Exercise.slug == name, Exercise.public_id == name), readable_by(clinician.practice_id))
        .order_by(Exercise.archived, Exercise.practice_id.is_(None), Exercise.slug != name)
        .limit(1)
    ).first()
    if row is None:
        raise NotFound("there is no such exercise")
    return _whole(*row)


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
        select(Exercise.slug, Exercise.title)
        .where(Exercise.slug.in_(wanted), visible_to(clinician))
        .order_by(Exercise.practice_id.is_not(None))
    )
    titles = {row.slug: row.title for row in rows}
    return {slug: titles[slug] for slug in wanted if slug in titles}


def list_ids(slugs: Iterable[str], *, clinician: Clinician) -> dict[str, int]:
    """The ids of those of the named exercises that she can open, by slug; her own one of a slug before the shipped."""
    wanted = tuple(slugs)
    rows = db.session.execute(
        select(Exercise.slug, Exercise.id)
        .where(Exercise.slug.in_(wanted), visible_to(clinician))
        .order_by(Exercise.practice_id.is_not(None))
    )
    ids = {row.slug: row.id for row in rows}
    return {slug: ids[slug] for slug in wanted if slug in ids}


def contents_named(slugs: Iterable[str], *, practice_id: int) -> list[ExerciseContent]:
    """The exercises a practice calls by these slugs, its own first. Raises NotFound for one not there."""
    found = []
    for slug in dict.fromkeys(slugs):
        row = db.session.execute(
            select(ExerciseVersion.content)
            .join(Exercise, Exercise.version_hash == ExerciseVersion.hash)
            .where(Exercise.slug == slug, readable_by(practice_id), Exercise.archived.is_(False))
            .order_by(Exercise.practice_id.is_(None))
        ).first()
        if row is None:
            raise NotFound(f"there is no exercise '{slug}' in the library")
        found.append(ExerciseContent.model_validate(row.content))
    return found


def list_cards(ids: Sequence[int], *, clinician: Clinician) -> tuple[ExerciseCard, ...]:
    """The cards of exercises she may see, in the order given."""
    return _cards(ids, clinician)


def list_exercises_whole(ids: Sequence[int], *, clinician: Clinician) -> tuple[LibraryExercise, ...]:
    """Exercises with their whole content, in the order given, those she may not see left out."""
    rows = db.session.execute(
        select(Exercise, ExerciseVersion.content, is_favorite_of(clinician))
        .join(ExerciseVersion, ExerciseVersion.hash == Exercise.version_hash)
        .where(_among(ids), readable_by(clinician.practice_id))
    )
    found = {exercise.id: _whole(exercise, content, is_favorite) for exercise, content, is_favorite in rows}
    return tuple(found[exercise_id] for exercise_id in ids if exercise_id in found)


def _whole(exercise: Exercise, content: dict[str, Any], is_favorite: bool) -> LibraryExercise:
    return LibraryExercise(
        id=exercise.id,
        public_id=exercise.public_id,
        slug=exercise.slug,
        version=exercise.version_hash,
        content=ExerciseContent.model_validate(content),
        is_favorite=is_favorite,
        is_own=exercise.practice_id is not None,
        is_archived=exercise.archived,
    )


def _among(ids: Sequence[int]) -> Condition:
    return Exercise.id.in_(ids)


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
