"""Collections: exercises a practice keeps together under a name, in an order of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from therapytool.accounts.current import Clinician
from therapytool.database import db
from therapytool.errors import NotFound
from therapytool.exercises.models import Collection, CollectionEntry, Exercise
from therapytool.exercises.narrowing import visible_to

LONGEST_NAME = 80
LONGEST_NOTE = 300
MOST_IN_ONE = 200


@dataclass(frozen=True, slots=True)
class CollectionName:
    """A collection in a list: its name and how many exercises it has."""

    public_id: str
    name: str
    note: str
    size: int


@dataclass(frozen=True, slots=True)
class CollectionPage:
    """A collection with the ids of its exercises in order; archived ones are left out."""

    public_id: str
    name: str
    note: str
    exercise_ids: tuple[int, ...]


def list_collections(clinician: Clinician) -> tuple[CollectionName, ...]:
    """The practice's collections in the order of the alphabet, with the exercises that can be opened counted."""
    counted = (
        select(CollectionEntry.collection_id, func.count().label("size"))
        .join(Exercise, Exercise.id == CollectionEntry.exercise_id)
        .where(visible_to(clinician))
        .group_by(CollectionEntry.collection_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Collection, func.coalesce(counted.c.size, 0))
        .outerjoin(counted, counted.c.collection_id == Collection.id)
        .where(Collection.practice_id == clinician.practice_id)
    )
    found = (CollectionName(row.public_id, row.name, row.note, size) for row, size in rows)
    return tuple(sorted(found, key=lambda collection: collection.name.casefold()))


def get_collection(public_id: str, *, clinician: Clinician) -> CollectionPage:
    """One collection of her practice. Raises NotFound."""
    row = _collection(public_id, clinician.practice_id)
    ids = db.session.scalars(
        select(Exercise.id)
        .join(CollectionEntry, CollectionEntry.exercise_id == Exercise.id)
        .where(CollectionEntry.collection_id == row.id, visible_to(clinician))
        .order_by(CollectionEntry.position, Exercise.id)
    )
    return CollectionPage(row.public_id, row.name, row.note, tuple(ids))


def collections_with(exercise_id: int, *, practice_id: int) -> tuple[tuple[str, str], ...]:
    """Public id and name of the practice's collections that hold an exercise."""
    rows = db.session.execute(
        select(Collection.public_id, Collection.name)
        .join(CollectionEntry, CollectionEntry.collection_id == Collection.id)
        .where(CollectionEntry.exercise_id == exercise_id, Collection.practice_id == practice_id)
        .order_by(Collection.name)
    )
    return tuple((row.public_id, row.name) for row in rows)


def collection_problem(name: str, *, practice_id: int, but: str = "") -> str:
    """What is wrong with a name for a collection, one of which (`but`) may have it already; empty when it is free."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        return f"Give the collection a name of up to {LONGEST_NAME} letters."
    rows = db.session.scalars(select(Collection).where(Collection.practice_id == practice_id))
    if any(row.name.casefold() == name.casefold() and row.public_id != but for row in rows):
        return f"There is a collection “{name}” already. Add to that one, or choose another name."
    return ""


def create_collection(name: str, *, note: str = "", practice_id: int) -> str:
    """Begin a collection and answer its public id; the name has been checked."""
    row = Collection(practice_id=practice_id, name=" ".join(name.split()), note=_one_line(note))
    db.session.add(row)
    db.session.flush()
    return row.public_id


def change_collection(public_id: str, *, name: str, note: str, practice_id: int) -> None:
    """Give a collection another name and note; the name has been checked. Raises NotFound."""
    row = _collection(public_id, practice_id)
    row.name, row.note = " ".join(name.split()), _one_line(note)
    db.session.flush()


def delete_collection(public_id: str, *, practice_id: int) -> str:
    """Remove a collection, not its exercises, and answer its name. Raises NotFound."""
    row = _collection(public_id, practice_id)
    name = row.name
    db.session.delete(row)
    db.session.flush()
    return name


def add_to_collection(public_id: str, exercise_ids: Iterable[int], *, practice_id: int) -> int:
    """Put exercises at the end, those already in it left where they are; answers how many were new."""
    row = _collection(public_id, practice_id)
    entries = _entries(row.id)
    held = {entry.exercise_id for entry in entries}
    new = [exercise_id for exercise_id in dict.fromkeys(exercise_ids) if exercise_id not in held]
    new = new[: max(0, MOST_IN_ONE - len(held))]
    last = entries[-1].position if entries else 0
    db.session.add_all(
        CollectionEntry(collection_id=row.id, exercise_id=exercise_id, position=last + number)
        for number, exercise_id in enumerate(new, 1)
    )
    db.session.flush()
    return len(new)


def remove_from_collection(public_id: str, exercise_id: int, *, practice_id: int) -> None:
    """Take an exercise out; without it nothing happens. Raises NotFound for the collection."""
    row = _collection(public_id, practice_id)
    entry = db.session.get(CollectionEntry, (row.id, exercise_id))
    if entry is not None:
        db.session.delete(entry)
        db.session.flush()


def move_in_collection(public_id: str, exercise_id: int, *, by: int, practice_id: int) -> None:
    """Move an exercise so many places on (back when negative), at most to the ends. Raises NotFound."""
    entries = _entries(_collection(public_id, practice_id).id)
    order = [entry.exercise_id for entry in entries]
    if exercise_id not in order:
        raise NotFound("the exercise is not in this collection")
    place = order.index(exercise_id)
    order.insert(min(max(place + by, 0), len(order) - 1), order.pop(place))
    for entry in entries:
        entry.position = order.index(entry.exercise_id) + 1
    db.session.flush()


def _collection(public_id: str, practice_id: int) -> Collection:
    row = db.session.scalar(
        select(Collection).where(Collection.public_id == public_id, Collection.practice_id == practice_id)
    )
    if row is None:
        raise NotFound("there is no such collection")
    return row


def _entries(collection_id: int) -> list[CollectionEntry]:
    of_it = select(CollectionEntry).where(CollectionEntry.collection_id == collection_id)
    return list(db.session.scalars(of_it.order_by(CollectionEntry.position, CollectionEntry.exercise_id)))


def _one_line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_NOTE]
