"""Copies of the SQLite database through SQLite's own backup, checked before anybody relies on them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from therapytool.errors import TherapytoolError

PAGES_AT_ONCE = 4096

Step = Callable[[str, int, int], None]
"""Told what is being done, and how far it is: done, total."""


class DatabaseDamaged(TherapytoolError):
    """A database does not pass SQLite's own check; the message says which."""


class NotSqlite(TherapytoolError):
    """The database is kept by a server with backups of its own."""

    def __init__(self) -> None:
        super().__init__("The database is PostgreSQL. Back it up with pg_dump and restore it with pg_restore.")


def sqlite_path(database_url: str) -> Path:
    """The file of a SQLite database. Raises NotSqlite for any other."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise NotSqlite
    return Path(url.database)


def copy_database(source: Path, target: Path, *, step: Step | None = None) -> None:
    """A consistent copy while others read and write; readable by its owner alone, and on the disk when this returns."""
    target.touch(mode=0o600)
    with closing(sqlite3.connect(source, timeout=30)) as kept, closing(sqlite3.connect(target)) as copy:

        def progressed(status: int, remaining: int, total: int) -> None:
            if step is not None:
                step("Copying the database", total - remaining, total)

        kept.backup(copy, pages=PAGES_AT_ONCE, progress=progressed)
        copy.execute("PRAGMA journal_mode=DELETE")
    check_database(target)


def check_database(path: Path) -> None:
    """SQLite's own check of every page and reference. Raises DatabaseDamaged."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            verdicts = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
            dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise DatabaseDamaged(f"{path.name} is not a whole database: {error}") from error
    if verdicts != ["ok"]:
        raise DatabaseDamaged(f"{path.name} is damaged: {verdicts[0]}")
    if dangling is not None:
        raise DatabaseDamaged(f"{path.name} is damaged: rows of {dangling[0]} belong to nothing")


def count_rows(path: Path) -> dict[str, int]:
    """How many rows each table has; the tables of the text index are left out, they are made from the others."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name"
            )
            if not name.startswith("sqlite_")
        ]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def schema_of(path: Path) -> str:
    """The schema revision of a database; "" for one without."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            return ""
    return str(found[0]) if found else ""
