"""Plans of a case: the next one opens with what came back, its sheets speak as each person does, and are given."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor, her_browser
from tests.homework.practice import LISTEN, Desk, in_days
from tests.pdf import read_pdf
from tests.plans.reader import Reader, parsed, text_of, with_class
from therapytool.blocks.dose import Dose
from therapytool.cases.gates import clear_gate
from therapytool.cases.operations import describe_person, erase_case
from therapytool.cases.queries import CaseView
from therapytool.database import db, writing
from therapytool.exercises.queries import current_versions
from therapytool.exercises.vocabulary import Format, Gate
from therapytool.homework.finishing import decline
from therapytool.homework.operations import mark_reviewed
from therapytool.homework.queries import get_response_row
from therapytool.plans.beginnings import blank_plan
from therapytool.plans.content import ExerciseItem, HomeworkSheet, Part, PartItem, PlanContent
from therapytool.plans.models import Plan, PlanStep
from therapytool.plans.operations import create_plan

EMAIL = "ada@example.org"
REASON = "my mother was in the house all week"


@pytest.fixture
def couple(desk: Desk) -> CaseView:
    case = desk.case("Heron", "Finch")
    for person, words in zip(case.people, ("my wife", "my husband"), strict=True):
        with writing():
            describe_person(
                person.public_id, name=person.name, pronouns="", partner_words=words, clinician_id=desk.clinician_id
            )
    return case


def next_plan(ada: Visitor, case: CaseView, **fields: str) -> Reader:
    """Press "Plan the next session" on the page of the case's plans."""
    page = f"/plans/case/{case.public_id}"
    answer = ada.send(f"{page}/next", page=page, **fields)
    assert answer.status_code == 303, answer.text
    return Reader(ada, answer.location)


def plan_of(desk: Desk, case: CaseView, content: PlanContent) -> str:
    with writing():
        public_id = create_plan(content, clinician_id=desk.clinician_id, case_id=case.public_id)
    return f"/plans/{public_id}"


def came_back(window: Reader) -> list[str]:
    window.load()
    return [text_of(each) for each in with_class(window.tree, "came-back-part")]


def words_in(answer_data: bytes) -> str:
    return " ".join(" ".join(page.text for page in read_pdf(answer_data).pages).split())


class TestNextPlan:
    def test_without_homework_it_opens_with_the_check_in(self, ada: Visitor, couple: CaseView) -> None:
        window = next_plan(ada, couple)
        assert [text_of(name) for name in with_class(window.tree, "item-name")] == [
            "Check-in",
            "Homework planning",
            "Summary",
        ]
        assert "Session 1" in window.html

    def test_it_opens_with_how_far_each_person_came(self, ada: Visitor, desk: Desk, couple: CaseView) -> None:
        given = desk.give(couple, LISTEN, due_on=in_days(3))
        desk.answers(given.responses[0].public_id, {"question": "Shall I listen?"})
        window = next_plan(ada, couple)
        assert came_back(window) == ["Partner A, Heron done", "Partner B, Finch given"]
        assert f"/homework/responses/{given.responses[0].public_id}" in window.html
        assert "Shall I listen?" not in window.html

    def test_a_starter_plan_without_a_review_gets_one(self, ada: Visitor, desk: Desk, couple: CaseView) -> None:
        desk.give(couple, LISTEN)
        window = next_plan(ada, couple, starter="couple-80")
        assert window.html.count('aria-label="What came back"') == 1

    def test_what_is_looked_at_in_the_session_stays_in_its_plan_and_not_in_the_one_after(
        self, ada: Visitor, desk: Desk, couple: CaseView
    ) -> None:
        given = desk.give(couple, LISTEN)
        desk.answers(given.responses[0].public_id, {"question": "Shall I listen?"})
        window = next_plan(ada, couple)
        with writing():
            mark_reviewed(given.responses[0].public_id, clinician_id=desk.clinician_id)
        assert came_back(window) == ["Partner A, Heron reviewed", "Partner B, Finch given"]
        assert came_back(next_plan(ada, couple)) == ["Partner B, Finch given"]

    def test_the_plans_of_a_case_stand_on_its_page(self, ada: Visitor, couple: CaseView) -> None:
        window = next_plan(ada, couple, starter="couple-80")
        page = ada.open(f"/plans/case/{couple.public_id}").text
        parsed(page)
        assert "Company First, Ideas Second" in page
        assert "Harbor-12" in window.html

    def test_erasing_the_case_erases_its_plans_with_every_step(
        self, ada: Visitor, desk: Desk, couple: CaseView
    ) -> None:
        next_plan(ada, couple)
        with writing():
            erase_case(couple.public_id, clinician_id=desk.clinician_id)
        assert (db.session.query(Plan).count(), db.session.query(PlanStep).count()) == (0, 0)

    def test_a_strangers_case_is_not_there(self, library: Flask, ada: Visitor, couple: CaseView) -> None:
        ben = her_browser(library, "ben@example.org")
        page = f"/plans/case/{couple.public_id}"
        assert ben.open(page).status_code == 404
        assert ben.send(f"{page}/next", page="/plans/").status_code == 404
        own = ben.send("/plans/new", page="/plans/", format="couple").location.partition("?")[0]
        assert ben.send(f"{own}/case", page="/plans/", case=couple.public_id).status_code == 404


