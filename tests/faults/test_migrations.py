"""An upgrade of the database happens whole or not at all, wherever it is killed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from rich.console import Console
from sqlalchemy import event
from sqlalchemy.engine import Connection

from tests.application import make_app
from therapytool.database import db
from therapytool.safekeeping.upgrading import upgrade_database

WAYS = 12
"""So many places of the upgrade are tried, spread over all of it."""


class Killed(Exception):
    """The process is gone."""


def schema(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Everything in a database with its words; in which order constraints are listed says nothing."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return sorted((name, tuple(sorted(sql.replace(",", " ").split()))) for name, sql in found)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """An application whose database has no tables yet."""
    app = make_app(tmp_path / "instance")
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def run(app: Flask, *, killed_at: int | None = None) -> int:
    """Upgrade, killed before the n-th statement; returns how many there were."""
    count = 0

    def before(connection: Connection, cursor: object, statement: str, *more: object) -> None:
        nonlocal count
        if count == killed_at:
            raise Killed
        count += 1

    event.listen(db.engine, "before_cursor_execute", before)
    try:
        upgrade_database(app, Console(file=StringIO()))
    finally:
        event.remove(db.engine, "before_cursor_execute", before)
    return count


def test_killed_anywhere_the_old_schema_stands_and_the_next_start_finishes(empty: Flask, tmp_path: Path) -> None:
    path = Path(empty.instance_path) / "therapytool.db"
    copy = make_app(tmp_path / "whole")
    with copy.app_context():
        total = run(copy)
        db.session.remove()
        db.engine.dispose()
    whole = schema(tmp_path / "whole" / "therapytool.db")
    assert total > 50
    for place in range(1, total, max(1, total // WAYS)):
        with pytest.raises(Killed):
            run(empty, killed_at=place)
        db.session.remove()
        db.engine.dispose()
        assert schema(path) == [], place
    run(empty)
    db.engine.dispose()
    assert schema(path) == whole
