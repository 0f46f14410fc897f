"""A pack held against the library it is to come into: what is new, what is there already, what clashes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import or_, select

from therapytool.database import db
from therapytool.exercises.authoring.models import ExerciseRelease
from therapytool.exercises.files.references import read_references
from therapytool.exercises.models import Exercise
from therapytool.exercises.packs.manifest import Pack

RESERVED = frozenset({"blocks", "collections", "packs", "saved", "selection", "write"})
"""Words that stand for pages of the library and so can be no exercise's slug."""


class Standing(StrEnum):
    """How an exercise of a pack stands to the library."""

    NEW = "new"
    SAME = "same"
    EARLIER = "earlier"
    OTHER = "other"
    TAKEN = "taken"

    @property
    def words(self) -> str:
        """As on the page and in the terminal."""
        return _WORDS[self]

    @property
    def clashes(self) -> bool:
        """Whether somebody has to choose."""
        return self in {Standing.EARLIER, Standing.OTHER, Standing.TAKEN}


_WORDS = {
    Standing.NEW: "New here",
    Standing.SAME: "Already here, word for word",
    Standing.EARLIER: "Yours was this version once and has changed since",
    Standing.OTHER: "Yours is another version",
    Standing.TAKEN: "Ships with Therapytool in another version",
}


class Choice(StrEnum):
    """What to do about a clash."""

    KEEP_MINE = "keep-mine"
    TAKE_THEIRS = "take-theirs"
    KEEP_BOTH = "keep-both"

    @property
    def words(self) -> str:
        """As on the page."""
        return {"keep-mine": "Keep mine", "take-theirs": "Take theirs", "keep-both": "Keep both"}[self.value]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One exercise of a pack: how it stands, what the one it clashes with is called, and what it lacks here."""

    slug: str
    title: str
    standing: Standing
    mine: str = ""
    is_archived: bool = False
    unknown_works: int = 0
    """Works it cites that are not in the bibliography here; they are not shown."""


def arrivals(pack: Pack, *, practice_id: int) -> tuple[Arrival, ...]:
    """Every exercise of a pack in its order."""
    slugs = [entry.slug for entry in pack.manifest.exercises]
    here = _exercises(slugs, practice_id)
    known = _versions_once_ours(practice_id)
    works = read_references()
    found = []
    for entry, content in zip(pack.manifest.exercises, pack.exercises, strict=True):
        shipped, own = here.get((entry.slug, None)), here.get((entry.slug, practice_id))
        mine = own or shipped
        found.append(
            Arrival(
                slug=entry.slug,
                title=content.title,
                standing=_standing(entry.version, own, shipped, was_known=(entry.slug, entry.version) in known),
                mine=mine.title if mine else "",
                is_archived=own.archived if own else False,
                unknown_works=sum(key not in works for key in content.references),
            )
        )
    return tuple(found)


def _standing(version: str, own: Exercise | None, shipped: Exercise | None, *, was_known: bool) -> Standing:
    """An own exercise counts before the shipped one of the same slug, as everywhere."""
    if own is not None:
        if own.version_hash == version:
            return Standing.SAME
        return Standing.EARLIER if was_known else Standing.OTHER
    if shipped is not None:
        return Standing.SAME if shipped.version_hash == version else Standing.TAKEN
    return Standing.NEW


def _exercises(slugs: Iterable[str], practice_id: int) -> dict[tuple[str, int | None], Exercise]:
    rows = db.session.scalars(
        select(Exercise).where(
            Exercise.slug.in_(list(slugs)),
            or_(Exercise.practice_id == practice_id, Exercise.practice_id.is_(None)),
        )
    )
    return {(row.slug, row.practice_id): row for row in rows}


def _versions_once_ours(practice_id: int) -> set[tuple[str, str]]:
    """Slug and version of all that this practice has had; what others have had stays theirs."""
    rows = db.session.execute(
        select(Exercise.slug, ExerciseRelease.version_hash)
        .join(Exercise, Exercise.id == ExerciseRelease.exercise_id)
        .where(Exercise.practice_id == practice_id)
    )
    return {(row.slug, row.version_hash) for row in rows}
