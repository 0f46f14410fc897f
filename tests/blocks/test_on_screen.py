"""Every kind of block as a form: valid HTML, each control labelled, each answer back in its place, nothing inline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from xml.etree import ElementTree

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader

from tests.blocks.odd_cases import ODD_BLOCKS, odd_answers
from therapytool.blocks.answers import questions_of
from therapytool.blocks.base import Answers, Control
from therapytool.formatting import FILTERS
from therapytool.shipped import folder

PAGE = """<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>
{% from "components/worksheet_form.html" import worksheet_form %}
<form>{{ worksheet_form(blocks, answers, errors) }}</form></body></html>"""
CONTROLS = ("input", "textarea", "select")


def shown(answers: Answers, errors: Mapping[str, str] | None = None) -> ElementTree.Element:
    """The form parsed strictly: one mistake in the HTML fails."""
    templates = Environment(loader=FileSystemLoader(folder("templates")), autoescape=True)
    templates.filters.update(FILTERS)
    text = templates.from_string(PAGE).render(blocks=ODD_BLOCKS, answers=answers, errors=errors or {})
    root: ElementTree.Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    return root


@pytest.fixture(scope="module")
def blank() -> ElementTree.Element:
    return shown({})


@pytest.fixture(scope="module")
def filled() -> ElementTree.Element:
    return shown(odd_answers())


def controls(page: ElementTree.Element) -> list[ElementTree.Element]:
    return [element for element in page.iter() if element.tag in CONTROLS]


def value_of(page: ElementTree.Element, name: str) -> str:
    """What the form would send for one name, empty when nothing."""
    for element in (each for each in controls(page) if each.get("name") == name):
        if element.get("type") in {"radio", "checkbox"}:
            if element.get("checked") is not None:
                return element.get("value", "")
        elif element.tag == "select":
            return next((option.text or "" for option in element if option.get("selected") is not None), "")
        else:
            return (element.get("value") or element.text or "").strip()
    return ""


def test_every_question_has_a_control_of_its_key(blank: ElementTree.Element) -> None:
    assert {control.get("name") for control in controls(blank)} == {q.key for q in questions_of(ODD_BLOCKS)}


def test_no_two_elements_share_an_id(blank: ElementTree.Element) -> None:
    ids = Counter(element.get("id") for element in blank.iter() if element.get("id"))
    assert [name for name, times in ids.items() if times > 1] == []


def test_every_control_is_labelled(blank: ElementTree.Element) -> None:
    labelled = {label.get("for") for label in blank.iter("label")}
    unnamed = [c.get("id") for c in controls(blank) if not c.get("aria-label") and c.get("id") not in labelled]
    assert unnamed == []


def test_every_label_and_description_leads_somewhere(blank: ElementTree.Element) -> None:
    ids = {element.get("id") for element in blank.iter()}
    targets = {label.get("for") for label in blank.iter("label")}
    targets |= {element.get("aria-describedby") for element in blank.iter() if element.get("aria-describedby")}
    assert targets <= ids


def test_several_controls_under_one_prompt_are_a_fieldset_with_a_legend(blank: ElementTree.Element) -> None:
    fieldsets = list(blank.iter("fieldset"))
    assert fieldsets
    assert all(fieldset[0].tag == "legend" for fieldset in fieldsets)


def test_nothing_is_styled_or_scripted_inline(blank: ElementTree.Element) -> None:
    assert [element.tag for element in blank.iter() if element.get("style") or element.tag in {"script", "style"}] == []
    assert [name for element in blank.iter() for name in element.attrib if name.startswith("on")] == []


def test_every_answer_is_back_in_its_place(filled: ElementTree.Element) -> None:
    answers = odd_answers()
    assert {key: value_of(filled, key) for key in answers} == answers


def test_a_blank_form_answers_nothing(blank: ElementTree.Element) -> None:
    assert {value_of(blank, question.key) for question in questions_of(ODD_BLOCKS)} == {""}


@pytest.mark.parametrize("control", [Control.LINE, Control.LINES, Control.CELL, Control.SIGNATURE])
def test_what_is_wrong_stands_at_the_control_it_is_about(control: Control) -> None:
    key = next(question.key for question in questions_of(ODD_BLOCKS) if question.control is control)
    page = shown({}, {key: "Please shorten it."})
    wrong = next(element for element in controls(page) if element.get("name") == key)
    message = next(element for element in page.iter() if element.get("id") == wrong.get("aria-describedby"))
    assert wrong.get("aria-invalid") == "true"
    assert message.text == "Please shorten it."


def test_what_a_client_typed_stays_text() -> None:
    page = shown({"short": '"><script>alert(1)</script>', "boxed": "</textarea><b>"})
    assert list(page.iter("script")) == []
    assert value_of(page, "boxed") == "</textarea><b>"
