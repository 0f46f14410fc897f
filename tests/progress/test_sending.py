"""Measures by a link: filled in elsewhere, read by the clinician alone, and never again by who filled them in."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.homework.practice import Desk, in_days
from tests.portal.browser import ClientBrowser
from therapytool import clock
from therapytool.cases.gates import clear_gate, gate_standings
from therapytool.cases.operations import erase_person
from therapytool.cases.queries import CaseView
from therapytool.database import db, writing
from therapytool.progress.models import FilledMeasure, MeasureLink, MeasureRound, MeasureVisit
from therapytool.progress.queries import list_alerts, list_filled, list_waiting

CALM = {f"item{number}": "1" for number in range(1, 9)} | {"item9": "0", "difficulty": "Somewhat difficult"}
GRAVE = CALM | {"item9": "3"}


@pytest.fixture
def heron(couple: CaseView) -> str:
    return couple.people[0].public_id


def sent(ada: Visitor, person_id: str, measure: str = "phq9", **terms: str) -> dict[str, str]:
    """Send a measure and read the page that shows its link this once: the token, and the code beside it."""
    address = f"/progress/people/{person_id}/send?measure={measure}"
    answer = ada.send(address, **({"ends_on": in_days(30).isoformat(), "every": "", "told": "y"} | terms))
    assert answer.status_code == 200, answer.text
    return shown_on(answer.text)


def shown_on(page: str) -> dict[str, str]:
    token, code = re.search(r"/w#([\w-]+)", unescape(page)), re.search(r'fresh-code numbers">([^<]+)', page)
    assert token, page
    assert code, page
    return {"token": token[1], "code": code[1]}


def come_in(app: Flask, **way: str) -> tuple[ClientBrowser, str]:
    """A browser that comes in by a token or a code, and where that leads."""
    browser = ClientBrowser(app)
    answer = browser.post("/w", **way)
    assert answer.status_code == 303, answer.text
    return browser, answer.location


def answer_all(browser: ClientBrowser, page: str, answers: dict[str, str]) -> None:
    assert browser.post(page, **answers).location == page


class TestFilledInElsewhere:
    @pytest.mark.parametrize("by", ["token", "code"])
    def test_by_link_or_typed_code_it_reaches_the_clinician_and_shows_nothing_again(
        self, library: Flask, ada: Visitor, desk: Desk, heron: str, by: str
    ):
        way = sent(ada, heron)
        browser, page = come_in(library, **{by: way[by]})
        sheet = browser.open(page).text
        assert "Little interest or pleasure in doing things" in sheet
        assert "not read at once" in sheet
        assert "988" in sheet
        assert not [word for word in ("Heron", "Harbor-12", "score", "alert") if word in sheet]
        answer_all(browser, page, GRAVE)
        db.session.expire_all()
        (filled,) = list_filled(heron, desk.clinician_id)
        assert (filled.way, filled.taken.values["item9"]) == ("link", 3)
        assert "Little interest" not in browser.open(page).text
        assert [alert.is_safety for alert in list_alerts(desk.clinician_id)] == [True]

    def test_the_thanks_are_the_same_whatever_was_answered(self, library: Flask, ada: Visitor, couple: CaseView):
        pages = []
        for person, answers in zip(couple.people, (CALM, GRAVE), strict=True):
            browser, page = come_in(library, token=sent(ada, person.public_id)["token"])
            answer_all(browser, page, answers)
            thanks = browser.open(page)
            pages.append(thanks.text.replace(page, "").replace(browser.token(page), ""))
            assert "988" in thanks.text
        assert pages[0] == pages[1]

    def test_an_alert_closes_its_gate_for_whoever_has_the_case(
        self, library: Flask, ada: Visitor, desk: Desk, couple: CaseView, heron: str
    ):
        with writing():
            clear_gate(couple.public_id, "suicide_risk_checked", clinician_id=desk.clinician_id)
        browser, page = come_in(library, token=sent(ada, heron)["token"])
        answer_all(browser, page, GRAVE)
        db.session.expire_all()
        assert gate_standings(couple.public_id, desk.clinician_id)["suicide_risk_checked"].closed_by_answers
        assert "for you alone. Open it" in unescape(ada.open("/homework/").text)

    def test_blank_lines_are_asked_about_once_and_sent_twice_it_is_kept_once(
        self, library: Flask, ada: Visitor, desk: Desk, heron: str
    ):
        browser, page = come_in(library, token=sent(ada, heron)["token"])
        asked = browser.post(page, item1="2")
        assert (asked.status_code, "9 lines are empty" in asked.text) == (200, True)
        token = browser.token(page)
        for answers in ({"item1": "2", "x_anyway": "1"}, GRAVE):
            assert browser.post(page, form_token=token, **answers).status_code == 303
        db.session.expire_all()
        (filled,) = list_filled(heron, desk.clinician_id)
        assert filled.taken.values == {"item1": 2}

    def test_a_passcode_a_wrong_code_an_ended_link_and_another_browser_open_nothing(
        self, library: Flask, ada: Visitor, desk: Desk, heron: str
    ):
        way = sent(ada, heron, passcode="teal")
        browser = ClientBrowser(library)
        assert browser.post("/w", token=way["token"]).status_code == 200
        assert browser.post("/w", token=way["token"], passcode="plum").status_code == 422
        browser, page = come_in(library, **way, passcode="teal")
        assert ClientBrowser(library).open(page).status_code == 401
        assert ClientBrowser(library).post("/w", code="AAAA-AAAA").status_code == 422
        (filled,) = list_filled(heron, desk.clinician_id)
        ada.send(f"/progress/{filled.public_id}/stop", page=f"/progress/people/{heron}")
        assert browser.open(page).status_code == 401
        assert ClientBrowser(library).post("/w", token=way["token"]).status_code == 410
        assert list_waiting(heron, desk.clinician_id) == []

    def test_what_was_begun_in_time_is_taken_a_day_late_and_no_later(self, library: Flask, ada: Visitor, heron: str):
        browser, page = come_in(library, token=sent(ada, heron)["token"])
        token = browser.token(page)
        for late, status in ((timedelta(days=2), 410), (timedelta(hours=2), 303)):
            with writing():
                db.session.query(MeasureLink).one().expires_at = clock.now() - late
            assert browser.post(page, form_token=token, **CALM).status_code == status

    def test_leaving_quickly_ends_this_browsers_way_in(self, library: Flask, ada: Visitor, heron: str):
        browser, page = come_in(library, token=sent(ada, heron)["token"])
        assert "wikipedia" in browser.post(f"{page}/leave", page=page).text
        assert browser.open(page).status_code == 401


class TestSending:
    def test_what_comes_again_opens_round_by_round_by_one_link(
        self, library: Flask, ada: Visitor, desk: Desk, couple: CaseView, heron: str
    ):
        with writing():
            clear_gate(couple.public_id, "ipv_cleared", clinician_id=desk.clinician_id)
        weekly = {"every": "7", "until": in_days(21).isoformat()}
        way = sent(ada, heron, "weekly-checkin", **weekly)
        assert "then 2 more" in ada.open(f"/progress/people/{heron}").text
        browser, first = come_in(library, token=way["token"])
        later = list_waiting(heron, desk.clinician_id)[1].public_id
        assert browser.open(f"/w/questions/{later}").status_code == 404
        week = {"close": "5", "let_in": "5", "named": "5", "pressure": "5", "safe": "9"}
        answer_all(browser, first, week)
        assert "The next time is" in browser.open(first).text
        with writing():
            for each in db.session.query(MeasureRound):
                each.opens_on -= timedelta(days=7)
        _, second = come_in(library, token=way["token"])
        assert second == f"/w/questions/{later}"

    def test_a_fresh_link_ends_the_one_before_and_opens_the_same(self, library: Flask, ada: Visitor, heron: str):
        old = sent(ada, heron)
        _, page = come_in(library, token=old["token"])
        again = ada.send(f"/progress/{page.rpartition('/')[2]}/send-again", page=f"/progress/people/{heron}")
        assert ClientBrowser(library).post("/w", token=old["token"]).status_code == 410
        assert come_in(library, token=shown_on(again.text)["token"])[1] == page

    def test_who_may_be_watched_at_home_is_not_asked_about_violence_before_it_was_spoken_of(
        self, ada: Visitor, desk: Desk, couple: CaseView, heron: str
    ):
        address = f"/progress/people/{heron}/send?measure=weekly-checkin"
        assert "a partner may look on" in ada.open(address).text
        token = ada.token("/account")
        fields = {"csrf_token": token, "ends_on": in_days(9).isoformat(), "every": "", "told": "y"}
        assert ada.post(address, fields).status_code == 422
        assert db.session.query(FilledMeasure).count() == 0
        alone = desk.case("Osprey", name="Cedar-31").people[0].public_id
        sent(ada, alone, "weekly-checkin")

    @pytest.mark.parametrize(
        ("measure", "terms"),
        [
            ("phq9", {"told": ""}),
            ("phq9", {"ends_on": "2001-01-01"}),
            ("gad7", {"every": "7"}),
            ("gad7", {"every": "7", "until": "2001-01-01"}),
            ("pc-ptsd-5", {}),
        ],
    )
    def test_what_is_not_sent_says_why_and_nothing_is_made(
        self, ada: Visitor, heron: str, measure: str, terms: dict[str, str]
    ):
        usual = {"ends_on": in_days(30).isoformat(), "every": "", "told": "y", "csrf_token": ada.token("/account")}
        address = f"/progress/people/{heron}/send?measure={measure}"
        assert ada.post(address, usual | terms).status_code == 422
        assert db.session.query(MeasureLink).count() == 0

    def test_erasing_the_person_takes_links_rounds_and_visits_along(
        self, library: Flask, ada: Visitor, desk: Desk, heron: str
    ):
        come_in(library, token=sent(ada, heron)["token"])
        with writing():
            erase_person(heron, clinician_id=desk.clinician_id)
        assert [db.session.query(table).count() for table in (MeasureLink, MeasureRound, MeasureVisit)] == [0, 0, 0]


class TestBesideHomework:
    """Whoever came in by her homework finds what else waits for her, and nothing of her partner's."""

    def test_the_first_page_of_her_homework_leads_there_and_the_partners_does_not(
        self, library: Flask, ada: Visitor, desk: Desk, couple: CaseView, heron: str
    ):
        given = desk.give(couple)
        links = [desk.link(part.public_id) for part in given.responses]
        sent(ada, heron)
        (hers, start), (his, beginning) = (come_in(library, token=link.token) for link in links)
        found = re.search(r"/w/questions/\w+", hers.open(start).text)
        assert found
        assert "questions</a>" not in his.open(beginning).text
        assert his.open(found[0]).status_code == 404
        answer_all(hers, found[0], CALM)
        assert found[0] not in hers.open(start).text
        db.session.expire_all()
        assert list_filled(heron, desk.clinician_id)[0].completed_at

    def test_nothing_of_it_is_in_the_homeworks_exports_or_side_by_side(
        self, library: Flask, ada: Visitor, desk: Desk, couple: CaseView, heron: str
    ):
        given = desk.give(couple)
        for part in given.responses:
            desk.answers(part.public_id, desk.first_answer(given), agrees=True)
        browser, page = come_in(library, token=sent(ada, heron, "session-feedback", told="")["token"])
        answer_all(browser, page, {"honest": "2", "words": "Plantedfeedback", "x_anyway": "1"})
        pages = (f"/homework/{given.public_id}/together", f"/homework/case/{couple.public_id}/answers.csv")
        for address in pages:
            assert "Plantedfeedback" not in ada.open(address).text
