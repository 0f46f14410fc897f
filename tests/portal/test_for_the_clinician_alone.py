"""What a measure asks takes no part when partners show each other their answers, agreed or not."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.pdf import read_pdf
from tests.portal.given import GivenHomework, row
from tests.portal.test_partners import SAID, agree, browser_of, save, send
from therapytool.blocks.base import Block
from therapytool.blocks.choice import ChoiceBlock
from therapytool.blocks.lines import LinesBlock
from therapytool.blocks.questionnaire import QuestionnaireBlock
from therapytool.homework.asked import AskedSheet
from therapytool.homework.queries import get_homework

TAKES_PART = {"A": "a rope and a ladder", "B": "two cups of tea"}


def questionnaire(name: str, **more: object) -> QuestionnaireBlock:
    options = [{"label": "No", "value": 0}, {"label": "Yes", "value": 1}]
    return QuestionnaireBlock.model_validate(
        {"kind": "questionnaire", "id": name, "label": name, "options": options, "statements": [{"text": "So"}], **more}
    )


def test_neither_a_measures_wording_nor_what_a_hidden_result_is_made_of() -> None:
    blocks: list[Block] = [
        LinesBlock(kind="lines", id="words", label="Words"),
        ChoiceBlock(kind="choice", id="measure", label="How hard", options=("Not", "Very"), locked=True, credit="Her"),
        questionnaire("hidden"),
        questionnaire("nobodys", result_for="nobody"),
        questionnaire("open", result_for="everyone"),
        questionnaire("locked", result_for="everyone", locked=True, credit="Hers"),
    ]
    exercise = SimpleNamespace(blocks_at=lambda dose: tuple(blocks))
    sheet = AskedSheet(version="", dose=None, slots={}, exercise=exercise)  # type: ignore[arg-type]
    said = dict.fromkeys(sheet.questions, "said")
    assert len(said) == len(blocks)
    assert set(sheet.for_partner(said)) == {"words", "open.s1"}


@pytest.fixture
def agreed(library: Flask, couple: tuple[GivenHomework, GivenHomework], monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have answered two questions, one of which is for the clinician alone, and have agreed to show them."""
    monkeypatch.setattr(Block, "is_for_partner", property(lambda block: getattr(block, "id", "") != "first_words"))
    for given, who in zip(couple, "AB", strict=True):
        browser = browser_of(library, given)
        save(browser, "first_words", SAID[who])
        save(browser, "way_out", TAKES_PART[who])
        send(browser)
        assert "Your partner never sees this one" in browser.open("/share").text
        assert SAID[who] not in browser.open("/share").text
        agree(browser)


@pytest.mark.usefixtures("agreed")
def test_it_is_on_no_page_and_paper_of_both_and_the_clinician_reads_it(
    library: Flask, couple: tuple[GivenHomework, GivenHomework], ada: Visitor
) -> None:
    browser = browser_of(library, couple[0])
    clinician_id = row(couple[0]).homework.case.clinician_id
    homework = get_homework(row(couple[0]).homework.public_id, clinician_id).public_id
    seen = [browser.open("/together"), ada.open(f"/homework/{homework}/together")]
    papers = [browser.open("/together.pdf"), ada.open(f"/homework/{homework}/together.pdf")]
    texts = [answer.text for answer in seen] + [
        " ".join(" ".join(page.text for page in read_pdf(answer.data).pages).split()) for answer in papers
    ]
    for text in texts:
        assert all(words in text for words in TAKES_PART.values())
        assert not any(words in text for words in SAID.values())
    sheet = read_pdf(ada.open(f"/homework/responses/{couple[1].name}/sheet.pdf").data)
    assert SAID["B"] in " ".join(" ".join(page.text for page in sheet.pages).split())
