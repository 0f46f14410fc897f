"""The practice's people: invited by an address, given roles that hold, closed out at once, their cases handed over."""

from __future__ import annotations

import re

import pytest

from tests.accounts.visitor import Visitor
from tests.records.conftest import Team
from therapytool.accounts.auditing.trail import Wanted, list_lines
from therapytool.accounts.permissions.roles import ClinicianRole
from therapytool.accounts.permissions.table import NEEDED, PERMISSIONS, Permission, needed_by, permissions_of
from therapytool.cases.handing_over import hand_over_all
from therapytool.cases.queries import list_cases
from therapytool.database import db, writing
from therapytool.errors import NotAllowed
from therapytool.homework.operations import save_note
from therapytool.homework.queries import list_homework

NEW = "seven boats leave at dawn"


def names(team: Team, who: str) -> list[str]:
    db.session.expire_all()
    return [case.name for case in list_cases(team.person(who).id)]


def test_every_role_has_permissions_and_the_strictest_holds_for_what_nobody_has_listed() -> None:
    assert set(PERMISSIONS) == set(ClinicianRole)
    assert needed_by("something_new.show") is Permission.CASES
    assert needed_by("home") is None
    assert Permission.CASES not in permissions_of(["assistant"])
    assert permissions_of(["emperor"]) == frozenset()
    assert NEEDED["people"] is NEEDED["safekeeping"] is Permission.PRACTICE


def test_somebody_is_invited_and_comes_in_by_the_address(team: Team) -> None:
    page = team["olga"].send("/people/", name="Cleo Park", email="Cleo@example.org", role="assistant")
    assert page.status_code == 200
    code = re.search(r"/welcome#([\w-]+)", page.text)
    assert code
    visitor = Visitor(team.app)
    visitor.send("/welcome", code=code[1])
    visitor.send("/welcome/password", password=NEW, again=NEW)
    assert visitor.sign_in("cleo@example.org", NEW).status_code == 303
    assert visitor.open("/library/").status_code == 200
    assert visitor.open("/cases/").status_code == 403
    assert "Cleo Park" in team["olga"].open("/people/").text


@pytest.mark.parametrize("who", ["ada", "sue", "ann"])
def test_only_the_owner_looks_after_people_and_backups(team: Team, who: str) -> None:
    for path in ("/people/", f"/people/{team.public_id('ben')}", "/backups/"):
        assert team[who].open(path).status_code == 403


def test_an_assistant_sees_neither_cases_nor_their_entries_in_the_bar(team: Team) -> None:
    page = team["ann"].open("/library/").text
    assert ">Cases<" not in page
    assert ">Plans<" in page
    for path in ("/cases/", "/homework/", "/supervision/"):
        assert team["ann"].open(path).status_code == 403


def test_a_new_role_holds_at_once(team: Team) -> None:
    ann = team["ann"]
    name = team.public_id("ann")
    team["olga"].send(f"/people/{name}/role", page=f"/people/{name}", role="clinician")
    assert not ann.is_signed_in()
    ann.sign_in("ann@example.org")
    assert ann.open("/cases/").status_code == 200
    told = list_lines(Wanted(), limit=20)
    assert ("practice.role", "clinician", name) in [(line.action, line.detail, line.subject) for line in told]


def test_a_closed_account_ends_now_and_opens_again_with_the_old_password(team: Team) -> None:
    ada, name = team["ada"], team.public_id("ada")
    team["olga"].send(f"/people/{name}/close", page=f"/people/{name}")
    assert not ada.is_signed_in()
    assert ada.sign_in("ada@example.org").status_code == 422
    team["olga"].send(f"/people/{name}/open", page=f"/people/{name}")
    assert ada.sign_in("ada@example.org").status_code == 303


def test_an_address_given_before_does_not_open_a_closed_account(team: Team) -> None:
    name = team.public_id("ada")
    page = team["olga"].send(f"/people/{name}/address", page=f"/people/{name}")
    code = re.search(r"/welcome#([\w-]+)", page.text)
    assert code
    team["olga"].send(f"/people/{name}/close", page=f"/people/{name}")
    assert Visitor(team.app).send("/welcome", code=code[1]).status_code == 422


def test_the_owner_cannot_be_managed_away_by_herself(team: Team) -> None:
    olga = team.public_id("olga")
    for way in ("role", "close", "cases"):
        assert team["olga"].send(f"/people/{olga}/{way}", page="/people/", role="assistant").status_code == 404


def test_cases_are_handed_over_whole_and_the_owner_reads_no_name(team: Team) -> None:
    ada = team.desk("ada")
    case = ada.case("Heron", "Finch", name="Planted-12")
    given = ada.give(case)
    with writing():
        save_note(given.responses[0].public_id, "Planted note", clinician_id=ada.clinician_id)
    name = team.public_id("ada")
    page = team["olga"].open(f"/people/{name}")
    assert "1 case." in page.text
    assert "Planted" not in page.text
    team["olga"].send(f"/people/{name}/cases", page=f"/people/{name}", colleague=team.public_id("ben"))
    assert (names(team, "ada"), names(team, "ben")) == ([], ["Planted-12"])
    ben = team.person("ben").id
    assert [each.public_id for each in list_homework(case.public_id, ben)] == [given.public_id]
    review = team["ben"].open(f"/homework/responses/{given.responses[0].public_id}")
    assert review.status_code == 200
    assert "Planted note" not in review.text


def test_nobody_hands_cases_to_who_has_none(team: Team) -> None:
    team.desk("ada").case("Heron")
    with pytest.raises(NotAllowed), writing():
        hand_over_all(of=team.person("ada"), to=team.person("ann"))
    assert names(team, "ada") == ["Harbor-12"]


def test_one_case_is_handed_over_by_whose_it_is(team: Team) -> None:
    case = team.desk("ada").case("Heron")
    page = f"/cases/{case.public_id}/colleagues"
    team["ada"].send(f"{page}/hand-over", page=page, colleague=team.public_id("ben"))
    assert (names(team, "ada"), names(team, "ben")) == ([], ["Harbor-12"])
    assert team["ada"].open(page).status_code == 404
