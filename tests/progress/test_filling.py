"""Measures over HTTP: given to one person, filled in on a device that shows nothing else, alerts for the clinician."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.accounts.visitor import Visitor
from tests.factories import PASSWORD
from tests.homework.practice import Desk
from therapytool.cases.gates import clear_gate, gate_standings
from therapytool.cases.queries import CaseView
from therapytool.database import db, writing
from therapytool.progress.queries import list_alerts, list_filled
from therapytool.progress.samples import fill_samples
from therapytool.progress.series import lines_of

CALM = {f"item{number}": "1" for number in range(1, 9)} | {"item9": "0", "difficulty": "Somewhat difficult"}
WORDS_OF_SCORES = ("score", "total", "moderate", "severe", "alert", "gate", "ipv", "screened")


def give(ada: Visitor, person_id: str, measure: str = "phq9", way: str = "here") -> str:
    address = f"/progress/people/{person_id}"
    answer = ada.send(address, measure=measure, way=way)
    assert answer.status_code == 303, answer.text
    return answer.location


def fill(ada: Visitor, address: str, **answers: str) -> str:
    answer = ada.send(address, **answers)
    assert answer.status_code == 303, answer.text
    return answer.location


@pytest.fixture
def heron(couple: CaseView) -> str:
    return couple.people[0].public_id


class TestInTheClientsHands:
    def test_the_device_opens_the_measure_and_nothing_else_until_the_password(
        self, ada: Visitor, couple: CaseView, heron: str
    ):
        address = give(ada, heron)
        for elsewhere in ("/cases/", f"/progress/people/{heron}", "/account", "/plans/", "/homework/"):
            assert ada.open(elsewhere).location == address, elsewhere
        token = ada.token(address)
        refused = ada.post(f"/cases/{couple.public_id}/archive", {"csrf_token": token})
        assert refused.status_code == 403
        thanks = fill(ada, address, **CALM)
        assert ada.open("/cases/").status_code == 303
        assert ada.send(thanks, password="wrong wrong wrong").status_code == 422
        assert ada.open("/cases/").status_code == 303
        assert ada.send(thanks, password=PASSWORD).location == f"/progress/people/{heron}"
        assert ada.open("/cases/").status_code == 200

    def test_the_client_reads_the_wording_and_the_contacts_and_never_a_score(self, ada: Visitor, heron: str):
        address = give(ada, heron)
        sheet = ada.open(address).text
        assert "Little interest or pleasure in doing things" in sheet
        assert "No permission required to reproduce" in sheet
        assert "988" in sheet
        thanks = fill(ada, address, **(CALM | {"item9": "3"}))
        for page in (sheet, ada.open(thanks).text):
            assert [word for word in WORDS_OF_SCORES if word in page.lower()] == []
            assert "Heron" not in page

    def test_the_thanks_are_the_same_whatever_was_answered(self, ada: Visitor, couple: CaseView):
        pages = []
        for person, item9 in zip(couple.people, ("0", "3"), strict=True):
            thanks = fill(ada, give(ada, person.public_id), **(CALM | {"item9": item9}))
            page = ada.open(thanks).text
            pages.append(page.replace(thanks, "").replace(ada.token(thanks), ""))
            ada.send(thanks, password=PASSWORD)
        assert pages[0] == pages[1]

    def test_skipped_lines_are_asked_about_once_and_may_stay_empty(self, ada: Visitor, desk: Desk, heron: str):
        address = give(ada, heron)
        half = {"item1": "2", "item9": "0"}
        asked = ada.send(address, **half)
        assert asked.status_code == 200
        assert "8 lines are empty" in asked.text
        assert 'value="2" id="item1-2" checked' in asked.text
        fill(ada, address, **half, anyway="1")
        db.session.expire_all()
        (filled,) = list_filled(heron, desk.clinician_id)
        assert filled.taken.values == {"item1": 2, "item9": 0}

    def test_sent_twice_it_is_kept_once(self, ada: Visitor, heron: str):
        address = give(ada, heron)
        token = ada.token(address)
        for item9 in ("0", "3"):
            ada.post(address, {"csrf_token": token, **CALM, "item9": item9})
        ada.send(address.replace("/fill", "/thanks"), password=PASSWORD)
        assert "waiting and" not in ada.open(f"/progress/people/{heron}").text


class TestAlerts:
    def test_item_nine_closes_the_gate_and_waits_for_the_clinician_alone(
        self, ada: Visitor, desk: Desk, couple: CaseView, heron: str
    ):
        with writing():
            clear_gate(couple.public_id, "suicide_risk_checked", clinician_id=desk.clinician_id)
        fill(ada, give(ada, heron, way="paper"), **(CALM | {"item9": "1"}))
        ada.open(f"/progress/people/{heron}")
        db.session.expire_all()
        standing = gate_standings(couple.public_id, desk.clinician_id)["suicide_risk_checked"]
        assert standing.closed_by_answers
        for page in (f"/cases/{couple.public_id}", "/homework/"):
            told = ada.open(page).text
            assert "for you alone" in told
            assert "PHQ" not in told
            assert "thoughts" not in told
        alerts = ada.open(f"/progress/alerts?case={couple.public_id}").text
        assert "Item 9 is above 0" in alerts
        assert "Partner A, Heron" in alerts
        (alert,) = list_alerts(desk.clinician_id)
        ada.send(f"/progress/alerts/{alert.public_id}", page="/progress/alerts", note="Talked alone. Plan made.")
        assert "for you alone. Open it" not in ada.open(f"/cases/{couple.public_id}").text
        assert "Talked alone. Plan made." in ada.open("/progress/alerts").text

    def test_nothing_that_was_answered_or_noted_stands_in_the_database_in_clear(
        self, ada: Visitor, desk: Desk, heron: str
    ):
        fill(ada, give(ada, heron, way="paper"), **(CALM | {"item9": "2"}))
        (alert,) = list_alerts(desk.clinician_id)
        ada.send(f"/progress/alerts/{alert.public_id}", page="/progress/alerts", note="Zanzibar")
        database = db.engine.url.database
        assert database
        db.session.remove()
        kept = Path(database).read_bytes()
        assert b"filled_measure" in kept
        for word in (b"Zanzibar", b"Somewhat difficult", b"thoughts_of_death", b'"item9"'):
            assert word not in kept

    def test_the_weekly_check_in_asks_for_a_word_alone_before_joint_work(
        self, ada: Visitor, desk: Desk, couple: CaseView, heron: str
    ):
        week = dict.fromkeys(("close", "let_in", "named", "pressure"), "8")
        fill(ada, give(ada, heron, "weekly-checkin", way="paper"), **week, safe="4")
        db.session.expire_all()
        assert gate_standings(couple.public_id, desk.clinician_id)["ipv_cleared"].was_closed


class TestForTheClinician:
    def test_scores_over_time_stand_on_the_persons_own_page_and_nowhere_else(
        self, ada: Visitor, couple: CaseView, heron: str
    ):
        for value in ("3", "1"):
            answers = {name: value for name in CALM if name.startswith("item")} | {"item9": "0"}
            fill(ada, give(ada, heron, way="paper"), **answers, difficulty="Very difficult")
        page = ada.open(f"/progress/people/{heron}").text
        assert 'class="score-chart"' in page
        assert "reliable improvement" in page
        newest = re.findall(r'href="(/progress/[a-z0-9]+)">', page)[0]
        answers = ada.open(newest).text
        assert "1 Several days" in answers
        assert "Very difficult" in answers
        assert "mild" in answers
        finch = ada.open(f"/progress/people/{couple.people[1].public_id}").text
        case = ada.open(f"/progress/case/{couple.public_id}").text
        for other in (finch, case):
            assert "score-chart" not in other
            assert "reliable" not in other

    def test_one_with_conditions_is_off_until_the_owner_keeps_them(self, ada: Visitor, heron: str):
        page = ada.open("/measures/dass21").text
        assert "Switched off" in page
        assert "We do not sell them" in page
        assert ada.open("/measures/dass21.pdf").status_code == 404
        assert ada.send(f"/progress/people/{heron}", measure="dass21", way="here").status_code == 422
        assert ada.send("/measures/dass21/conditions", page="/measures/dass21").status_code == 422
        ada.send("/measures/dass21/conditions", page="/measures/dass21", keeps="y")
        assert "Print the sheet" in ada.open("/measures/dass21").text
        ada.send("/measures/dass21/off", page="/measures/dass21")
        assert "Switched off" in ada.open("/measures/dass21").text

    def test_the_list_says_of_each_that_is_off_why_and_whom_to_ask(self, ada: Visitor):
        page = ada.open("/measures/").text
        for name in ("CSI-4", "CSI-16", "PAQ", "DASS-21", "Rogge", "Preece"):
            assert name in page
        assert ada.open("/measures/csi4").status_code == 200
        assert ada.send("/measures/csi4/conditions", page="/measures/csi4", keeps="y").status_code == 404
        assert ada.open("/measures/nothing").status_code == 404

    def test_given_by_mistake_it_is_taken_back_while_it_is_empty(self, ada: Visitor, heron: str):
        address = give(ada, heron, way="paper")
        ada.send(address.replace("/fill", "/discard"), page=f"/progress/people/{heron}")
        assert ada.open(address).status_code == 404
        kept = give(ada, heron, way="paper")
        fill(ada, kept, **CALM)
        ada.send(kept.replace("/fill", "/discard"), page=f"/progress/people/{heron}")
        assert ada.open(kept).status_code == 303


def test_the_sample_caseload_shows_a_score_that_falls_and_sets_off_no_alert(desk: Desk):
    case = desk.case("Osprey", name="Cedar-31")
    with writing():
        fill_samples({"Cedar-31": case.public_id}, desk.clinician_id)
    filled = list_filled(case.people[0].public_id, desk.clinician_id)
    anxiety = [each for each in filled if each.measure.slug == "gad7"]
    (line,) = lines_of(anxiety[0].measure, [each.taken for each in anxiety])
    totals = [point.total or 0 for point in line.points]
    assert totals == sorted(totals, reverse=True)
    assert "reliable improvement" in line.points[-1].says
    assert list_alerts(desk.clinician_id) == []