class TestPrinted:
    def test_a_couples_agenda_says_what_to_talk_about_and_the_rest_only_when_asked(
        self, ada: Visitor, desk: Desk, couple: CaseView
    ) -> None:
        given = desk.give(couple, LISTEN, due_on=in_days(3))
        with writing():
            decline(get_response_row(given.responses[0].public_id, desk.clinician_id).id, REASON)
        window = next_plan(ada, couple)
        printed = words_in(ada.open(f"{window.address}/packet.pdf?chosen=1&parts=agenda").data)
        assert "Listen, Don’t Fix (short, due" in printed
        assert [word for word in ("not this time", REASON, "Heron", "Harbor-12") if word in printed] == []
        asked_for = words_in(ada.open(f"{window.address}/packet.pdf?chosen=1&parts=agenda&words=yes").data)
        assert "Partner A not this time; Partner B given." in asked_for
        assert REASON in asked_for

    def test_no_part_for_clients_says_what_came_back(self, ada: Visitor, desk: Desk, couple: CaseView) -> None:
        given = desk.give(couple, LISTEN)
        with writing():
            decline(get_response_row(given.responses[0].public_id, desk.clinician_id).id, REASON)
        window = next_plan(ada, couple, starter="couple-80")
        parts = "&".join(f"parts={part}" for part in ("cover", "worksheets", "homework"))
        printed = words_in(ada.open(f"{window.address}/packet.pdf?chosen=1&words=yes&{parts}").data)
        assert "not this time" not in printed
        assert REASON not in printed

    def test_each_copy_says_what_its_person_says(self, ada: Visitor, desk: Desk, couple: CaseView) -> None:
        content = blank_plan("Bids", format=Format.COUPLE, minutes=80)
        item = ExerciseItem(exercise="response-to-bids-log", dose=Dose.LONG, copies=2)
        address = plan_of(desk, couple, content.model_copy(update={"items": (item,)}))
        both = words_in(ada.open(f"{address}/packet.pdf?chosen=1&parts=worksheets").data)
        assert "your wife" in both
        assert "your husband" in both
        one = words_in(ada.open(f"{address}/packet.pdf?chosen=1&parts=worksheets&copies.{item.key}=1").data)
        assert "your wife" not in one


class TestGivingFromAPlan:
    @pytest.fixture
    def address(self, desk: Desk, couple: CaseView) -> str:
        """A plan that sends two sheets home; every gate before them is cleared."""
        for gate in Gate:
            with writing():
                clear_gate(couple.public_id, gate.value, clinician_id=desk.clinician_id)
        sheets = tuple(HomeworkSheet(exercise=slug, dose=Dose.SHORT) for slug in (LISTEN, "response-to-bids-log"))
        part = PartItem(part=Part.HOMEWORK_PLANNING, minutes=6, homework=sheets)
        content = blank_plan("Going home", format=Format.COUPLE, minutes=80)
        return plan_of(desk, couple, content.model_copy(update={"items": (part,)}))

    def test_its_sheets_are_given_one_after_the_other(
        self, ada: Visitor, desk: Desk, couple: CaseView, address: str
    ) -> None:
        assert "Give these 2 to Harbor-12" in ada.open(address).text
        for slug in (LISTEN, "response-to-bids-log"):
            page = ada.open(f"{address}/give-next").location
            assert f"exercise={slug}" in page
            fields = {"people": couple.people[0].public_id, "dose": "short", "every": "", "keeping": "year"}
            answer = ada.send(page, **fields)
            assert f"{address}/give-next" in answer.location, answer.text
        shown = ada.open(address).text
        assert shown.count("going-home-given") == 2
        assert "Give these" not in shown
        assert ada.open(answer.location).location.endswith(f"/homework/case/{couple.public_id}")

    def test_what_it_gave_is_not_for_its_own_review(
        self, ada: Visitor, desk: Desk, couple: CaseView, address: str
    ) -> None:
        desk.give(couple, LISTEN, plan_id=address.rpartition("/")[2])
        assert "came-back-part" not in ada.open(address).text
        assert came_back(next_plan(ada, couple)) == ["Partner A, Heron given", "Partner B, Finch given"]

    def test_a_plan_for_nobody_asks_for_the_case_first(self, ada: Visitor, couple: CaseView) -> None:
        started = ada.send("/plans/new", page="/plans/", starter="couple-80").location.partition("?")[0]
        assert "Give to a case" in ada.open(started).text
        choose = ada.open(f"{started}/give-next").location
        assert choose.endswith("/case")
        parsed(ada.open(choose).text)
        assert ada.send(choose, case=couple.public_id).location.endswith(started)
        assert "to Harbor-12" in ada.open(started).text


def test_a_plan_holds_the_versions_it_was_made_with(desk: Desk, couple: CaseView, ada: Visitor) -> None:
    window = next_plan(ada, couple, starter="couple-80")
    (plan,) = db.session.query(Plan).all()
    held = {use.version for use in PlanContent.model_validate(plan.content).uses}
    assert held == set(current_versions(use.exercise for use in PlanContent.model_validate(plan.content).uses))
    assert plan.case_id is not None
    assert window.address.endswith(plan.public_id)
