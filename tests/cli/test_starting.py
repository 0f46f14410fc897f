"""What cannot work is told before anything starts, with what to type, and never as a traceback."""

from __future__ import annotations

import os
import signal
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DatabaseError

from therapytool.cli import database_trouble
from therapytool.cli.serve import PortTaken, check_port, end_tidily_when_told
from therapytool.config import Settings, SettingsRefused
from therapytool.database import prepare_sqlite


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PORT", "abc", "PORT cannot be 'abc'"),
        ("PORT", "99999", "less than or equal to 65535"),
        ("THERAPYTOOL_IDLE_MINUTES", "1", "IDLE_MINUTES cannot be '1'"),
        ("DATABASE_URL", "nonsense", "must begin with postgresql://"),
        ("THERAPYTOOL_INSTANCE", "/dev/null", "or name another: THERAPYTOOL_INSTANCE="),
        ("THERAPYTOOL_INSTANCE", "/proc/nowhere", "cannot be used (No such file or directory)"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, monkeypatch, name: str, value: str, told: str) -> None:
    monkeypatch.setenv("THERAPYTOOL_INSTANCE", str(tmp_path))
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsRefused) as refused:
        Settings.load()
    assert told in str(refused.value)


def test_damaged_secrets_are_never_written_over(tmp_path: Path) -> None:
    kept = tmp_path / "secrets.json"
    kept.write_text("{half")
    with pytest.raises(SettingsRefused, match="Put back the one from your backup"):
        Settings.load(instance=tmp_path)
    assert kept.read_text() == "{half"


@pytest.mark.parametrize(
    ("file", "told"),
    [("there.db", "`therapytool restore` brings back a backup"), ("none/there.db", "Let this user write")],
)
def test_a_database_that_cannot_be_opened_says_what_to_do(tmp_path: Path, file: str, told: str) -> None:
    (tmp_path / "there.db").write_text("This is a letter, and no database, whatever it may be called.")
    with pytest.raises(DatabaseError) as raised, create_engine(f"sqlite:///{tmp_path / file}").connect() as connection:
        connection.exec_driver_sql("SELECT * FROM sqlite_schema")
    assert told in database_trouble(raised.value)


def test_a_database_that_was_never_served_is_to_be_served_first() -> None:
    with pytest.raises(DatabaseError) as raised, create_engine("sqlite://").connect() as connection:
        connection.exec_driver_sql('SELECT * FROM "case"')
    assert "`therapytool serve` brings it up to date" in database_trouble(raised.value)


def test_other_errors_are_no_trouble_of_the_database() -> None:
    assert database_trouble(sqlite3.Error("by itself")) == ""
    assert database_trouble(ValueError("else")) == ""


def test_a_host_that_is_not_ours_asks_for_another_host(tmp_path: Path) -> None:
    with pytest.raises(PortTaken, match=r"try another host: HOST=127\.0\.0\.1"):
        check_port(Settings.load(instance=tmp_path, host="999.1.1.1", port=9000))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_service_and_a_closed_terminal_end_us_with_what_is_to_be_done_at_the_end(number: int) -> None:
    before = {each: signal.signal(each, signal.SIG_DFL) for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)}
    try:
        end_tidily_when_told()
        with pytest.raises(SystemExit):
            os.kill(os.getpid(), number)
        assert signal.alarm(0) > 0, "it would not come again, had it been lost"
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def test_a_new_database_is_for_its_owner_alone_in_a_folder_others_may_read(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'new.db'}")
    prepare_sqlite(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE word (word TEXT)")
    assert (tmp_path / "new.db").stat().st_mode & 0o077 == 0
