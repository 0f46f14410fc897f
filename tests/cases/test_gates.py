"""Gates of a case: recorded for a day, closed, with a history that only grows, and notes that stay sealed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.factories import make_clinician
from tests.homework.practice import Desk
from therapytool import clock
from therapytool.cases.gates import clear_gate, gate_standings, reopen_gate
from therapytool.cases.models import GateEntry
from therapytool.database import db, writing
from therapytool.errors import Conflict, NotFound

GATE = "suicide_risk_checked"


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(make_clinician().id)


def test_recorded_for_a_day_closed_and_recorded_again_every_line_stays(desk: Desk):
    case, hers = desk.case("Heron").public_id, desk.clinician_id
    last_week = clock.today() - timedelta(days=7)
    with writing():
        clear_gate(case, GATE, clinician_id=hers, on_day=last_week, note="On the phone")
        reopen_gate(case, GATE, clinician_id=hers, note="Heard something")
    closed = gate_standings(case, hers)[GATE]
    assert closed.was_closed
    assert not closed.closed_by_answers
    assert not closed.is_cleared
    with writing():
        clear_gate(case, GATE, clinician_id=hers)
    standing = gate_standings(case, hers)[GATE]
    assert standing.cleared_on == clock.today()
    assert [(line.is_cleared, line.on_day, line.note, line.by) for line in standing.lines] == [
        (True, clock.today(), "", "Ada Berg"),
        (False, clock.today(), "Heard something", "Ada Berg"),
        (True, last_week, "On the phone", "Ada Berg"),
    ]


def test_an_answer_can_close_one_that_was_never_recorded(desk: Desk):
    case = desk.case("Heron").public_id
    with writing():
        reopen_gate(case, GATE, clinician_id=desk.clinician_id, by_answers=True)
    standing = gate_standings(case, desk.clinician_id)[GATE]
    assert standing.was_closed
    assert standing.closed_by_answers


def test_no_gate_is_cleared_on_a_day_to_come(desk: Desk):
    case = desk.case("Heron").public_id
    with pytest.raises(Conflict, match="has come"):
        clear_gate(case, GATE, clinician_id=desk.clinician_id, on_day=clock.today() + timedelta(days=1))
    assert gate_standings(case, desk.clinician_id) == {}


def test_the_note_is_sealed_and_goes_with_the_case(desk: Desk):
    case = desk.case("Heron")
    with writing():
        clear_gate(case.public_id, GATE, clinician_id=desk.clinician_id, note="Zanzibar")
    row = db.session.query(GateEntry).one()
    assert row.note == "Zanzibar"
    assert b"Zanzibar" not in row.sealed_note


def test_nobody_elses_case_has_a_record_or_gets_one(desk: Desk):
    case = desk.case("Heron").public_id
    other = make_clinician("ben@example.org", name="Ben Ortiz").id
    for ask in (
        lambda: gate_standings(case, other),
        lambda: clear_gate(case, GATE, clinician_id=other),
        lambda: reopen_gate(case, GATE, clinician_id=other),
    ):
        with pytest.raises(NotFound):
            ask()
