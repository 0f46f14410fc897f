"""What was acknowledged as saved is saved: over kills, a full disk, failing statements and a locked database."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Connection

from tests.faults.conftest import WORDS, Sheet
from tests.portal.given import GivenHomework, kept
from therapytool.database import db

ROOT = Path(__file__).parents[2]
KILLS = (1, 6)
"""After so many acknowledgments; each costs a start of Python."""


def database(app: Flask) -> Path:
    return Path(app.instance_path) / "therapytool.db"


def is_whole(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))


@contextmanager
def no_room(size: int) -> Iterator[None]:
    """Files of this process cannot be written beyond a size, as on a full disk."""
    usual, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (usual, hard))
        signal.signal(signal.SIGXFSZ, ignored)


def saved_until_killed(app: Flask, given: GivenHomework, after: int) -> int:
    """Let a process save, kill it without a warning, and return the last number it was told is saved."""
    command = [sys.executable, "-m", "tests.faults.saver", app.instance_path, str(given.response_id), WORDS]
    last = 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as saver:
        assert saver.stdout is not None
        for number, line in enumerate(saver.stdout, start=1):
            last = int(line)
            if number == after:
                os.kill(saver.pid, signal.SIGKILL)
                break
        rest = saver.stdout.read().split()
    return int(rest[-1]) if rest else last


def test_no_acknowledged_answer_is_lost_to_a_kill(library: Flask, heron: GivenHomework) -> None:
    before = 0
    for after in KILLS:
        db.session.remove()
        db.engine.dispose()
        last = saved_until_killed(library, heron, after)
        assert last > before
        assert is_whole(database(library))
        found = int(kept(heron)[WORDS].removeprefix("answer "))
        assert last <= found <= last + 1, "one more may have been committed before it could be told"
        before = found


def test_a_full_disk_is_told_honestly_and_saving_goes_on_when_there_is_room(
    library: Flask, heron: GivenHomework, sheet: Sheet
) -> None:
    assert sheet.save("before") == 200
    with no_room(8192):
        assert sheet.save("lost") >= 500
        assert sheet.save("lost too") >= 500
    assert sheet.save("after") == 200
    assert kept(heron) == {WORDS: "after"}
    assert is_whole(database(library))


def test_whichever_statement_fails_nothing_is_acknowledged_that_is_not_kept(
    library: Flask, heron: GivenHomework, sheet: Sheet
) -> None:
    assert sheet.save("answer 0") == 200
    failed = 0
    for place in range(40):
        count = 0

        def fails(connection: Connection, *more: object, place: int = place) -> None:
            nonlocal count
            count += 1
            if count == place + 1:
                raise sqlite3.OperationalError("disk I/O error")

        event.listen(db.engine, "before_cursor_execute", fails)
        status = sheet.save(f"answer {place + 1}")
        event.remove(db.engine, "before_cursor_execute", fails)
        words = kept(heron)[WORDS]
        assert (status == 200) == (words == f"answer {place + 1}"), (place, status, words)
        if count <= place:
            break
        failed += status != 200
    assert failed >= 5, "the failures were felt"
    assert sheet.save("after all") == 200


def test_a_locked_database_is_told_honestly_and_not_for_longer_than_it_lasts(
    library: Flask, heron: GivenHomework, sheet: Sheet
) -> None:
    def impatient(connection: sqlite3.Connection, *more: object) -> None:
        connection.execute("PRAGMA busy_timeout=50")

    event.listen(db.engine, "checkout", impatient)
    with closing(sqlite3.connect(database(library), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert sheet.save("lost") >= 500
    assert sheet.save("after") == 200
    assert kept(heron) == {WORDS: "after"}
