"""How migrations run: on the application's engine, each as one transaction that SQLite takes or leaves whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import event
from sqlalchemy.engine import Connection

from therapytool.accounts.auditing.trail import guard_trail
from therapytool.database import writing
from therapytool.exercises.full_text.index import is_search_table

engine = current_app.extensions["migrate"].db.engine
metadata = current_app.extensions["migrate"].db.metadata


def include_object(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Leave the full-text tables alone: they are made by hand and have no model."""
    return not (kind == "table" and name is not None and is_search_table(name))


@contextmanager
def tables_made_anew(connection: Connection) -> Iterator[None]:
    """Let SQLite drop a table that is made anew without deleting what refers to it; nothing may be left dangling.

    SQLite changes a table by copying it and dropping the old one, and dropping deletes its rows first: with foreign
    keys on, every row that hangs on them would go as well. The switch works only outside a transaction.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def boolean_defaults(
    connection: Connection, cursor: Any, statement: str, parameters: Any, *more: Any
) -> tuple[str, Any]:
    """Revisions are generated on SQLite, where no and yes are 0 and 1; PostgreSQL wants them called so."""
    for number, word in (("0", "false"), ("1", "true")):
        statement = statement.replace(f"BOOLEAN DEFAULT {number}", f"BOOLEAN DEFAULT {word}")
    return statement, parameters


def check_references(connection: Connection) -> None:
    """Refuse to commit an upgrade that left a row without the one it refers to."""
    if connection.dialect.name == "sqlite":
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if dangling:
            raise RuntimeError(f"the upgrade would leave {len(dangling)} rows without what they belong to")


def run() -> None:
    """Upgrade inside one transaction; transactional DDL makes a failed upgrade leave the schema as it was."""
    with writing(), engine.connect() as connection, tables_made_anew(connection):
        if connection.dialect.name == "postgresql":
            event.listen(connection, "before_cursor_execute", boolean_defaults, retval=True)
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=True,
            transactional_ddl=True,
            include_object=include_object,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            check_references(connection)
            guard_trail(connection)


run()
