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
    assert [question.key for question in NIGHT.questions()[:3]] == ["t.r1.c1", "t.r1.c2", "t.r1.c4"]
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


def test_minutes_of_sleep_are_what_is_left_of_those_in_bed():
    night = table(
        {"head": "To bed", "answer": "time"},
        {"head": "Up", "answer": "time"},
        {"head": "In bed", "answer": "result", "operation": "minutes", "terms": [1, 2]},
        {"head": "Falling asleep", "answer": "number"},
        {"head": "Awake", "answer": "number"},
        {"head": "Slept", "answer": "result", "operation": "difference", "terms": [3, 4, 5]},
    )
    answers = {"t.r1.c1": "23:00", "t.r1.c2": "06:30", "t.r1.c4": "40", "t.r1.c5": "20"}
    assert night.reckoned(answers) == {"t.r1.c3": "450", "t.r1.c6": "390"}
    assert "In bed: 450 min" in night.plain_text(answers)
    assert night.how_column(6) == "In bed − Falling asleep − Awake"


DRINKS = table(
    {"head": "How many", "answer": "number"},
    {"head": "Drinks in one", "answer": "given", "given": ["1", "1.5"]},
    {"head": "Drinks", "answer": "result", "operation": "product", "terms": [1, 2], "total": "sum"},
    {"head": "Where", "answer": "given", "given": ["at home"]},
    row_labels=["Beer", "Malt liquor"],
)


def test_words_that_are_there_are_not_asked_and_numbers_among_them_are_reckoned_with():
    answers = {"t.r1.c1": "2", "t.r2.c1": "3"}
    assert [question.key for question in DRINKS.questions()] == list(answers)
    assert DRINKS.reckoned(answers) == {"t.r1.c3": "2", "t.r2.c3": "4.5"}
    assert DRINKS.total(3, answers) == "6.5"
    assert "- Beer: How many: 2; Drinks in one: 1; Drinks: 2; Where: at home" in DRINKS.plain_text(answers)
    assert "at home" not in DRINKS.plain_text({"t.r2.c1": "3"})


def test_each_row_of_numbers_makes_something_in_a_last_column():
    rows = [{"answer": "time"}, {"answer": "number", "unit": "min"}]
    week = table({"head": "Mon"}, {"head": "Tue"}, row_labels=["Up", "Awake"], row_answers=rows, last_column="average")
    answers = {"t.r1.c1": "07:00", "t.r2.c1": "10", "t.r2.c2": "25"}
    assert week.last_cell(1) is None
    assert week.reckoned(answers) == {"t.r2.all": "17.5"}
    assert "- Awake: Mon: 10 min; Tue: 25 min; Average: 17.5 min" in week.plain_text(answers)
    ticks = table(*[{"head": str(day), "answer": "tick"} for day in range(1, 15)], landscape=True, last_column="sum")
    assert ticks.reckoned({"t.r1.c1": "yes", "t.r1.c9": "yes"}) == {"t.r1.all": "2"}


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
        ([{"head": "a", "answer": "given"}], "'given' goes with 'answer: given'"),
        ([{"head": "a", "answer": "given", "given": ["1", "2", "3"]}], "3 texts are 'given' for 2 cells"),
        (
            [
                {"head": "a", "answer": "given", "given": ["one"]},
                {"head": "b", "answer": "number"},
                {"head": "c", "answer": "result", "operation": "product", "terms": [1, 2]},
            ],
            "does not ask for a number",
        ),
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


def test_a_last_column_needs_numbers_to_reckon_with():
    with pytest.raises(ValidationError, match="at least two numbers"):
        table({"head": "a"}, {"head": "b", "answer": "number"}, last_column="sum")
