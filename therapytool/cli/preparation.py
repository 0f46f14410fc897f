"""What happens before the first page is served: libraries checked, database brought up to date, library loaded."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from sqlalchemy.engine import make_url

from therapytool import clock
from therapytool.database import db, writing
from therapytool.errors import MissingSystemLibrary, TherapytoolError
from therapytool.exercises.library import exercise_paths, read_library
from therapytool.exercises.operations import import_library
from therapytool.rendering.system import missing_system_libraries


class DatabaseIsNewer(TherapytoolError):
    """The database has been used by a later version; this one does not touch it."""


def prepare(app: Flask, console: Console) -> None:
    """Make a fresh or older installation ready to serve. Raises MissingSystemLibrary with the exact line to type."""
    line = missing_system_libraries()
    if line:
        raise MissingSystemLibrary(line)
    with app.app_context():
        upgrade_database(app, console)
        load_library(console)


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
    """Copy a SQLite database beside itself through SQLite's backup; None for other databases, which have their own."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    stamp = clock.now().strftime("%Y%m%d-%H%M%S")
    target = Path(url.database).with_suffix(f".before-upgrade-{stamp}.db")
    with sqlite3.connect(url.database) as source, sqlite3.connect(target) as copy:
        source.backup(copy)
    target.chmod(0o600)
    return target


def load_library(console: Console) -> int:
    """Read the shipped exercises and bring the database up to them, with a progress bar; returns how many changed."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Loading the library", total=2 * len(exercise_paths()))
        files = []
        for file in read_library():
            files.append(file)
            progress.advance(task)
        with writing():
            return import_library(files, step=lambda title: progress.advance(task))
