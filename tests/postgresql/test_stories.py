"""The main stories on PostgreSQL: finding, planning, sharing, giving homework, doing it twice at once, erasing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.accounts.visitor import Visitor
from tests.exercises.finding.matching import matching, slugs
from tests.factories import make_clinician
from tests.faults.conftest import WORDS, Sheet
from tests.homework.practice import Desk
from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework, give, kept
from therapytool.cases.models import Person
from therapytool.database import db
from therapytool.homework.models import Answer


def test_search_finds_stems_parts_typos_and_meanings(library: Flask) -> None:
    assert slugs(matching("listening without fixing"))[0] == "listen-dont-fix"
    assert slugs(matching("vulnerab"))[0] == "vulnerability-ladder"
    assert matching("vulnerabilty").shown_for == "vulnerability"
    assert matching("he shuts down").ids
    for spicy in ("'", "a:*b", "!&|()", "<->", "\x00", "%_\\", "🙂"):
        matching(spicy)


def test_a_plan_is_made_changed_undone_found_shared_and_erased_with_its_case(library: Flask) -> None:
    desk, ada = Desk(make_clinician().id), Visitor(library)
    assert ada.sign_in("ada@example.org").status_code == 303
    plan = ada.send("/plans/new", page="/plans/", starter="couple-80").location
    for revision, step in enumerate(({"title": "Evenings"}, {"minutes": "90"}), 1):
        sent = {"change": "set-plan", "revision": str(revision), **step}
        assert ada.send(f"{plan}/changes", page=plan, **sent).status_code == 303
    assert ada.send(f"{plan}/undo", page=plan, revision="3").status_code == 303
    assert "Evenings" in ada.open(plan).text
    assert plan in ada.send("/search/", page="/search/", q="evening").text
    assert ada.send(f"{plan}/share", title="For all").status_code == 303
    assert ada.open(f"{plan}/packet.pdf").data.startswith(b"%PDF")
    case = desk.case("Heron", "Finch")
    assert ada.send(f"{plan}/case", case=case.public_id).status_code == 303
    assert ada.send(f"/cases/{case.public_id}/erase", typed_name="Harbor-12").status_code == 303
    assert ada.open(plan).status_code == 404


def test_homework_goes_out_and_comes_back(library: Flask) -> None:
    desk = Desk(make_clinician().id)
    case = desk.case("Heron", "Finch")
    given = desk.give(case)
    for part, words in zip(given.responses, ("Rain", "Sun"), strict=True):
        desk.answers(part.public_id, desk.first_answer(given, words))
    ada = Visitor(library)
    ada.sign_in("ada@example.org")
    assert ada.open(f"/homework/responses/{given.responses[0].public_id}").status_code == 200
    assert "Rain" in ada.open(f"/homework/case/{case.public_id}/answers.csv").text
    assert ada.open("/homework/").status_code == 200
    assert ada.send(f"/cases/{case.public_id}/erase", typed_name="Harbor-12").status_code == 303
    assert db.session.scalar(select(func.count()).select_from(Person)) == 0
    assert db.session.scalar(select(func.count()).select_from(Answer)) == 0


@pytest.fixture
def heron(library: Flask) -> GivenHomework:
    (given,) = give("Heron")
    db.session.remove()
    return given


def test_of_two_devices_that_save_at_once_one_is_told_of_the_other(library: Flask, heron: GivenHomework) -> None:
    browsers = [ClientBrowser(library) for _ in range(4)]
    for browser in browsers:
        assert browser.enter(heron).status_code == 303
    sheets = [Sheet(browser) for browser in browsers]
    with ThreadPoolExecutor(len(sheets)) as pool:
        told = list(pool.map(lambda pair: pair[1].save(f"device {pair[0]}"), enumerate(sheets)))
    assert sorted(told) == [200, 409, 409, 409]
    assert kept(heron) == {WORDS: f"device {told.index(200)}"}
