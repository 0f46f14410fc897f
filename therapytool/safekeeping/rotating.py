"""Turning the key ring: a new key, and everything the ring seals sealed anew with it, a batch at a time.

It may be killed at any moment: what is sealed with which key stands in the values themselves, the ring keeps the old
key until it is dropped, and the next run goes on where this one ended. Clients' own words are sealed with a key of each
person; only these keys are sealed anew, so the words themselves are not touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import ColumnElement, func, or_, select, update

from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.trail import Actor, note
from therapytool.database import Timestamps, db, writing
from therapytool.errors import Conflict
from therapytool.keyring import Keyring, KeyringInUse, write_keyring
from therapytool.personal_fields import HasPersonalFields
from therapytool.safekeeping.key_check import check_keys, sealed_tables
from therapytool.sealing import HEAD, VERSION, seal, unseal

BATCH = 500

Progressed = Callable[[int, int], None]
"""Told how many values are sealed anew, of how many."""


@dataclass(frozen=True, slots=True)
class KeyState:
    """The ring as it is used: its ids, which of them seals, and how many values older keys still hold."""

    ids: tuple[int, ...]
    current: int
    sealed_with_older: int
    sealed_in_all: int


def key_state() -> KeyState:
    """How the ring stands."""
    ring = _in_use().get()
    everything = sum(_count(table, column, None) for table in sealed_tables() for column in table.ring_columns())
    return KeyState(tuple(sorted(ring.keys)), ring.current, _count_older(ring), everything)


def rotate_keys(*, by: Actor, progressed: Progressed | None = None) -> int:
    """Seal everything with a new key, or finish a rotation that was cut off; returns how many values were sealed anew.

    Raises KeysDoNotFit, with nothing changed, when the ring is not the one that sealed them.
    """
    in_use = _in_use()
    ring = in_use.get()
    check_keys(ring)
    if not _count_older(ring):
        write_keyring(in_use.folder, ring.with_new_key())
        ring = in_use.get()
    total, done = _count_older(ring), 0
    while count := _count_older(ring):
        for table in sealed_tables():
            while resealed := _seal_batch(table, ring):
                done += resealed
                if progressed is not None:
                    progressed(done, max(total, count))
    with writing():
        note(Action.KEYS_ROTATED, by=by, detail=f"key {ring.current}")
    return done


def drop_old_keys(*, by: Actor) -> tuple[int, ...]:
    """Take the older keys off the ring, once every value has been opened without them; returns their ids.

    Raises Conflict while one is still needed. Backups made before the rotation need the keys exported before it.
    """
    in_use = _in_use()
    ring = in_use.get()
    if _count_older(ring):
        raise Conflict("Some values are still sealed with an older key. Run `therapytool keys rotate` first.")
    newest = Keyring({ring.current: ring.keys[ring.current]})
    for table in sealed_tables():
        for row in db.session.scalars(select(table).execution_options(yield_per=BATCH)):
            for column in row.ring_columns():
                if (blob := getattr(row, column)) is not None:
                    unseal(newest, blob, row.place_of(column))
    dropped = tuple(sorted(set(ring.keys) - {ring.current}))
    write_keyring(in_use.folder, newest)
    with writing():
        note(Action.OLD_KEYS_DROPPED, by=by, detail=f"key {ring.current} stays")
    return dropped


def _seal_batch(table: type[HasPersonalFields], ring: Keyring) -> int:
    """Seal the next values of a table anew, in a transaction of their own; returns how many, 0 when none is left."""
    columns = table.ring_columns()
    if not columns:
        return 0
    number = table.id  # type: ignore[attr-defined]  # every table of ours has one
    older = or_(*(_is_older(getattr(table, column), ring) for column in columns))
    with writing():
        rows = list(db.session.scalars(select(table).where(older).order_by(number).limit(BATCH)))
        for row in rows:
            _seal_row(row, columns, ring)
    db.session.expunge_all()
    return len(rows)


def _seal_row(row: HasPersonalFields, columns: tuple[str, ...], ring: Keyring) -> None:
    """Its values sealed anew; the day it was last changed stays, because nobody has changed it."""
    anew: dict[str, object] = {}
    for column in columns:
        if (blob := getattr(row, column)) is not None:
            place = row.place_of(column)
            anew[column] = seal(ring, unseal(ring, blob, place), place)
    table = type(row)
    if issubclass(table, Timestamps):
        anew["updated_at"] = table.updated_at
    changing = update(table).where(table.id == row.id).values(anew)  # type: ignore[attr-defined]
    db.session.execute(changing, execution_options={"synchronize_session": False})


def _count_older(ring: Keyring) -> int:
    return sum(_count(table, column, ring) for table in sealed_tables() for column in table.ring_columns())


def _count(table: type[HasPersonalFields], column: str, ring: Keyring | None) -> int:
    sealed = getattr(table, column)
    wanted = sealed.is_not(None) if ring is None else _is_older(sealed, ring)
    return db.session.scalar(select(func.count()).select_from(table).where(wanted)) or 0


def _is_older(column: ColumnElement[bytes], ring: Keyring) -> ColumnElement[bool]:
    """Whether a value was sealed with another key than the newest: its first bytes name the key."""
    return func.substr(column, 1, HEAD.size) != HEAD.pack(VERSION, ring.current)


def _in_use() -> KeyringInUse:
    in_use: KeyringInUse = current_app.extensions["keyring"]
    return in_use
