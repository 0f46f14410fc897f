"""Whether the key ring in place is the one that sealed what is kept, tried on two values of each table."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from therapytool.database import Base, db
from therapytool.errors import TherapytoolError
from therapytool.keyring import Keyring
from therapytool.personal_fields import HasPersonalFields
from therapytool.sealing import CannotOpen, unseal


class KeysDoNotFit(TherapytoolError):
    """The key ring does not open what was sealed here. Nothing is changed until it does."""


def sealed_tables() -> list[type[HasPersonalFields]]:
    """Every table with sealed fields, by name."""
    classes = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, HasPersonalFields)]
    return sorted(classes, key=lambda table: table.__name__)


def check_keys(ring: Keyring | None) -> None:
    """Open a few values of each table with the ring. Raises KeysDoNotFit at the first that does not open."""
    for row, column in _samples():
        if ring is None:
            raise KeysDoNotFit("The key ring is missing, and there is data that it sealed. Put back the copy you keep.")
        try:
            unseal(ring, getattr(row, column), row.place_of(column))
        except CannotOpen as error:
            raise KeysDoNotFit(
                "The key ring is another one than the one this data was sealed with. Put back the copy you keep."
            ) from error


def _samples() -> Iterator[tuple[HasPersonalFields, str]]:
    for table in sealed_tables():
        for column in table.ring_columns():
            filled = select(table).where(getattr(table, column).is_not(None)).limit(1)
            number = table.id  # type: ignore[attr-defined]  # every table of ours has one
            for order in (number, number.desc()):
                row = db.session.scalar(filled.order_by(order))
                if row is not None:
                    yield row, column
