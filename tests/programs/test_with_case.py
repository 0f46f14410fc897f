"""Programs with a case: dated plans in order, how far it has come, days that move."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.factories import make_clinician
from tests.homework.practice import Desk
from therapytool import clock
from therapytool.cases.queries import CaseView
from therapytool.database import db, writing
from therapytool.errors import Conflict, NotFound
from therapytool.exercises.vocabulary import Gate
from therapytool.plans.scheduling import ProgramPlan, program_plans
from therapytool.programs.files import get_program
from therapytool.programs.operations import start_program
from therapytool.programs.with_case import Place, program_of_case

SLUG = "couples-closeness-8"
MEASURES = dict.fromkeys(get_program(SLUG).measures, "A measure")
TODAY = date(2026, 5, 4)


def planned(*days: int | None) -> list[ProgramPlan]:
    return [
        ProgramPlan(f"p{number}", "", SLUG, number, None if day is None else TODAY + timedelta(days=day))
        for number, day in enumerate(days, 1)
    ]


def places(*days: int | None) -> list[Place]:
    seen = program_of_case(get_program(SLUG), planned(*days), cleared={}, measures=MEASURES, today=TODAY)
    return [session.place for session in seen.sessions]


def test_the_first_session_whose_day_has_not_passed_is_next():
    assert places(-14, -7, 0, 7, 14, 21, 28, 35) == [Place.PAST] * 2 + [Place.NEXT] + [Place.LATER] * 5
    assert places(-14, None, 0, 7)[1:3] == [Place.NEXT, Place.LATER]
    assert places(-7)[1:] == [Place.TAKEN_OUT] * 7


def test_the_next_session_is_held_up_until_its_gates_are_cleared():
    program = get_program(SLUG)
    held = program_of_case(program, planned(0, 7), cleared={}, measures=MEASURES, today=TODAY)
    assert held.sessions[0].is_held_up
    assert not held.sessions[1].is_held_up
    clear = dict.fromkeys(Gate, TODAY)
    assert (
        not program_of_case(program, planned(0), cleared=clear, measures=MEASURES, today=TODAY).sessions[0].is_held_up
    )


def test_starting_makes_dated_plans_of_the_case_in_order_and_only_once(desk: Desk, couple: CaseView):
    program, first = get_program(SLUG), date(2026, 6, 1)
    with writing():
        made = start_program(SLUG, clinician_id=desk.clinician_id, case_id=couple.public_id, first_on=first)
    plans = program_plans(couple.public_id, desk.clinician_id)
    assert [plan.public_id for plan in plans] == list(made)
    assert [plan.number for plan in plans] == list(range(1, len(program.sessions) + 1))
    gap = timedelta(days=program.release.days_between)
    assert [plan.planned_on for plan in plans] == [first + gap * place for place in range(len(plans))]
    with pytest.raises(Conflict, match="started with this case already"):
        start_program(SLUG, clinician_id=desk.clinician_id, case_id=couple.public_id, first_on=first)


def test_a_program_for_couples_is_not_for_one_person_and_nobody_elses_case(desk: Desk, couple: CaseView):
    with pytest.raises(Conflict, match="another kind"):
        start_program(SLUG, clinician_id=desk.clinician_id, case_id=desk.case("Wren").public_id)
    other = make_clinician("ben@example.org", name="Ben Ortiz").id
    with pytest.raises(NotFound):
        start_program(SLUG, clinician_id=other, case_id=couple.public_id)


def test_started_on_the_page_it_shows_what_comes_next_and_a_day_can_move(library: Flask, desk: Desk, couple: CaseView):
    db.session.remove()
    ada = Visitor(library)
    ada.sign_in("ada@example.org")
    page = f"/programs/case/{couple.public_id}"
    assert ada.send(f"{page}/start", page=page, program=SLUG, first_on="soon").status_code == 422
    ada.send(f"{page}/start", page=page, program=SLUG, first_on=clock.today().isoformat())
    html = ada.open(page).text
    assert "Record “Partners screened alone” first" in html
    assert "0 of 8 sessions have had their day" in html
    first = program_plans(couple.public_id, desk.clinician_id)[0]
    day = clock.today() - timedelta(days=1)
    ada.send(f"{page}/plans/{first.public_id}/day", page=page, planned_on=day.isoformat())
    assert "1 of 8 sessions have had their day" in ada.open(page).text
    assert ada.send(f"{page}/plans/nothing/day", page=page, planned_on="").status_code == 404
