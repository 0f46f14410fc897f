"""The sample caseload: invented homework in several standings, answered, and gone in one click."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select

from tests.factories import make_clinician
from therapytool.cases.operations import erase_samples
from therapytool.cases.queries import list_cases
from therapytool.cases.samples import load_samples
from therapytool.database import db, writing
from therapytool.homework.lifecycle import Standing
from therapytool.homework.models import Answer, Homework
from therapytool.homework.queries import list_entries


def test_the_samples_show_homework_in_several_standings(library: Flask) -> None:
    clinician = make_clinician()
    with writing():
        load_samples(clinician_id=clinician.id)
    assert [case.name for case in list_cases(clinician.id)] == ["Cedar-31", "Harbor-12", "Tuesday group"]
    assert all(case.is_sample for case in list_cases(clinician.id))
    standings = {entry.standing for entry in list_entries(clinician.id)}
    assert standings == {Standing.DONE, Standing.PARTLY, Standing.NOT_DONE, Standing.GIVEN, Standing.WAITING}
    assert db.session.scalar(select(func.count()).select_from(Answer)) > 40


def test_they_are_gone_in_one_click(library: Flask) -> None:
    clinician = make_clinician()
    with writing():
        load_samples(clinician_id=clinician.id)
    with writing():
        assert erase_samples(clinician_id=clinician.id) == 3
    assert list_cases(clinician.id) == []
    for table in (Homework, Answer):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
