"""What goes before an exercise, after it and instead of it, each with the reason in words.

The files say what comes first (`prerequisites`). The rest follows from theme, intensity, format and audience.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from therapytool.accounts.current import Clinician
from therapytool.database import db
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.finding.tallies import ARCHIVED, Tally, tally_for
from therapytool.exercises.models import Exercise
from therapytool.exercises.queries import list_titles

MOST = 3
"""Exercises offered of each sort."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another exercise and why it is named here."""

    slug: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class RelatedExercises:
    """The neighbors of an exercise."""

    before: tuple[Related, ...]
    after: tuple[Related, ...]
    instead: tuple[Related, ...]


Candidate = tuple[int, str]
"""A set of exercises of which some may be taken, and the reason to give."""


def related_to(exercise: ExerciseContent, *, clinician: Clinician) -> RelatedExercises:
    """What works well before it, what goes on from it, and what to try instead, as far as she may see."""
    tally = tally_for(clinician.practice_id)
    before = list_titles(exercise.prerequisites, clinician=clinician)
    usable = _all(tally) & ~_named(exercise.slug, *exercise.prerequisites, tally=tally)
    return RelatedExercises(
        before=tuple(Related(slug, title, "Its author names it as the step before") for slug, title in before.items()),
        after=_first(tally, _onward(exercise, tally), usable),
        instead=_first(tally, _instead(exercise, tally), usable & ~tally.having("after", [exercise.slug])),
    )


def _onward(exercise: ExerciseContent, tally: Tally) -> Iterator[Candidate]:
    yield tally.having("after", [exercise.slug]), "Builds on this one"
    more = exercise.intensity + 1
    yield _alike(exercise, tally) & tally.having("intensity", [str(more)]), "Same theme, one step more intense"


def _instead(exercise: ExerciseContent, tally: Tally) -> Iterator[Candidate]:
    alike = _alike(exercise, tally)
    for level in range(exercise.intensity - 1, 0, -1):
        yield alike & tally.having("intensity", [str(level)]), "Same theme, gentler"
    same = tally.having("intensity", [str(exercise.intensity)])
    yield alike & same, "Same theme, as intense, another way in"


def _alike(exercise: ExerciseContent, tally: Tally) -> int:
    """The same theme, for the same people in the same room."""
    audiences = {exercise.audience.value, "both"}
    return (
        tally.having("theme", [exercise.theme.value])
        & tally.having("format", [kind.value for kind in exercise.formats])
        & tally.having("audience", audiences)
    )


def _first(tally: Tally, candidates: Iterator[Candidate], usable: int) -> tuple[Related, ...]:
    """The first few of the candidates, each exercise for the first reason it is met with."""
    chosen: dict[int, str] = {}
    for members, reason in candidates:
        for exercise_id in tally.page(members & usable, start=0, length=2 * MOST):
            if len(chosen) < MOST:
                chosen.setdefault(exercise_id, reason)
    rows = db.session.execute(select(Exercise.id, Exercise.slug, Exercise.title).where(Exercise.id.in_(chosen)))
    known = {row.id: row for row in rows}
    return tuple(Related(known[key].slug, known[key].title, reason) for key, reason in chosen.items() if key in known)


def _all(tally: Tally) -> int:
    return ((1 << len(tally.ids)) - 1) & ~tally.sets.get(ARCHIVED, 0)


def _named(*slugs: str, tally: Tally) -> int:
    return tally.of(db.session.scalars(select(Exercise.id).where(Exercise.slug.in_(slugs))))
