"""Notices every change to the library, so that what was counted before it is never shown after it.

Each shelf (a practice's own exercises, or the shipped ones) has a revision: a random name, new with every change. A
name taken back with its transaction is never used again, so nothing remembered under it can come back.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, insert, select, update
from sqlalchemy.orm import ORMExecuteState, Session

from therapytool.database import db
from therapytool.exercises.full_text.index import SHIPPED_SHELF, shelf_of
from therapytool.exercises.models import Exercise, ShelfRevision
from therapytool.tokens import new_public_id


def revisions_of(practice_id: int | None) -> tuple[str, str] | None:
    """The names of the shipped shelf and of a practice's own; None while the shipped one was never touched.

    An own shelf without exercises has the empty name.
    """
    own = shelf_of(practice_id)
    rows = db.session.execute(
        select(ShelfRevision.shelf, ShelfRevision.revision).where(ShelfRevision.shelf.in_((SHIPPED_SHELF, own)))
    )
    found = {row.shelf: row.revision for row in rows}
    return (found[SHIPPED_SHELF], found.get(own, "")) if SHIPPED_SHELF in found else None


def touch(practice_id: int | None, *, session: Session | None = None) -> None:
    """Give a shelf a new revision, that of the shipped exercises for None."""
    writer: Any = session or db.session
    shelf, revision = shelf_of(practice_id), new_public_id()
    changed = writer.execute(update(ShelfRevision).where(ShelfRevision.shelf == shelf).values(revision=revision))
    if not changed.rowcount:
        writer.execute(insert(ShelfRevision).values(shelf=shelf, revision=revision))


@event.listens_for(Session, "after_flush")
def _after_flush(session: Session, flushing: object) -> None:
    changed = [row for row in (*session.new, *session.dirty, *session.deleted) if isinstance(row, Exercise)]
    for practice_id in {row.practice_id for row in changed}:
        touch(practice_id, session=session)


@event.listens_for(Session, "do_orm_execute")
def _after_bulk_change(state: ORMExecuteState) -> None:
    """A change of many exercises in one statement gives every shelf a new revision."""
    is_change = state.is_update or state.is_delete
    if is_change and state.bind_mapper is not None and state.bind_mapper.class_ is Exercise:
        state.session.execute(update(ShelfRevision).values(revision=new_public_id()))
