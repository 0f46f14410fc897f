"""The database: our typed Base, UTC times, public ids, and how SQLite and PostgreSQL are opened.

Both are opened so that what was saved stays saved, and so that one transaction writes at a time. SQLite has one writer
by nature; on PostgreSQL whoever writes takes one advisory lock first. What was tested on the one holds on the other.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, MetaData, String, TypeDecorator, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from therapytool import clock
from therapytool.errors import TherapytoolError
from therapytool.tokens import new_public_id

PATIENCE = 10
"""Seconds that a transaction waits for the others before it gives up and says so."""
WRITERS_LOCK = 7_203_114
"""The advisory lock of those who write on PostgreSQL."""

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all tables, with constraint names that migrations can speak of."""

    metadata = MetaData(naming_convention=NAMING)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, aware on both sides; naive values are refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored; use therapytool.clock.now()")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Timestamps:
    """When a row was made and last changed."""

    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, onupdate=clock.now)


class PublicId:
    """The name of a row in addresses; the number of a row never leaves the server."""

    public_id: Mapped[str] = mapped_column(String(20), unique=True, default=new_public_id)


db = SQLAlchemy(model_class=Base)
migrate = Migrate(render_as_batch=True, transaction_per_migration=False)

_immediate: ContextVar[bool] = ContextVar("immediate", default=False)


def write_from_the_start(writes: bool) -> None:
    """Let transactions begun from here on take the write lock at once, so that readers never have to upgrade."""
    _immediate.set(writes)


@contextmanager
def writing() -> Iterator[None]:
    """One transaction outside a request: takes the write lock at once, commits at the end, rolls back on any error."""
    db.session.rollback()
    token = _immediate.set(True)
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _immediate.reset(token)


class NoDriver(TherapytoolError):
    """The settings name a PostgreSQL database, and what speaks to one is not installed."""

    def __init__(self) -> None:
        super().__init__("DATABASE_URL names a PostgreSQL database. Type: make postgresql")


def init_database(app: Flask) -> None:
    """Bind the database named by the app's settings and prepare its engine. Raises NoDriver."""
    prepare = PREPARATIONS.get(make_url(app.config["SQLALCHEMY_DATABASE_URI"]).get_backend_name())
    if prepare is prepare_postgresql:
        if find_spec("psycopg") is None:
            raise NoDriver
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_pre_ping": True}
    db.init_app(app)
    migrate.init_app(app, db, directory=f"{app.root_path}/migrations")
    with app.app_context():
        if prepare is not None:
            prepare(db.engine)


def prepare_sqlite(engine: Engine) -> None:
    """Open every connection durable and strict (see docs/decisions/0002-sqlite.md) and begin transactions ourselves."""
    event.listen(engine, "do_connect", _make_private)
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", _begin_sqlite)


def _make_private(dialect: Dialect, record: Any, arguments: list[Any], options: dict[str, Any]) -> None:
    """A file that is not there yet is made readable by its owner alone, wherever it lies; its journal takes after it.

    Where it cannot be made, SQLite says so in a moment.
    """
    if not arguments[0].startswith((":", "file:")):
        with suppress(OSError):
            os.close(os.open(arguments[0], os.O_RDWR | os.O_CREAT, 0o600))


def _open_sqlite(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={PATIENCE * 1000}",
        "journal_mode=TRUNCATE",
        "synchronous=FULL",
        "secure_delete=ON",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Begin for those who write. Reading needs no transaction: an open one would keep every save waiting for it."""
    if _immediate.get():
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def prepare_postgresql(engine: Engine) -> None:
    """Open every connection durable, impatient and on UTC, and let one transaction write at a time."""
    event.listen(engine, "connect", _open_postgresql)
    event.listen(engine, "begin", _begin_postgresql)


def _open_postgresql(connection: Any, record: Any) -> None:
    connection.autocommit = True
    for setting in (f"lock_timeout = '{PATIENCE}s'", "synchronous_commit = on", "TimeZone = 'UTC'"):
        connection.execute(f"SET {setting}")
    connection.autocommit = False


def _begin_postgresql(connection: Connection) -> None:
    """Let those who write do so one after the other, so that what they read first is still so when they write."""
    if _immediate.get():
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")


PREPARATIONS = {"sqlite": prepare_sqlite, "postgresql": prepare_postgresql}
"""How the engine of each database is prepared."""
