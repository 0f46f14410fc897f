"""Several rows at once, typed into the editor's pages: pasted lines, and a row for each label."""

from __future__ import annotations

import pytest

from tests.accounts.visitor import Visitor
from tests.exercises.authoring.window import Window, begin
from therapytool.exercises.authoring.document import DraftBlock
from therapytool.exercises.authoring.fields.many_rows import in_step, with_lines
from therapytool.exercises.authoring.fields.rows import changed_rows
from therapytool.exercises.authoring.parts import block_specs

TABLE = block_specs(DraftBlock(content={"kind": "table"}))
QUESTIONS = block_specs(DraftBlock(content={"kind": "questionnaire"}))
TICK, RATING = {"answer": "tick"}, {"answer": "rating"}


def paste(window: Window, place: str, lines: str) -> None:
    """Type lines into the box under a list and press its button."""
    form = {"change": "add-rows", "part": window.part, "place": place, f"lines.{place}": lines}
    window.take(window.visitor.send(f"{window.address}/changes", page=window.address, revision=window.revision, **form))


def test_lines_become_columns_in_the_place_of_those_nobody_wrote_in(ada: Visitor):
    window = begin(ada)
    window.add("table")
    paste(window, "columns", "When\n\n  What  \nHow much")
    assert window.rows_of("columns") == 3
    assert window.problems == []
    paste(window, "columns", "And then")
    assert window.rows_of("columns") == 4


@pytest.mark.parametrize(
    ("specs", "place", "line", "row"),
    [
        (TABLE, "columns", "Feeling\t0 to 100", {"head": "Feeling", "prompt": "0 to 100"}),
        (QUESTIONS, "statements", "I sleep well\tBody", {"text": "I sleep well", "part": "Body"}),
        (QUESTIONS, "bands", "0\t8\tlow", {"lowest": 0, "highest": 8, "label": "low"}),
        (QUESTIONS, "bands", "low", {"lowest": 0, "highest": 0, "label": "low"}),
    ],
)
def test_cells_of_a_spreadsheet_fill_the_fields_of_a_row(specs, place, line, row):
    assert with_lines(specs, {}, place, [line], ())[place] == [row]


def test_answers_are_worth_one_more_each():
    added = with_lines(QUESTIONS, {}, "options", ["never", "at times", "always"], ())
    assert [option["value"] for option in added["options"]] == [0, 1, 2]


def test_those_below_ask_for_the_same_and_keep_their_names():
    days = [{"head": "Mon", "answer": "rating", "scale": {"highest": 5}}, {"head": "Tue", "unit": "h"}, {"head": "Wed"}]
    spread = changed_rows(TABLE, {"columns": days}, "below:columns.0")["columns"]
    assert spread == [{**days[0], "head": day} for day in ("Mon", "Tue", "Wed")]
    assert changed_rows(TABLE, {"columns": days}, "below:columns.9")["columns"] == days


def test_no_more_than_a_list_holds():
    assert len(with_lines(TABLE, {}, "columns", ["More"] * 30, ())["columns"]) == 16


def test_each_row_may_ask_for_something_else_and_goes_with_its_label(ada: Visitor):
    window = begin(ada)
    window.add("table")
    window.save({"row_labels": "Anger\nSkill", "blank_rows": "0"} if window.has_field("blank_rows") else {})
    window.save({}, rows="add:row_answers")
    window.save({"row_answers.1.answer": "tick"})
    window.save({"row_labels": "Anger\nSadness\nSkill"})
    assert [window.value_of(f"row_answers.{number}.answer") for number in range(3)] == ["words", "words", "tick"]
    window.save({}, rows="clear:row_answers")
    assert not window.has_field("row_answers.0")


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (["a", "b"], [TICK, RATING]),
        (["b", "a"], [RATING, TICK]),
        (["a", "other"], [TICK, RATING]),
        (["new", "a", "b"], [{}, TICK, RATING]),
        (["a", "b", "more"], [TICK, RATING, RATING]),
        (["b"], [RATING]),
    ],
)
def test_rows_follow_their_labels(labels, rows):
    before = {"row_labels": ["a", "b"]}
    assert in_step(TABLE, before, {"row_labels": labels, "row_answers": [TICK, RATING]})["row_answers"] == rows
