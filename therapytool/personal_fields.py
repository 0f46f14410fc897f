"""Personal fields of tables: read and written as text, kept sealed, and bound to their row."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from flask import current_app
from sqlalchemy import LargeBinary, String, inspect
from sqlalchemy.orm import Mapped, mapped_column

from therapytool.keyring import Keyring, KeyringInUse
from therapytool.sealing import Place, seal, unseal


def current_keyring() -> Keyring:
    """The key ring of the running application."""
    in_use: KeyringInUse = current_app.extensions["keyring"]
    return in_use.get()


class HasPersonalFields:
    """A row with sealed fields. `seal_id` names it for good; subclasses say whose it is and which ring seals it."""

    seal_id: Mapped[str] = mapped_column(String(36), unique=True)

    def __init__(self, **values: Any) -> None:
        self.seal_id = str(uuid4())
        super().__init__(**values)

    @property
    def seal_owner(self) -> str:
        """Whose data this is, as part of the place: the practice's public id or the like."""
        raise NotImplementedError(type(self).__name__)

    @property
    def seal_ring(self) -> Keyring:
        """The ring that seals this row's fields; the application's unless a subclass has a key of its own."""
        return current_keyring()

    @classmethod
    def sealed_columns(cls) -> tuple[str, ...]:
        """The columns that hold sealed values."""
        columns = inspect(cls).columns
        return tuple(column.key for column in columns if isinstance(column.type, LargeBinary))

    @classmethod
    def ring_columns(cls) -> tuple[str, ...]:
        """The columns sealed with the application's ring itself, which a rotation seals anew.

        All of a class that has no key of its own; none of one that has, unless it says which hold that key.
        """
        return cls.sealed_columns() if cls.seal_ring is HasPersonalFields.seal_ring else ()

    def place_of(self, column: str) -> Place:
        """Where a column of this row is."""
        return Place(type(self).__tablename__, column, self.seal_owner, self.seal_id)  # type: ignore[attr-defined]


class PersonalText:
    """A text attribute over a column of sealed bytes; empty text is stored as nothing."""

    def __init__(self, column: str) -> None:
        self.column = column

    def __get__(self, row: HasPersonalFields | None, owner: type) -> Any:
        if row is None:
            return self
        blob: bytes | None = getattr(row, self.column)
        return "" if blob is None else unseal(row.seal_ring, blob, row.place_of(self.column)).decode()

    def __set__(self, row: HasPersonalFields, text: str) -> None:
        sealed = seal(row.seal_ring, text.encode(), row.place_of(self.column)) if text else None
        setattr(row, self.column, sealed)


class PersonalJson(PersonalText):
    """The same for plain JSON values; nothing stored reads as None."""

    def __get__(self, row: HasPersonalFields | None, owner: type) -> Any:
        text = super().__get__(row, owner)
        return text if row is None else json.loads(text) if text else None

    def __set__(self, row: HasPersonalFields, value: Any) -> None:
        super().__set__(row, json.dumps(value, separators=(",", ":")))


class HasOlderRows(HasPersonalFields):
    """A row with sealed fields in a table whose oldest rows were written before its fields were sealed.

    Such a row has no `seal_id` and holds its words in columns of their own, until it is sealed at last: by the upgrade
    that goes through all of them, or by the next change.
    """

    seal_id: Mapped[str | None] = mapped_column(String(36), unique=True)  # type: ignore[assignment]  # older rows

    def begin_sealing(self) -> None:
        """Give an older row what its fields are sealed with; without effect on any other."""
        self.seal_id = self.seal_id or str(uuid4())


class SealedLater:
    """An attribute of a row that may be older than its seal: the sealed field, or the open column of earlier versions.

    Setting it seals and leaves `nothing` in the open column.
    """

    def __init__(self, field: PersonalText, *, unsealed: str, nothing: Any) -> None:
        self.field, self.unsealed, self.nothing = field, unsealed, nothing

    def __get__(self, row: HasOlderRows | None, owner: type) -> Any:
        if row is None:
            return self
        is_older = getattr(row, self.field.column) is None
        return getattr(row, self.unsealed) if is_older else self.field.__get__(row, owner)

    def __set__(self, row: HasOlderRows, value: Any) -> None:
        row.begin_sealing()
        self.field.__set__(row, value)
        setattr(row, self.unsealed, self.nothing)
