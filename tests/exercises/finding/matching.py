"""All that a text finds, for tests; the pages of the library show it a stretch at a time."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from therapytool.database import db
from therapytool.exercises.finding.search import search_for
from therapytool.exercises.finding.tallies import tally_for
from therapytool.exercises.models import Exercise


@dataclass(frozen=True)
class Matches:
    """Exercises found, best first; and the words used when those typed are nowhere."""

    ids: tuple[int, ...] = ()
    shown_for: str | None = None


def matching(text: str) -> Matches:
    """What a text finds among the shipped exercises."""
    tally = tally_for(None)
    search = search_for(text, tally, practice_id=None)
    return Matches(tuple(search.page(tally, search.found, start=0, length=len(tally.ids))), search.shown_for)


def pages_of(text: str, *, length: int) -> list[int]:
    """What a text finds, put together from pages of that length."""
    tally = tally_for(None)
    search = search_for(text, tally, practice_id=None)
    starts = range(0, search.found.bit_count(), length)
    return [found for start in starts for found in search.page(tally, search.found, start=start, length=length)]


def slugs(matches: Matches) -> list[str]:
    """The names in addresses of what was found."""
    names = {row.id: row.slug for row in db.session.execute(select(Exercise.id, Exercise.slug))}
    return [names[exercise_id] for exercise_id in matches.ids]
