"""A handout given as homework: read on the phone without a question, told as read, with nothing to come home."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.exercises.small_library import keep
from tests.handouts import handout
from tests.homework.filled_files import photo
from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework, give, row
from therapytool.blocks.dose import Dose
from therapytool.homework.asked import asked_sheet
from therapytool.homework.coming_home.recognizing import copy_for
from therapytool.homework.coming_home.refusals import AsksNothing
from therapytool.homework.exports.fhir import Filled, questionnaire, questionnaire_response

Couple = tuple[GivenHomework, GivenHomework]


@pytest.fixture
def couple(library: Flask) -> Couple:
    """Two partners with the same handout."""
    keep(handout())
    heron, finch = give("Heron", "Finch", slug="facts-on-tears")
    return heron, finch


def test_a_couple_reads_it_and_the_clinician_learns_that_and_nothing_else(
    library: Flask, ada: Visitor, couple: Couple
) -> None:
    browser = ClientBrowser(library)
    browser.enter(couple[0])
    start = browser.open().text
    assert "There is nothing to answer" in start
    assert "How tense" not in start
    assert browser.post("").location.endswith("/read")
    assert row(couple[0]).started_at is not None
    page = browser.open("/read").text
    assert "Breathe out slowly" in page
    assert "Tears come to everybody" in page
    assert "Question 1" not in page
    assert "Wrote on the paper?" in browser.open("/come-home").text
    for elsewhere in ("/check", "/1"):
        assert browser.open(elsewhere).status_code in {303, 404}
    assert browser.post("/read", helpful="8").location.endswith("/done")
    done = browser.open("/done").text
    assert "Thank you for reading it" in done
    assert "Showing your partner" not in done
    assert browser.open("/share").status_code == 404
    assert "I have read it" not in browser.open("/read").text
    review = ada.open(f"/homework/responses/{couple[0].name}").text
    assert "<strong>Read</strong>, told by Heron" in review
    assert "(short dose): Heron, read. Helpfulness 8 of 10." in review
    assert "Side by side" not in review
    assert "Fillable PDF" not in ada.open(f"/homework/{row(couple[0]).homework.public_id}").text


def test_not_this_time_is_an_answer_to_it_too_and_can_be_taken_back(library: Flask, couple: Couple) -> None:
    browser = ClientBrowser(library)
    browser.enter(couple[1])
    browser.post("/not-this-time")
    assert row(couple[1]).outcome == "not-done"
    assert browser.post("/take-back", page="/done").location.endswith("/check")
    assert "I have read it" in browser.open("/check", follow_redirects=True).text


def test_a_photo_of_what_she_wrote_on_it_is_kept_and_told_of(library: Flask, couple: Couple) -> None:
    browser = ClientBrowser(library)
    browser.enter(couple[1])
    sent = browser.post("/come-home", files=[(BytesIO(photo()), "page.jpg")])
    assert "Your page is here" in sent.text
    assert "1 page on paper came with it" in browser.open("/read").text


def test_a_sheet_that_asks_something_is_no_page_to_read(library: Flask, at_home: ClientBrowser) -> None:
    assert at_home.open("/read").status_code == 404


def test_a_filled_pdf_for_it_is_refused_in_words_that_say_why(couple: Couple) -> None:
    with pytest.raises(AsksNothing, match="it asks nothing"):
        copy_for(couple[0].name, asked_sheet(row(couple[0])), [])


def test_in_fhir_it_is_a_questionnaire_of_words_and_a_response_without_items() -> None:
    asked, blocks = handout(), handout().blocks_at(Dose.SHORT)
    made = questionnaire(asked, "a" * 64, Dose.SHORT)
    Questionnaire.model_validate(made)
    assert {item["type"] for item in made["item"]} == {"display"}
    filled = Filled("resp-1", "person-1", "Heron", blocks, {}, datetime(2026, 11, 22, tzinfo=UTC), "done")
    answered = questionnaire_response(asked, "a" * 64, Dose.SHORT, filled)
    QuestionnaireResponse.model_validate(answered)
    assert answered["status"] == "completed"
    assert "item" not in answered
