"""Searches a clinician keeps under a name: hers alone, one press away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from therapytool.database import db
from therapytool.errors import NotFound
from therapytool.exercises.models import SavedFilter

LONGEST_NAME = 60
MOST_SAVED = 30


@dataclass(frozen=True, slots=True)
class NamedSearch:
    """A saved search: its name, and the values of the address that shows it."""

    public_id: str
    name: str
    arguments: Mapping[str, Any]


def list_saved_filters(clinician_id: int) -> tuple[NamedSearch, ...]:
    """Her saved searches in the order of the alphabet."""
    rows = db.session.scalars(select(SavedFilter).where(SavedFilter.clinician_id == clinician_id))
    found = (NamedSearch(row.public_id, row.name, row.arguments) for row in rows)
    return tuple(sorted(found, key=lambda search: search.name.casefold()))


def save_filter(name: str, arguments: Mapping[str, Any], *, clinician_id: int) -> str:
    """Keep a search; one of the same name is written over. Answers what is wrong, or nothing when it is kept."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        return f"Give the search a name of up to {LONGEST_NAME} letters."
    if not arguments:
        return "Search for something or set a filter first; then there is something to save."
    hers = list(db.session.scalars(select(SavedFilter).where(SavedFilter.clinician_id == clinician_id)))
    same = next((row for row in hers if row.name.casefold() == name.casefold()), None)
    if same is None and len(hers) >= MOST_SAVED:
        return f"There is room for {MOST_SAVED} saved searches. Remove one first."
    if same is None:
        same = SavedFilter(clinician_id=clinician_id)
        db.session.add(same)
    same.name, same.arguments = name, dict(arguments)
    db.session.flush()
    return ""


def remove_saved_filter(public_id: str, *, clinician_id: int) -> str:
    """Forget a saved search and answer its name. Raises NotFound for one that is not hers."""
    row = db.session.scalar(
        select(SavedFilter).where(SavedFilter.public_id == public_id, SavedFilter.clinician_id == clinician_id)
    )
    if row is None:
        raise NotFound("there is no such saved search")
    db.session.delete(row)
    db.session.flush()
    return row.name
