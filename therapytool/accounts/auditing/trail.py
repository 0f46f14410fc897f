"""The audit trail: writing a line, reading it back, and checking that nothing was changed.

A line is written in the transaction of what it tells of, so both are kept or neither is. The database itself refuses
to change or delete lines (`guard_trail`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask import current_app
from sqlalchemy import Select, func, or_, select, text
from sqlalchemy.engine import Connection

from therapytool import clock
from therapytool.accounts.auditing.actions import Action, Group, actions_of
from therapytool.accounts.auditing.chain import (
    BEGINNING,
    Broken,
    End,
    Line,
    SealedLine,
    chain_key,
    check_chain,
    seal_line,
)
from therapytool.accounts.models import AuditEntry
from therapytool.config import Settings
from therapytool.database import db

TRAIL_LOCK = 7_203_115
"""The advisory lock that lets one transaction at a time add a line on PostgreSQL; SQLite has one writer anyway."""
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER IF NOT EXISTS audit_entry_never_changed BEFORE UPDATE ON audit_entry "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END",
        "CREATE TRIGGER IF NOT EXISTS audit_entry_never_deleted BEFORE DELETE ON audit_entry "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is never shortened'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION audit_entry_stands() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit trail is never changed or shortened'; END $$",
        "CREATE OR REPLACE TRIGGER audit_entry_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stands()",
    ),
}
"""What each database is told, so that it refuses."""


class ActorKind(StrEnum):
    """Who can do things."""

    CLINICIAN = "clinician"
    CLIENT = "client"
    TERMINAL = "terminal"
    SERVER = "server"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it; a clinician by her public id, nobody else by anything."""

    kind: ActorKind
    public_id: str = ""


TERMINAL = Actor(ActorKind.TERMINAL)
SERVER = Actor(ActorKind.SERVER)
CLIENT = Actor(ActorKind.CLIENT)
STRANGER = Actor(ActorKind.STRANGER)


@dataclass(frozen=True, slots=True)
class Subject:
    """What it was done to, by kind ("case", "person", "homework") and public id; whose it is and of which case."""

    kind: str = ""
    public_id: str = ""
    whose: str = ""
    about_case: str = ""


NOTHING = Subject()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks for. `reader` sees what she did and what is hers; "" is the owner, who sees all."""

    reader: str = ""
    actor: str = ""
    group: Group | None = None
    since: datetime | None = None
    until: datetime | None = None


def clinician_actor(public_id: str) -> Actor:
    """A clinician as the one who did it."""
    return Actor(ActorKind.CLINICIAN, public_id)


def note(action: Action | str, *, by: Actor, subject: Subject = NOTHING, detail: str = "") -> None:
    """Add one line. `detail` is a word of ours ("supervisor", "3 cases"), never one somebody typed."""
    hold_the_end()
    end = trail_end()
    line = Line(
        number=end.count + 1,
        at=clock.now(),
        actor_kind=by.kind.value,
        actor=by.public_id,
        action=str(action),
        subject_kind=subject.kind,
        subject=subject.public_id,
        whose=subject.whose or by.public_id,
        about_case=subject.about_case,
        detail=detail,
    )
    seal = seal_line(line, previous=end.seal, key=trail_key())
    fields = {name: getattr(line, name) for name in Line.__dataclass_fields__}
    db.session.add(AuditEntry(**fields, previous=end.seal, seal=seal))
    db.session.flush()


def check_trail() -> End | Broken:
    """Walk the whole trail and say whether every line is as it was written."""
    return check_chain(_sealed_lines(), key=trail_key())


def trail_end() -> End:
    """How long the trail is and the seal of its last line, unchecked."""
    last = db.session.execute(
        select(AuditEntry.number, AuditEntry.seal).order_by(AuditEntry.number.desc()).limit(1)
    ).first()
    return End(last.number, last.seal) if last else End(0, BEGINNING)


def seal_at(number: int) -> str:
    """The seal of one line; "" for one that is not there, the beginning's for 0."""
    if number == 0:
        return BEGINNING
    return db.session.scalar(select(AuditEntry.seal).where(AuditEntry.number == number)) or ""


def list_lines(wanted: Wanted, *, limit: int, offset: int = 0) -> list[Line]:
    """Lines, the newest first."""
    rows = db.session.scalars(_asked(wanted).order_by(AuditEntry.number.desc()).limit(limit).offset(offset))
    return [_line(row) for row in rows]


def count_lines(wanted: Wanted) -> int:
    """How many lines there are of what is asked for."""
    return db.session.scalar(select(func.count()).select_from(_asked(wanted).subquery())) or 0


def trail_key() -> bytes:
    """The key of this installation's trail."""
    settings: Settings = current_app.extensions["settings"]
    return chain_key(settings.secret_key.get_secret_value())


def hold_the_end() -> None:
    """Let no other transaction add a line until this one ends."""
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(TRAIL_LOCK)))
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection) and not driver.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def guard_trail(connection: Connection) -> None:
    """Make the database refuse to change or delete lines; harmless when it does already or has no such table yet."""
    if connection.dialect.has_table(connection, AuditEntry.__tablename__):
        for statement in GUARDS[connection.dialect.name]:
            connection.execute(text(statement))


def _sealed_lines() -> Iterator[SealedLine]:
    rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.number).execution_options(yield_per=1000))
    for row in rows:
        yield SealedLine(_line(row), row.previous, row.seal)
        db.session.expunge(row)


def _line(row: AuditEntry) -> Line:
    return Line(**{name: getattr(row, name) for name in Line.__dataclass_fields__})


def _asked(wanted: Wanted) -> Select[AuditEntry]:
    asked = select(AuditEntry)
    if wanted.reader:
        asked = asked.where(or_(AuditEntry.actor == wanted.reader, AuditEntry.whose == wanted.reader))
    if wanted.actor:
        asked = asked.where(AuditEntry.actor == wanted.actor)
    if wanted.group is not None:
        asked = asked.where(AuditEntry.action.startswith(actions_of(wanted.group), autoescape=True))
    if wanted.since is not None:
        asked = asked.where(AuditEntry.at >= wanted.since)
    if wanted.until is not None:
        asked = asked.where(AuditEntry.at < wanted.until)
    return asked
