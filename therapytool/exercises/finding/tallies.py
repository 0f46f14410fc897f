"""The library as sets of bits: which exercises have which value, so that filters and their counts cost next to nothing.

An exercise is a bit, in the order of titles; a value of a filter ("theme", "A") is a number with the bits of the
exercises that have it. Ten thousand exercises are 1,250 bytes a value, and narrowing and counting are a few "and"s. The
sets are made from the tables once for each revision of the library, and only for what one practice may see.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from sqlalchemy import ColumnElement, select

from therapytool.database import db
from therapytool.exercises.models import Exercise, ExerciseFacet, ExerciseTag, Favorite, Tag
from therapytool.exercises.narrowing import readable_by
from therapytool.exercises.revisions import revisions_of

MOST_REMEMBERED = 16
"""Practices whose sets are kept in this process."""
ARCHIVED = ("archived", "1")
ONE = ord("1")


@dataclass(frozen=True, slots=True)
class Tally:
    """What one practice can see: the ids of its exercises by title, and the sets of bits by filter and value."""

    ids: tuple[int, ...]
    places: Mapping[int, int]
    sets: Mapping[tuple[str, str], int]

    def having(self, name: str, values: Iterable[str]) -> int:
        """The exercises with any of these values."""
        return reduce(or_, (self.sets.get((name, value), 0) for value in values), 0)

    def up_to(self, name: str, limit: int) -> int:
        """The exercises whose number does not exceed a limit."""
        return self.having(name, (value for value in self.values(name) if int(value) <= limit))

    def values(self, name: str) -> list[str]:
        """Every value that some exercise has for a filter."""
        return [value for filter_name, value in self.sets if filter_name == name]

    def of(self, ids: Iterable[int]) -> int:
        """The set of some exercises by their ids; those she may not see are left out."""
        return _bits([self.places[exercise_id] for exercise_id in ids if exercise_id in self.places])

    def page(self, chosen: int, *, start: int, length: int) -> list[int]:
        """The ids of a set in the order of titles, from the `start`-th on."""
        digits = bin(chosen)[:1:-1]
        place = -1
        for _ in range(start + 1):
            place = digits.find("1", place + 1)
            if place < 0:
                return []
        found: list[int] = []
        while place >= 0 and len(found) < length:
            found.append(self.ids[place])
            place = digits.find("1", place + 1)
        return found


_remembered: OrderedDict[tuple[int | None, str, str], Tally] = OrderedDict()
_lock = threading.Lock()


def tally_for(practice_id: int | None) -> Tally:
    """The tally of a practice as its library now stands; that of the shipped exercises alone for None."""
    revisions = revisions_of(practice_id)
    if revisions is None:
        return _count(practice_id)
    key = (practice_id, *revisions)
    with _lock:
        known = _remembered.get(key)
        if known is not None:
            _remembered.move_to_end(key)
            return known
    tally = _count(practice_id)
    with _lock:
        for stale in [other for other in _remembered if other[0] == practice_id and other[1:] != revisions]:
            del _remembered[stale]
        _remembered[key] = tally
        while len(_remembered) > MOST_REMEMBERED:
            _remembered.popitem(last=False)
    return tally


def favorites_in(tally: Tally, *, clinician_id: int) -> int:
    """The exercises she has starred."""
    return tally.of(db.session.scalars(select(Favorite.exercise_id).where(Favorite.clinician_id == clinician_id)))


def _count(practice_id: int | None) -> Tally:
    seen = readable_by(practice_id)
    rows = db.session.execute(
        select(
            Exercise.id,
            Exercise.practice_id,
            Exercise.archived,
            Exercise.audience,
            Exercise.short_minutes,
            Exercise.intensity,
        )
        .where(seen)
        .order_by(Exercise.title, Exercise.id)
    ).all()
    places = {row.id: place for place, row in enumerate(rows)}
    members: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        members["origin", "shipped" if row.practice_id is None else "own"].append(place)
        members["audience", row.audience].append(place)
        members["minutes", str(row.short_minutes)].append(place)
        members["intensity", str(row.intensity)].append(place)
        if row.archived:
            members[ARCHIVED].append(place)
    for exercise_id, name, value in (*_facets(seen), *_tags(seen, practice_id)):
        members[name, value].append(places[exercise_id])
    sets = {key: _bits(found) for key, found in members.items()}
    return Tally(ids=tuple(places), places=places, sets=sets)


def _facets(seen: ColumnElement[bool]) -> Iterable[tuple[int, str, str]]:
    facet = (ExerciseFacet.exercise_id, ExerciseFacet.name, ExerciseFacet.value)
    rows = db.session.execute(select(*facet).join(Exercise, Exercise.id == ExerciseFacet.exercise_id).where(seen))
    return ((row.exercise_id, row.name, row.value) for row in rows)


def _tags(seen: ColumnElement[bool], practice_id: int | None) -> Iterable[tuple[int, str, str]]:
    rows = db.session.execute(
        select(ExerciseTag.exercise_id, Tag.name)
        .join(Tag, Tag.id == ExerciseTag.tag_id)
        .join(Exercise, Exercise.id == ExerciseTag.exercise_id)
        .where(seen, Tag.practice_id == practice_id)
    )
    return ((row.exercise_id, "tag", row.name) for row in rows)


def _bits(places: Sequence[int]) -> int:
    """The number whose bits at these places are set, read from its digits."""
    if not places:
        return 0
    digits = bytearray(b"0") * (max(places) + 1)
    for place in places:
        digits[~place] = ONE
    return int(digits, 2)
