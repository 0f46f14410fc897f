"""Undo and redo: a document that is changed step by step, each step kept whole, so that two windows both work.

A row shows the content of one of its steps. Every change names the revision it was made to and is refused when the
document has moved on since; a change whose answer got lost can be asked for again without being made twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, delete, select
from sqlalchemy.orm import Mapped, QueryableAttribute, mapped_column

from therapytool.database import db
from therapytool.errors import Conflict

STEPS_KEPT = 200
LONGEST_DESCRIPTION = 400
NOTHING_TO_UNDO = "There is nothing left to undo."
NOTHING_TO_REDO = "There is nothing left to redo."

Content = dict[str, Any]


class Stepped:
    """A row that is changed in steps. `revision` grows with every change, undo included; `position` is the step shown.

    `request_key` names the last request that changed it, so that one sent twice is not carried out twice.
    """

    revision: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column(default=0)
    request_key: Mapped[str] = mapped_column(String(24), default="")

    def show(self, content: Content) -> None:
        """Hold other content, with all that the row says of it."""
        raise NotImplementedError(type(self).__name__)


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of one row, in a table whose rows have a `position`, a `description` and a `content`."""

    row: Stepped
    owner: QueryableAttribute[Any]
    """The relationship that leads from a step to the row."""
    changed_elsewhere: str
    """What to say when the row has moved on."""

    def begin(self, content: Content, description: str) -> None:
        """The first step of a row that was just made."""
        self._add(content, description)
        db.session.flush()

    def is_done(self, request_key: str) -> bool:
        """Whether the last change was made by this very request."""
        return bool(request_key) and self.row.request_key == request_key

    def expect(self, revision: int | None, request_key: str) -> None:
        """Before a change: the row stands at this revision, None for any. Raises Conflict when it has moved on."""
        if revision is not None and self.row.revision != revision:
            raise Conflict(self.changed_elsewhere)
        self.row.request_key = request_key

    def take(self, content: Content, description: str) -> None:
        """Show new content as the next step; what was undone before it is forgotten, and so are the oldest steps."""
        self._forget(self._table.position > self.row.position)
        self._show(self.row.position + 1, content)
        self._add(content, description)
        self._forget(self._table.position < self.row.position - STEPS_KEPT)
        db.session.flush()

    def undo(self, revision: int, request_key: str) -> str:
        """Take the last change back; returns it in words. Raises Conflict when there is nothing to take back."""
        if self.is_done(request_key):
            return self.description_of(self.row.position + 1)
        self.expect(revision, request_key)
        self._go(self.row.position - 1, NOTHING_TO_UNDO)
        return self.description_of(self.row.position + 1)

    def redo(self, revision: int, request_key: str) -> str:
        """Make the last undone change again; returns it in words. Raises Conflict when there is none."""
        if not self.is_done(request_key):
            self.expect(revision, request_key)
            self._go(self.row.position + 1, NOTHING_TO_REDO)
        return self.description_of(self.row.position)

    def description_of(self, position: int) -> str:
        """What a step did; empty where there is none."""
        return self._descriptions(position).get(position, "")

    def ways(self) -> tuple[str, str]:
        """What undo would take back and what redo would make again, in words; empty where there is nothing."""
        place = self.row.position
        around = self._descriptions(place - 1, place, place + 1)
        return around.get(place, "") if place - 1 in around else "", around.get(place + 1, "")

    @property
    def _table(self) -> Any:
        return self.owner.class_

    def _descriptions(self, *positions: int) -> Mapping[int, str]:
        steps = db.session.scalars(select(self._table).where(self._mine, self._table.position.in_(positions)))
        return {step.position: step.description for step in steps}

    @property
    def _mine(self) -> ColumnElement[bool]:
        return self.owner == self.row

    def _go(self, position: int, otherwise: str) -> None:
        step = db.session.scalar(select(self._table).where(self._mine, self._table.position == position))
        if step is None:
            raise Conflict(otherwise)
        self._show(position, step.content)

    def _show(self, position: int, content: Content) -> None:
        self.row.show(content)
        self.row.position = position
        self.row.revision += 1

    def _add(self, content: Content, description: str) -> None:
        words = description[:LONGEST_DESCRIPTION]
        given = {self.owner.key: self.row, "position": self.row.position, "description": words, "content": content}
        db.session.add(self._table(**given))

    def _forget(self, which: ColumnElement[bool]) -> None:
        db.session.execute(delete(self._table).where(self._mine, which))
