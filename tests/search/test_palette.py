"""The palette over HTTP: what it finds, for whom, and that nothing typed ends up in an address."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.factories import make_clinician
from tests.plans.conftest import start
from tests.plans.reader import parsed, text_of, with_class
from therapytool.cases.samples import load_samples
from therapytool.database import writing
from therapytool.search.commands import COMMANDS
from therapytool.search.palette import answers_to


def clinician_with_samples(app: Flask, email: str) -> Visitor:
    clinician = make_clinician(email)
    with writing():
        load_samples(clinician_id=clinician.id)
    visitor = Visitor(app)
    visitor.sign_in(email)
    return visitor


@pytest.fixture
def ada(library: Flask) -> Visitor:
    return clinician_with_samples(library, "ada@example.org")


def found(visitor: Visitor, text: str) -> list[str]:
    html = visitor.send("/search/", q=text).text
    return [text_of(entry) for entry in with_class(parsed(html), "palette-label")]


def test_finds_an_exercise_as_the_library_does(ada: Visitor):
    assert "Listen, Don’t Fix" in found(ada, "listen")


def test_finds_the_plans_of_a_case_by_its_code_name(ada: Visitor):
    assert "Session 2" in found(ada, "harbor-12")
    assert "Session 2" not in found(ada, "harbor-13")


def test_finds_a_plan_by_words_of_its_title(ada: Visitor):
    start(ada, starter="couple-80")
    assert "Company First, Ideas Second" in found(ada, "ideas comp")


def test_finds_a_case_by_its_name_and_by_a_person_in_it(ada: Visitor):
    assert "Harbor-12" in found(ada, "harbor")
    assert "Harbor-12" in found(ada, "finch")


def test_another_clinician_finds_neither(ada: Visitor, library: Flask):
    start(ada, starter="couple-80")
    make_clinician("ben@example.org")
    ben = Visitor(library)
    ben.sign_in("ben@example.org")
    assert "Harbor-12" not in found(ben, "harbor")
    assert "Company First, Ideas Second" not in found(ben, "company")


def test_offers_what_can_be_done(ada: Visitor):
    assert found(ada, "open a new case")[0] == "Open a new case"
    assert "Second step at sign-in" in found(ada, "two factor")


def test_every_command_leads_to_a_page(ada: Visitor, library: Flask):
    assert [command.endpoint for command in COMMANDS if command.endpoint not in library.view_functions] == []


def test_begins_with_what_was_used_last(ada: Visitor):
    start(ada, starter="couple-80")
    titles = [text_of(title) for title in with_class(parsed(ada.open("/search/").text), "palette-title")]
    assert titles == ["Plans", "Cases", "Go to, or do"]


def test_says_so_when_nothing_answers(ada: Visitor):
    assert "Nothing answers to that" in ada.send("/search/", q="zzzzqqq").text


@pytest.mark.parametrize("text", ["<b>&\"'", "%_%", "\ud800", "x" * 5000, "ا ب"])
def test_takes_anything_for_words(ada: Visitor, text: str):
    assert ada.send("/search/", q=text.encode("utf-8", "surrogatepass")).status_code == 200


def test_words_are_posted_so_that_no_address_holds_a_code_name(ada: Visitor):
    (form,) = with_class(parsed(ada.open("/search/").text), "palette-form")[:1]
    assert form.get("method") == "post"
    assert ada.open("/search/?q=harbor").status_code == 200
    assert 'value="harbor"' not in ada.open("/search/?q=harbor").text


@pytest.mark.parametrize(
    ("text", "fits"), [("", True), ("fin her", True), ("HER", True), ("inch", False), ("finch wren", False)]
)
def test_each_word_typed_begins_a_word(text: str, fits: bool):
    assert answers_to(text, "Harbor-12 Heron Finch") is fits
