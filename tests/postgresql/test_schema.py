"""What the database itself does on PostgreSQL: the schema, the guards, and one writer at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import check
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from tests.application import make_app
from tests.eventually import SECONDS
from tests.factories import make_clinician
from therapytool import database
from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.chain import End
from therapytool.accounts.auditing.trail import TERMINAL, check_trail, note
from therapytool.app import create_app
from therapytool.cases.operations import open_case
from therapytool.cases.vocabulary import CaseKind
from therapytool.config import Settings
from therapytool.database import NoDriver, db, writing
from therapytool.keyring import new_keyring, write_keyring
from therapytool.safekeeping.read_only import stop_if_keys_do_not_fit


def test_the_migrations_make_the_schema_that_the_models_describe(library: Flask) -> None:
    assert db.engine.dialect.name == "postgresql"
    check(directory=str(Path(library.root_path) / "migrations"))


def test_connections_are_durable_and_on_utc(library: Flask) -> None:
    said = {
        name: db.session.scalar(text(f"SHOW {name}")) for name in ("synchronous_commit", "TimeZone", "lock_timeout")
    }
    assert said == {"synchronous_commit": "on", "TimeZone": "UTC", "lock_timeout": "10s"}


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET detail = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"]
)
def test_the_database_refuses_to_change_the_trail(library: Flask, statement: str) -> None:
    with writing():
        note(Action.BACKUP_MADE, by=TERMINAL)
    with pytest.raises(DBAPIError, match="never changed or shortened"), writing():
        db.session.execute(text(statement))
    assert isinstance(check_trail(), End)


def test_many_writers_at_once_leave_one_whole_trail(library: Flask) -> None:
    def add(number: int) -> None:
        with library.app_context(), writing():
            note(Action.BACKUP_MADE, by=TERMINAL, detail=str(number))

    db.session.remove()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(40)))
    found = check_trail()
    assert isinstance(found, End)
    assert found.count == 40


@contextmanager
def a_slow_writer(app: Flask) -> Iterator[None]:
    """Somebody else's transaction writes for as long as this lasts."""
    began, finish = threading.Event(), threading.Event()

    def write() -> None:
        with app.app_context(), writing():
            note(Action.BACKUP_MADE, by=TERMINAL)
            began.set()
            finish.wait(SECONDS)

    writer = threading.Thread(target=write)
    writer.start()
    assert began.wait(SECONDS)
    try:
        yield
    finally:
        finish.set()
        writer.join()


def test_who_waits_too_long_is_told_so_and_readers_do_not_wait(library: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 1)
    db.session.remove()
    db.engine.dispose()
    with a_slow_writer(library):
        assert isinstance(check_trail(), End)
        with pytest.raises(OperationalError, match="lock timeout"), writing():
            note(Action.BACKUP_MADE, by=TERMINAL)
    with writing():
        note(Action.BACKUP_MADE, by=TERMINAL)
    assert isinstance(check_trail(), End)


def test_with_other_keys_the_connection_itself_refuses_to_write(library: Flask) -> None:
    ada = make_clinician().id
    with writing():
        open_case(CaseKind.COUPLE, name="Harbor", people=("Heron", "Finch"), clinician_id=ada)
    write_keyring(Path(library.instance_path), new_keyring())
    again = make_app(Path(library.instance_path))
    with again.app_context():
        assert "another one" in stop_if_keys_do_not_fit(again)
        with pytest.raises(DBAPIError, match="read-only"), writing():
            db.session.execute(text("DELETE FROM person"))
        db.session.remove()
        db.engine.dispose()


def test_without_the_driver_one_is_told_what_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "find_spec", lambda name: None)
    settings = Settings.load(instance=tmp_path, database_url="postgres://db.example/therapytool")
    assert settings.database_url == "postgresql+psycopg://db.example/therapytool"
    with pytest.raises(NoDriver, match="make postgresql"):
        create_app(settings)
