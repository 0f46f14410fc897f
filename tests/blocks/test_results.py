"""What hangs on the result of a questionnaire: which key it has, who may hang on it, and what the sheet says then."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import TypeAdapter

from therapytool.blocks import AnyBlock
from therapytool.blocks.branches import left_out, with_leads
from therapytool.blocks.computed import with_computed
from therapytool.blocks.conditional import ConditionalBlock
from therapytool.blocks.references_between import misplaced_references, reference_problems

READ = TypeAdapter(tuple[AnyBlock, ...])
AUDIT: dict[str, Any] = {
    "kind": "questionnaire",
    "id": "audit",
    "label": "In the last year",
    "result_for": "everyone",
    "options": [{"label": label, "value": value} for label, value in (("0", 0), ("1", 1), ("4", 4))],
    "statements": [{"text": "I drank more"}, {"text": "I kept to it", "part": "Limits", "reversed": True}],
    "bands": [{"lowest": 0, "highest": 3, "label": "low"}, {"lowest": 4, "highest": 8, "label": "worth a talk"}],
}
HIGH = {"audit.s1": "4", "audit.s2": "1"}


def hung(**condition: Any) -> dict[str, Any]:
    parts = [{"kind": "short_text", "id": "whom", "label": "Whom will you tell?"}]
    return {"kind": "conditional", "id": "more", "when": "audit._total", "parts": parts, **condition}


def sheet(*blocks: dict[str, Any]) -> tuple[AnyBlock, ...]:
    return with_leads(READ.validate_python([AUDIT, *blocks]))


@pytest.mark.parametrize(
    ("condition", "lead"),
    [
        ({"at_least": 4}, "If your total is 4 or more"),
        ({"when": "audit._total_band", "equals": "worth a talk"}, "If your total is “worth a talk”"),
        ({"when": "audit._p1", "at_least": 3, "at_most": 4}, "If your result for “Limits” is 3 to 4"),
    ],
)
def test_a_branch_comes_with_a_result_and_says_on_paper_with_which(condition: dict[str, Any], lead: str):
    blocks = sheet(hung(**condition))
    branch = blocks[1]
    assert isinstance(branch, ConditionalBlock)
    assert (branch.lead, reference_problems(blocks)) == (lead, ())
    assert left_out(blocks, HIGH) == set()
    assert left_out(blocks, {**HIGH, "audit.s1": "0", "audit.s2": "4"}) == {"more"}
    assert left_out(blocks, {"audit.s1": "4"}) == {"more"}


def test_a_sum_of_all_answers_does_not_count_their_result_once_more():
    total = {"kind": "computed", "id": "all", "label": "All", "of": ["audit"]}
    twice = {"kind": "computed", "id": "twice", "label": "Twice", "of": ["audit._total", "audit._p1"]}
    known = with_computed(sheet(total, twice), HIGH)
    assert (known["audit._total"], known["all"], known["twice"]) == ("7", "5", "10")
    hung_on_all = with_leads(sheet(total, hung(when="all", at_least=2)))[2]
    assert isinstance(hung_on_all, ConditionalBlock)
    assert hung_on_all.lead == "If “All” is 2 or more"


def test_nothing_hangs_on_a_result_that_only_the_clinician_sees():
    blocks = READ.validate_python([{**AUDIT, "result_for": "clinician"}, hung(at_least=4)])
    (problem,) = misplaced_references(blocks)
    assert (problem.block, problem.field) == (1, "when")
    assert "which clients do not see" in problem.says
    assert "audit._total" not in with_computed(blocks, HIGH)


def test_a_screen_is_told_what_each_answer_is_worth_and_what_a_result_means():
    (questionnaire,) = sheet()
    (_part, whole) = questionnaire.results({})  # type: ignore[union-attr]
    said = json.loads(whole.scoring.in_json)
    assert said["worths"] == [[["audit.s1"], {"0": 0, "1": 1, "4": 4}], [["audit.s2"], {"0": 4, "1": 3, "4": 0}]]
    assert said["bands"][1] == [4, 8, "worth a talk"]
    assert whole.bands_in_words == ("0 to 3: low", "4 to 8: worth a talk")
