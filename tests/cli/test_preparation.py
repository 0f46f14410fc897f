"""The first start and later ones: schema, library, safety copy."""

from __future__ import annotations

import sqlite3
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import check
from rich.console import Console
from sqlalchemy import func, select, text

from therapytool.cli.preparation import load_library, prepare
from therapytool.database import db
from therapytool.errors import MissingSystemLibrary
from therapytool.exercises.files.library import exercise_paths
from therapytool.exercises.models import Exercise, ExerciseVersion
from therapytool.safekeeping.upgrading import DatabaseIsNewer, copy_database_aside, upgrade_database


def migrations(app: Flask) -> str:
    return str(Path(app.root_path) / "migrations")


def test_the_schema_is_the_one_the_models_describe(app: Flask) -> None:
    check(directory=migrations(app))


def test_loading_the_library_twice_changes_nothing_the_second_time(app: Flask) -> None:
    console = Console(file=StringIO())
    assert load_library(console) == len(exercise_paths())
    assert load_library(console) == 0
    assert db.session.scalar(select(func.count()).select_from(Exercise)) == len(exercise_paths())
    assert db.session.scalar(select(func.count()).select_from(ExerciseVersion)) == len(exercise_paths())


def test_an_exercise_no_longer_shipped_is_archived_and_its_version_kept(library: Flask) -> None:
    row = db.session.scalars(select(Exercise)).first()
    assert row is not None
    row.slug, held = "gone-from-the-shelf", row.version_hash
    db.session.commit()
    load_library(Console(file=StringIO()))
    assert db.session.scalar(select(Exercise.archived).where(Exercise.slug == "gone-from-the-shelf"))
    assert db.session.get(ExerciseVersion, held) is not None


def test_the_copy_made_before_an_upgrade_is_whole_and_private(library: Flask) -> None:
    copy = copy_database_aside(library.config["SQLALCHEMY_DATABASE_URI"])
    assert copy is not None
    assert copy.stat().st_mode & 0o077 == 0
    with sqlite3.connect(copy) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM exercise").fetchone() == (len(exercise_paths()),)


def test_other_databases_are_not_copied() -> None:
    assert copy_database_aside("postgresql://db.example/therapytool") is None


def test_a_database_of_a_newer_version_is_left_alone(app: Flask) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseIsNewer, match="written by a newer Therapytool"):
        upgrade_database(app, Console(file=StringIO()))


def test_a_missing_system_library_gives_the_line_to_type(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "therapytool.cli.preparation.missing_system_libraries", lambda: "apt-get install libpango-1.0-0"
    )
    with pytest.raises(MissingSystemLibrary, match="apt-get install"):
        prepare(app, Console(file=StringIO()))
