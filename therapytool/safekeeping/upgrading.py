"""Bringing the schema of a database to the newest revision, with a copy of the old one kept aside first."""

from __future__ import annotations

from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from rich.console import Console

from therapytool import clock
from therapytool.database import db
from therapytool.errors import TherapytoolError
from therapytool.safekeeping.database_copy import NotSqlite, copy_database, sqlite_path

COPIES_KEPT = 3


class DatabaseIsNewer(TherapytoolError):
    """The database has been used by a later version; this one does not touch it."""


def upgrade_database(app: Flask, console: Console) -> None:
    """Bring the schema to the newest revision; an existing SQLite database is copied aside first."""
    migrations = Path(app.root_path) / "migrations"
    scripts = ScriptDirectory(str(migrations))
    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == scripts.get_current_head():
        return
    if current is not None:
        refuse_newer(scripts, current)
        copy = copy_database_aside(app.config["SQLALCHEMY_DATABASE_URI"])
        console.print(f"Updating the database (the old one is kept as {copy})" if copy else "Updating the database")
    upgrade(directory=str(migrations))


def refuse_newer(scripts: ScriptDirectory, current: str) -> None:
    """Raise DatabaseIsNewer for a revision that this version of Therapytool has never heard of."""
    if current not in {script.revision for script in scripts.walk_revisions()}:
        raise DatabaseIsNewer(
            f"The database was written by a newer Therapytool (its schema is {current}). Nothing was changed. "
            "Install that version again, or restore the backup made before it was installed."
        )


def copy_database_aside(database_url: str) -> Path | None:
    """Copy a SQLite database beside itself and check the copy; None for other databases, which have their own.

    The newest copies are kept, older ones go.
    """
    try:
        path = sqlite_path(database_url)
    except NotSqlite:
        return None
    target = path.with_suffix(f".before-upgrade-{clock.now():%Y%m%d-%H%M%S}.db")
    copy_database(path, target)
    for old in sorted(path.parent.glob(f"{path.stem}.before-upgrade-*.db"), reverse=True)[COPIES_KEPT:]:
        old.unlink()
    return target
