"""Questions for some answers only, without scripts: passed over, said, kept for later, shown to nobody meanwhile."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.branched import BLOCKS, SINCE_CHANGED, TOLD, branched, branched_version
from tests.homework.practice import Desk
from tests.pdf import read_pdf
from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework, give, kept, row
from therapytool.blocks.dose import Dose
from therapytool.exercises.canonical import canonical
from therapytool.exercises.content import ExerciseContent
from therapytool.homework.answers.answering import get_response
from therapytool.homework.asked import AskedSheet, asked_sheet
from therapytool.homework.exports.export import answers_of_case
from therapytool.homework.finishing import progress_of
from therapytool.homework.review import came_back, shown_together

LEFT_OUT = "Question {} is left out: it is for an answer that is not yours."


@pytest.fixture
def heron(library: Flask) -> GivenHomework:
    (given,) = give("Heron", version=branched_version())
    return given


@pytest.fixture
def at_home(library: Flask, heron: GivenHomework) -> ClientBrowser:
    browser = ClientBrowser(library)
    browser.enter(heron)
    return browser


def shown_notes(page: str) -> list[str]:
    """What the last question says of those before it."""
    notes = [
        line
        for line in page.partition('id="question-4"')[2].splitlines()
        if "data-passed" in line and "hidden" not in line
    ]
    return [line.partition(">")[2].partition("<")[0] for line in notes]


def test_next_and_back_pass_over_what_is_for_another_answer_and_say_so(
    at_home: ClientBrowser, heron: GivenHomework
) -> None:
    assert at_home.fill(1, {"told": "Yes"}).location.endswith("/2")
    assert at_home.fill(2, {"more.whom": "my sister", "more.times": "1"}).location.endswith("/4")
    page = at_home.open("/4").text
    assert "Question 4 of 4" in page
    assert LEFT_OUT.format(3) in shown_notes(page)
    assert LEFT_OUT.format(2) not in shown_notes(page)
    assert at_home.fill(4, {}, go="back").location.endswith("/2")
    assert at_home.fill(1, {"told": "No"}).location.endswith("/4")
    assert shown_notes(at_home.open("/4").text) == [LEFT_OUT.format(2), LEFT_OUT.format(3)]
    assert at_home.fill(4, {}, go="back").location.endswith("/1")


def test_a_sheet_whose_only_blanks_are_for_another_answer_is_whole(
    at_home: ClientBrowser, heron: GivenHomework
) -> None:
    at_home.fill(1, {"told": "No"})
    assert at_home.post("").location.endswith("/4")
    assert at_home.fill(4, {"next": "call her"}).location.endswith("/check")
    check = at_home.open("/check").text
    assert check.count("This is not your answer, so nothing is asked here.") == 2
    assert "Some of it is blank" not in check
    assert at_home.post("/check", helpful="7").location.endswith("/done")
    assert row(heron).outcome == "done"


def test_what_was_typed_before_is_kept_told_and_there_again_when_the_answer_is(
    at_home: ClientBrowser, heron: GivenHomework
) -> None:
    at_home.fill(1, {"told": "Yes"})
    at_home.fill(2, {"more.whom": "my sister"})
    at_home.fill(1, {"told": "No"})
    check = at_home.open("/check").text
    assert "What you wrote is kept in case you change your answer. Nobody but you sees it." in check
    assert "my sister" not in check
    assert kept(heron) == {"told": "No", "more.whom": "my sister"}
    at_home.fill(1, {"told": "Yes"})
    assert "my sister" in at_home.open("/check").text


def test_words_for_another_answer_alone_make_an_empty_sheet(at_home: ClientBrowser, heron: GivenHomework) -> None:
    at_home.fill(2, {"more.whom": "my sister"})
    assert "There is nothing on this sheet yet" in at_home.open("/check").text
    assert at_home.post("/check", how_far="Done, as much of it as I wanted").status_code == 422


def test_what_would_tell_an_answer_kept_to_oneself_stays_with_it(at_home: ClientBrowser, heron: GivenHomework) -> None:
    at_home.fill(1, {"told": "Yes"}, **{"x-private": "told"})
    at_home.fill(2, {"more.whom": "my sister"})
    check = at_home.open("/check").text
    assert "my sister" in check
    assert "it would tell an answer you keep to yourself" in check
    sheet = asked_sheet(get_response(heron.response_id))
    assert progress_of(sheet, sheet.meant({"more.whom": "my sister"})).answered == 0


def test_no_reader_sees_what_is_for_another_answer(desk: Desk, library: Flask) -> None:
    case = desk.case("Heron", "Finch")
    given = desk.give(case, version=branched_version())
    heron, finch = given.responses
    desk.answers(heron.public_id, SINCE_CHANGED, agrees=True)
    desk.answers(finch.public_id, TOLD, kept=("told",), agrees=True)
    rows = answers_of_case(case.public_id, clinician_id=desk.clinician_id)
    assert [(each.person, each.question) for each in rows] == [
        ("Heron", "told"),
        ("Heron", "next"),
        ("Finch", "next"),
    ]
    hers, his = shown_together(desk.homework(given.public_id), clinician_id=desk.clinician_id)
    assert (hers, his) == ({"told": "No", "next": "call her"}, {"next": "call her"})
    progress = came_back(heron.public_id, clinician_id=desk.clinician_id).progress
    assert (progress.answered, progress.asked, progress.is_whole) == (2, 2, True)


def test_her_own_print_has_the_answer_and_not_what_went_with_the_other(
    at_home: ClientBrowser, heron: GivenHomework
) -> None:
    at_home.fill(1, {"told": "Yes"})
    at_home.fill(2, {"more.whom": "my sister"})
    at_home.fill(1, {"told": "No"})
    words = " ".join(page.text for page in read_pdf(at_home.open("/sheet.pdf").data).pages)
    assert "Did you tell anybody?" in words
    assert "my sister" not in words
    assert "If you chose" not in words
    assert "If your answer is 3 or more" not in words


def test_a_partner_does_not_see_what_would_tell_an_answer_to_a_measure() -> None:
    often = {"kind": "questionnaire", "id": "q", "label": "Q", "statements": [{"text": "I felt low"}]}
    often["options"] = [{"label": "Never", "value": 0}, {"label": "Often", "value": 1}]
    content = canonical(branched())
    content["worksheet"]["blocks"] = [often, {**BLOCKS[1], "when": "q.s1", "equals": "Often"}, BLOCKS[3]]
    sheet = AskedSheet("v", Dose.SHORT, {}, ExerciseContent.model_validate(content))
    answers = {"q.s1": "Often", "more.whom": "my sister", "next": "call her"}
    assert sheet.meant(answers) == answers
    assert sheet.for_partner(answers) == {"next": "call her"}
