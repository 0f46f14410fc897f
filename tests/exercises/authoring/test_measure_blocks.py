"""Measures put into an exercise of one's own: locked, credited, scored as they say, and only where that is safe."""

from __future__ import annotations

import pytest

from tests.accounts.visitor import Visitor
from tests.exercises.authoring.window import begin
from therapytool.blocks.questionnaire import QuestionnaireBlock
from therapytool.errors import InvalidContent
from therapytool.exercises.authoring.checking import check
from therapytool.exercises.authoring.fields.starters import blank_draft
from therapytool.exercises.authoring.measure_blocks import AddMeasure, measures_offered
from therapytool.exercises.measures.files import get_measure


def test_its_wording_and_bands_are_those_of_the_measure():
    exercise = check(AddMeasure("gad7").apply(blank_draft("Mine")).draft).exercise
    assert exercise is not None
    (block,) = exercise.worksheet.blocks
    measure = get_measure("gad7")
    assert isinstance(block, QuestionnaireBlock)
    assert [statement.text for statement in block.statements] == [item.text for item in measure.items]
    assert (block.locked, block.credit, block.result_for) == (True, measure.credit, "clinician")
    worst = {question.key: question.options[-1] for question in block.questions()}
    assert block.results(worst)[-1].in_words == "21 of 21, severe"


def test_it_can_stand_there_twice():
    once = AddMeasure("gad7").apply(blank_draft("Mine")).draft
    draft = AddMeasure("gad7", after=once.blocks[0].key).apply(once).draft
    assert [block.content["id"] for block in draft.blocks] == ["gad7", "gad7_2"]
    assert check(draft).problems == ()


@pytest.mark.parametrize("slug", ["phq9", "dass21", "csi16", "nothing"])
def test_private_answers_conditions_and_missing_wording_keep_a_measure_out(slug: str):
    assert slug not in {measure.slug for measure in measures_offered()}
    with pytest.raises(InvalidContent):
        AddMeasure(slug).apply(blank_draft("Mine"))


def test_none_that_asks_about_safety_stands_in_a_sheet_for_no_sheet_sets_off_an_alert():
    assert not [measure.slug for measure in measures_offered() if measure.asks_about_safety]
    assert get_measure("phq9").asks_about_safety


def test_it_is_put_in_with_the_picker_and_its_wording_cannot_be_edited(ada: Visitor):
    window = begin(ada)
    window.open("add")
    window.press("add-measure-gad7")
    assert window.blocks[0].startswith("Over the last 2 weeks, how often")
    page = ada.open(window.address + f"?part={window.part}").text
    assert "Locked wording" in page
    assert get_measure("gad7").credit[:40] in page
