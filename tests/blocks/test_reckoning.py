"""Cells that are reckoned: from their row, their column or their own fields; shown in words, never asked."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from therapytool.blocks.computed import ComputedBlock, with_computed
from therapytool.blocks.references_between import reference_problems
from therapytool.blocks.table import TableBlock


def table(*columns: dict[str, Any], **content: Any) -> TableBlock:
    usual = {"kind": "table", "id": "t", "label": "A table", "columns": columns}
    return TableBlock.model_validate({**usual, **({} if "row_labels" in content else {"blank_rows": 2}), **content})


NIGHT = table(
    {"head": "To bed", "answer": "time"},
    {"head": "Up", "answer": "time"},
    {"head": "In bed", "answer": "result", "operation": "hours", "terms": [1, 2]},
    {"head": "Slept", "answer": "number", "decimals": 1},
    {"head": "Share", "answer": "result", "operation": "share", "terms": [4, 3], "total": "average"},
)
FIRST_NIGHT = {"t.r1.c1": "23:00", "t.r1.c2": "07:30", "t.r1.c4": "6.8"}


def test_a_result_may_build_on_a_result_and_runs_past_midnight():
    assert NIGHT.reckoned(FIRST_NIGHT) == {"t.r1.c3": "8.5", "t.r1.c5": "80"}


def test_results_are_not_asked_but_told_in_words_and_totals():
    assert [question.key for question in NIGHT.row_questions(1)] == ["t.r1.c1", "t.r1.c2", "t.r1.c4"]
    assert "In bed: 8.5 h; Slept: 6.8; Share: 80 %" in NIGHT.plain_text(FIRST_NIGHT)
    second = {"t.r2.c1": "22:00", "t.r2.c2": "06:00", "t.r2.c4": "7.2"}
    assert NIGHT.total(5, {**FIRST_NIGHT, **second}) == "85"


def test_how_it_is_reckoned_by_hand_stands_under_the_head():
    assert [NIGHT.how_column(number) for number in (2, 3, 5)] == [
        "",
        "hours from “To bed” to “Up”",
        "Slept ÷ In bed × 100",
    ]


def test_rows_and_fields_are_reckoned_from_their_own_neighbors():
    rows = [
        {"answer": "number"},
        {"answer": "number"},
        {"answer": "result", "operation": "difference", "terms": [1, 2]},
    ]
    days = table({"head": "Mon"}, {"head": "Tue"}, row_labels=["Before", "After", "Change"], row_answers=rows)
    assert days.reckoned({"t.r1.c2": "7", "t.r2.c2": "3"}) == {"t.r3.c2": "4"}
    assert days.how_row(3) == "Before − After"
    fields = [
        {"label": "For", "answer": "number"},
        {"label": "Against", "answer": "number"},
        {"label": "Together", "answer": "result", "terms": [1, 2]},
    ]
    assert table({"head": "Score", "fields": fields}).reckoned({"t.r1.c1.f1": "2", "t.r1.c1.f2": "5"}) == {
        "t.r1.c1.f3": "7"
    }


def test_other_blocks_reckon_on_with_a_column_of_results():
    mean = ComputedBlock(kind="computed", id="mean", label="Mean", operation="average", of=("t.c3",))
    assert reference_problems((NIGHT, mean)) == ()
    assert with_computed((NIGHT, mean), FIRST_NIGHT)["mean"] == "8.5"


@pytest.mark.parametrize(
    ("columns", "complaint"),
    [
        ([{"head": "a", "answer": "result"}], "choose what the result is reckoned from"),
        ([{"head": "a", "answer": "result", "terms": [1]}], "not one of its neighbors"),
        ([{"head": "a"}, {"head": "b", "answer": "result", "terms": [1]}], "“a”, which does not ask for a number"),
        (
            [
                {"head": "a", "answer": "number"},
                {"head": "b", "answer": "result", "operation": "hours", "terms": [1, 1]},
            ],
            "does not ask for a time of day",
        ),
        ([{"head": "a", "answer": "result", "operation": "share", "terms": [2]}, {"head": "b"}], "exactly two"),
        (
            [{"head": "a", "answer": "result", "terms": [2]}, {"head": "b", "answer": "result", "terms": [1]}],
            "before it",
        ),
        ([{"head": "a", "terms": [1]}], "'terms' go with 'answer: result'"),
    ],
)
def test_what_cannot_be_reckoned_is_refused_in_words(columns: list[dict[str, Any]], complaint: str):
    with pytest.raises(ValidationError, match=complaint):
        table(*columns)


@pytest.mark.parametrize(
    ("heads", "complaint"),
    [
        ([{"words": "a", "above": 3}], "name row 3, but there are 2 rows"),
        ([{"words": "a", "above": 2}, {"words": "b", "above": 1}], "put them in order"),
    ],
)
def test_heads_across_stand_above_rows_there_are(heads: list[dict[str, Any]], complaint: str):
    with pytest.raises(ValidationError, match=complaint):
        table({"head": "a"}, row_heads=heads)
    assert table({"head": "a"}, row_heads=[{"words": "The day", "above": 2}]).head_above(2) == "The day"
