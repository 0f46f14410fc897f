"""A supervisor sees what is shown to her, read only, and never notes or what clients keep to themselves."""

from __future__ import annotations

import pytest

from tests.records.conftest import Team
from therapytool.accounts.auditing.trail import Wanted, list_lines
from therapytool.database import writing
from therapytool.homework.operations import save_note


@pytest.fixture
def case_id(team: Team) -> str:
    """Ada's case: an answer that is shared, one that is kept, and a note of hers."""
    ada = team.desk("ada")
    case = ada.case("Heron", name="Harbor-12")
    given = ada.give(case)
    name = given.responses[0].public_id
    shared = ada.first_answer(given, "Planted shared words")
    ada.answers(name, shared)
    again = ada.give(case, slug="listen-dont-fix")
    kept = ada.first_answer(again, "Planted kept words")
    ada.answers(again.responses[0].public_id, kept, kept=tuple(key.partition(".")[0] for key in kept))
    with writing():
        save_note(name, "Planted private note", clinician_id=ada.clinician_id)
    return case.public_id


def share(team: Team, case_id: str, how: str = "share") -> None:
    page = f"/cases/{case_id}/colleagues"
    team["ada"].send(f"{page}/{team.public_id('sue')}/{how}", page=page)


def test_she_sees_a_shared_case_and_only_what_belongs_to_it(team: Team, case_id: str) -> None:
    assert team["sue"].open(f"/supervision/{case_id}").status_code == 404
    share(team, case_id)
    assert "Harbor-12" in team["sue"].open("/supervision/").text
    page = team["sue"].open(f"/supervision/{case_id}")
    assert "Planted shared words" in page.text
    assert "Planted kept words" not in page.text
    assert "Planted private note" not in page.text


def test_sharing_opens_nothing_else_of_it(team: Team, case_id: str) -> None:
    share(team, case_id)
    for path in (f"/cases/{case_id}", f"/homework/case/{case_id}", f"/homework/case/{case_id}/answers.csv"):
        assert team["sue"].open(path).status_code == 404


def test_that_she_looked_is_told_to_whose_it_is(team: Team, case_id: str) -> None:
    share(team, case_id)
    team["sue"].open(f"/supervision/{case_id}")
    told = list_lines(Wanted(reader=team.public_id("ada")), limit=5)
    assert (told[0].action, told[0].actor) == ("case.looked-at", team.public_id("sue"))
    assert "Looked at a shared case" in team["ada"].open("/records/trail").text


def test_it_ends_when_the_clinician_says_so(team: Team, case_id: str) -> None:
    share(team, case_id)
    share(team, case_id, "unshare")
    assert team["sue"].open(f"/supervision/{case_id}").status_code == 404


def test_a_case_is_shown_to_supervisors_only(team: Team, case_id: str) -> None:
    page = f"/cases/{case_id}/colleagues"
    assert team["ada"].send(f"{page}/{team.public_id('ben')}/share", page=page).status_code == 403
    assert team["ben"].send(f"{page}/{team.public_id('sue')}/share", page="/cases/").status_code == 404
