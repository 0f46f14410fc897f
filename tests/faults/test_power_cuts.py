"""No power cut loses what was acknowledged or breaks the database; the same without a journal does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from tests.factories import make_clinician
from tests.faults.power_cuts import Recorded, State, cuts, put, synced
from therapytool.cases.operations import open_case
from therapytool.cases.vocabulary import CaseKind
from therapytool.database import db, writing

STATES = 120
"""So many are tried here; a seed makes them the same every time."""


@pytest.fixture
def recorded(app: Flask) -> Recorded:
    """One transaction of ours, a case opened with two people, as it goes to the disk."""
    ada, path = make_clinician().id, Path(app.instance_path) / "therapytool.db"
    journal = path.with_name(f"{path.name}-journal")
    db.session.remove()
    before = path.read_bytes()
    with writing():
        open_case(CaseKind.COUPLE, name="Harbor-12", people=("Heron", "Finch"), clinician_id=ada)
        page_size = db.session.connection().exec_driver_sql("PRAGMA page_size").scalar()
        written = journal.read_bytes()
    db.session.remove()
    db.engine.dispose()
    assert journal.stat().st_size == 0
    return Recorded(before, path.read_bytes(), synced(written, before, page_size))


def outcome(state: State, folder: Path) -> str:
    """What is found when the database is opened again: "old", "new", or "broken"."""
    path = folder / "disk.db"
    put(state, path)
    try:
        with closing(sqlite3.connect(path)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return "broken"
            people = connection.execute("SELECT count(*) FROM person").fetchone()[0]
            cases = connection.execute('SELECT count(*) FROM "case"').fetchone()[0]
    except sqlite3.DatabaseError:
        return "broken"
    return {(0, 0): "old", (1, 2): "new"}.get((cases, people), "broken")


def test_after_any_cut_all_of_it_or_nothing_is_there_and_what_was_told_is(recorded: Recorded, tmp_path: Path) -> None:
    found = [(state, outcome(state, tmp_path)) for state in cuts(recorded, count=STATES)]
    assert {result for _, result in found} == {"old", "new"}
    assert all(result == "new" for state, result in found if state.is_committed)


def test_without_the_journal_the_same_cuts_break_it_so_the_test_can_fail(recorded: Recorded, tmp_path: Path) -> None:
    found = {outcome(state, tmp_path) for state in cuts(recorded, count=STATES, with_journal=False)}
    assert "broken" in found
