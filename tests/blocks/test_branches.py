"""Which questions are left out, and which answers stand: one after another, and through values reckoned from them."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from tests.branched import BLOCKS, SINCE_CHANGED, TOLD
from therapytool.blocks import AnyBlock
from therapytool.blocks.branches import block_id, left_out, meant_answers, still_possible
from therapytool.blocks.references_between import reference_problems

READ = TypeAdapter(tuple[AnyBlock, ...])
SHEET = READ.validate_python(BLOCKS)


@pytest.mark.parametrize(
    ("answers", "out"),
    [
        ({}, {"more", "often"}),
        ({"told": "No"}, {"more", "often"}),
        ({"told": "Yes"}, {"often"}),
        ({"told": "Yes", "more.times": "2"}, {"often"}),
        (TOLD, set()),
        (SINCE_CHANGED, {"more", "often"}),
    ],
)
def test_what_hangs_on_another_answer_is_left_out_with_all_that_hangs_on_it(
    answers: dict[str, str], out: set[str]
) -> None:
    assert left_out(SHEET, answers) == out


def test_what_was_typed_there_does_not_stand_until_the_answer_is_back() -> None:
    assert meant_answers(SHEET, SINCE_CHANGED) == {"told": "No", "next": "call her"}
    assert meant_answers(SHEET, TOLD) == TOLD


def test_a_total_counts_nothing_that_is_left_out() -> None:
    total = {"kind": "computed", "id": "all", "label": "All", "of": ["cups", "more.times"]}
    few = {"kind": "conditional", "id": "few", "when": "all", "at_most": 5, "parts": BLOCKS[1]["parts"][:1]}
    sheet = READ.validate_python([{"kind": "number", "id": "cups", "label": "Cups"}, *BLOCKS[:2], total, few])
    answers = {"cups": "2", "told": "Yes", "more.times": "9", "few.whom": "nobody"}
    assert "few" in left_out(sheet, answers)
    assert meant_answers(sheet, {**answers, "told": "No"}) == {"cups": "2", "told": "No", "few.whom": "nobody"}


def test_a_tick_counts_as_one_wherever_a_number_is_waited_for() -> None:
    ticks = {"kind": "checklist", "id": "moves", "label": "Moves", "options": ["Fix"]}
    sheet = READ.validate_python([ticks, {**BLOCKS[1], "when": "moves.1", "equals": None, "at_least": 1}])
    assert (left_out(sheet, {"moves.1": "yes"}), left_out(sheet, {})) == (frozenset(), {"more"})


def test_nothing_may_hang_on_a_question_of_its_own() -> None:
    alone = READ.validate_python([{**BLOCKS[1], "when": "more.whom"}])
    (problem,) = reference_problems(alone)
    assert "hangs on a question of its own" in problem


def test_a_filled_print_leaves_out_what_hangs_on_a_question_nobody_was_asked() -> None:
    words = {"kind": "conditional", "when": "told", "equals": "Yes", "text": "Well done."}
    sheet = READ.validate_python([*BLOCKS[:1], words, *BLOCKS[1:]])
    assert still_possible(sheet, {}) == still_possible(sheet, {"told": "Yes"}) == sheet
    left = still_possible(sheet, {"told": "No"})
    assert [block_id(block) for block in left] == ["told", "", "more", "next"]
