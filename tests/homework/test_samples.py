"""The sample caseload: a story in every standing, half-way to showing each other, and gone in one click."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.factories import make_clinician
from therapytool.cases.operations import erase_samples
from therapytool.cases.queries import CaseView, list_cases
from therapytool.cases.samples import load_samples
from therapytool.database import db, writing
from therapytool.homework.exports.export import answers_of_case
from therapytool.homework.lifecycle import Standing
from therapytool.homework.models import Answer, ClinicianNote, Homework
from therapytool.homework.queries import HomeworkView, list_entries, list_homework
from therapytool.homework.review import is_shown_together
from therapytool.plans.models import Plan
from therapytool.plans.queries import list_plans_of_case


@pytest.fixture
def clinician_id(library: Flask) -> int:
    """A clinician with the samples."""
    clinician = make_clinician()
    with writing():
        load_samples(clinician_id=clinician.id)
    return clinician.id


@pytest.fixture
def cases(clinician_id: int) -> dict[str, CaseView]:
    return {case.name: case for case in list_cases(clinician_id)}


def given_to(case: CaseView, clinician_id: int, slug: str) -> HomeworkView:
    return next(each for each in list_homework(case.public_id, clinician_id) if each.exercise.slug == slug)


def test_they_show_homework_in_every_standing_but_opened(clinician_id: int, cases: dict[str, CaseView]) -> None:
    assert set(cases) == {"Cedar-31", "Harbor-12", "Tuesday group"}
    assert all(case.is_sample for case in cases.values())
    assert {entry.standing for entry in list_entries(clinician_id)} == set(Standing) - {Standing.OPENED}


def test_the_couple_has_shown_each_other_one_sheet_and_is_half_way_with_the_next(
    clinician_id: int, cases: dict[str, CaseView]
) -> None:
    shown = given_to(cases["Harbor-12"], clinician_id, "five-kinds-of-closeness")
    half_way = given_to(cases["Harbor-12"], clinician_id, "response-to-bids-log")
    assert is_shown_together(shown, clinician_id=clinician_id)
    assert not is_shown_together(half_way, clinician_id=clinician_id)
    assert [part.agreed_to_reveal_at is not None for part in half_way.responses] == [True, False]


def test_what_is_kept_to_oneself_is_in_no_export(clinician_id: int, cases: dict[str, CaseView]) -> None:
    rows = answers_of_case(cases["Harbor-12"].public_id, clinician_id=clinician_id)
    assert "ten minutes about her mother" not in " ".join(row.answer for row in rows)
    kept = db.session.scalars(select(Answer).where(Answer.is_private)).all()
    assert any("ten minutes about her mother" in answer.text for answer in kept)


def test_every_invented_answer_fits_its_sheet(clinician_id: int, cases: dict[str, CaseView]) -> None:
    for name, slug in (("Harbor-12", "five-kinds-of-closeness"), ("Harbor-12", "response-to-bids-log")):
        for part in given_to(cases[name], clinician_id, slug).responses:
            of_hers = select(func.count()).select_from(Answer).where(Answer.response.has(public_id=part.public_id))
            assert (db.session.scalar(of_hers) or 0) > 12, (slug, part.person.name)


def test_couple_and_client_have_a_last_and_a_next_plan(clinician_id: int, cases: dict[str, CaseView]) -> None:
    for name in ("Harbor-12", "Cedar-31"):
        titles = [card.plan.title for card in list_plans_of_case(cases[name].public_id, clinician_id)]
        assert titles[0] == "Session 2"
        assert len(titles) == 2


def test_they_are_gone_in_one_click(clinician_id: int) -> None:
    with writing():
        assert erase_samples(clinician_id=clinician_id) == 3
    assert list_cases(clinician_id) == []
    for table in (Homework, Answer, ClinicianNote, Plan):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
