"""The safety page over HTTP, what a closed gate holds up, and that none of it reaches paper or a client."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.accounts.visitor import Visitor, her_browser
from tests.factories import ADA
from tests.homework.practice import LADDER, Desk
from tests.pdf import read_pdf
from tests.portal.browser import ClientBrowser
from therapytool import clock
from therapytool.cases.gates import clear_gate, gate_standings, reopen_gate
from therapytool.cases.queries import CaseView
from therapytool.database import db, writing
from therapytool.progress.operations import Way, give_measure, keep_answers

NOTE = "Zanzibar"
PRIVATE = (
    NOTE,
    "screened alone",
    "been seen alone",
    "ipv_cleared",
    "PHQ",
    "recorded on",
    "suicide risk",
    "better off dead",
)
"""What must stand nowhere a partner could see it, in any case."""


@pytest.fixture
def ada(library: Flask) -> Visitor:
    return her_browser(library, ADA)


def safety(case: CaseView) -> str:
    return f"/homework/case/{case.public_id}/safety"


def private_words_in(text: str) -> list[str]:
    return [word for word in PRIVATE if word.lower() in text.lower()]


def words_of(answer: TestResponse) -> str:
    """What an answer says: a page, or all pages of a PDF on one line."""
    if answer.mimetype != "application/pdf":
        return answer.text
    return " ".join(" ".join(page.text for page in read_pdf(answer.data).pages).split())


class TestThePage:
    def test_it_is_recorded_with_day_and_note_and_closed_again(self, ada: Visitor, desk: Desk, couple: CaseView):
        day = clock.today() - timedelta(days=3)
        ada.send(f"{safety(couple)}/ipv_cleared", page=safety(couple), cleared="1", on_day=day.isoformat(), note=NOTE)
        page = ada.open(safety(couple)).text
        assert "Cleared on" in page
        assert NOTE in page
        assert "by Ada Berg" in page
        ada.send(f"{safety(couple)}/ipv_cleared", page=safety(couple), cleared="0", note="")
        page = ada.open(safety(couple)).text
        assert "Closed, to be cleared again" in page
        assert "History (2)" in page

    def test_a_day_to_come_is_refused_and_nothing_is_recorded(self, ada: Visitor, desk: Desk, couple: CaseView):
        day = clock.today() + timedelta(days=2)
        answer = ada.send(f"{safety(couple)}/ipv_cleared", page=safety(couple), cleared="1", on_day=day.isoformat())
        assert answer.status_code == 422
        assert "Give a day that has come" in answer.text
        db.session.expire_all()
        assert gate_standings(couple.public_id, desk.clinician_id) == {}

    def test_the_private_interview_is_a_page_to_read_with_nothing_to_type(self, ada: Visitor, couple: CaseView):
        page = ada.open(f"/homework/case/{couple.public_id}/private-interview").text
        assert "Have you ever been afraid of your partner" in page
        assert "give a neutral reason" in page
        main = page[page.index("<main") : page.index("</main>")]
        assert re.search(r"<(input|textarea|form)\b", main) is None


class TestWhatAClosedGateHoldsUp:
    def test_a_tick_does_not_open_it_again_the_safety_page_does(self, ada: Visitor, desk: Desk, couple: CaseView):
        with writing():
            clear_gate(couple.public_id, "ipv_cleared", clinician_id=desk.clinician_id)
            reopen_gate(couple.public_id, "trauma_checked", clinician_id=desk.clinician_id, by_answers=True)
        address = f"/homework/give?case={couple.public_id}&exercise={LADDER}"
        page = ada.open(address).text
        assert "Partners screened alone: recorded on" in page
        assert "“Trauma checked” was closed" in page
        assert 'value="trauma_checked"' not in page
        fields = {
            "people": couple.people[0].public_id,
            "dose": "short",
            "every": "",
            "keeping": "year",
            "request_key": "k1",
        }
        refused = ada.send(address, cleared="trauma_checked", **fields)
        assert refused.status_code in {200, 422}
        assert "Go to the safety page" in refused.text
        with writing():
            clear_gate(couple.public_id, "trauma_checked", clinician_id=desk.clinician_id)
        assert ada.send(address, **fields).status_code == 303

    def test_the_plan_says_what_is_recorded_and_links_to_what_is_not(self, ada: Visitor, desk: Desk, couple: CaseView):
        answer = ada.send(f"/plans/case/{couple.public_id}/next", page=f"/plans/case/{couple.public_id}")
        page = ada.open(answer.location).text
        assert f"{safety(couple)}?gate=ipv_cleared&amp;then={answer.location}#gate-ipv_cleared" in page
        assert "Record it for Harbor-12" in page
        with writing():
            clear_gate(couple.public_id, "ipv_cleared", clinician_id=desk.clinician_id)
        assert "Partners screened alone: recorded on" in ada.open(answer.location).text

    @pytest.mark.parametrize("then", ["//evil.example", "https://evil.example", "/\\evil.example", "/\tevil", ""])
    def test_from_there_no_way_leads_off_this_site(self, ada: Visitor, couple: CaseView, then: str):
        address = f"{safety(couple)}/ipv_cleared?{urlencode({'then': then})}"
        answer = ada.send(address, page=safety(couple), cleared="1", on_day=clock.today().isoformat())
        assert answer.location == safety(couple)
        assert "Back without recording" not in ada.open(f"{safety(couple)}?{urlencode({'then': then})}").text


class TestNobodyElseSeesIt:
    @pytest.fixture
    def told(self, desk: Desk, couple: CaseView) -> CaseView:
        """A couple with a gate, a note beside it, and a measure that set off an alert."""
        hers = desk.clinician_id
        with writing():
            for gate in ("ipv_cleared", "trauma_checked"):
                clear_gate(couple.public_id, gate, clinician_id=hers, note=NOTE)
            filled = give_measure(couple.people[0].public_id, "phq9", Way.PAPER, clinician_id=hers, practice_id=1)
            keep_answers(filled, {"part1.r9.c1": "2"}, clinician_id=hers)
        return couple

    def test_not_on_the_packet_with_every_part_in_it(self, ada: Visitor, told: CaseView):
        answer = ada.send(
            f"/plans/case/{told.public_id}/next", page=f"/plans/case/{told.public_id}", starter="couple-80"
        )
        printed = ada.open(f"{answer.location}/packet.pdf?bound=grounding&bound=contents")
        assert printed.status_code == 200
        text = words_of(printed)
        assert "Debrief" in text
        assert "If it gets too much" in text
        assert private_words_in(text) == []

    def test_not_on_any_page_or_file_of_either_partner(self, desk: Desk, library: Flask, told: CaseView):
        given = desk.give(told)
        for response in given.responses:
            browser = ClientBrowser(library)
            browser.post("/w", token=desk.link(response.public_id).token)
            browser.name = response.public_id
            for path in ("", "/1", "/check", "/sheet.pdf", "/not-this-time", "/w/steady"):
                answer = browser.open(path)
                assert answer.status_code == 200, path
                assert private_words_in(words_of(answer)) == [], path

    def test_not_in_what_is_exported(self, ada: Visitor, desk: Desk, told: CaseView):
        given = desk.give(told)
        desk.answers(given.responses[0].public_id, desk.first_answer(given))
        for name in ("csv", "json"):
            exported = ada.open(f"/homework/case/{told.public_id}/answers.{name}")
            assert exported.status_code == 200, name
            assert private_words_in(exported.text) == []
