"""Answers read back as a person says them."""

from __future__ import annotations

from therapytool.blocks.checklist import ChecklistBlock
from therapytool.blocks.number import NumberBlock
from therapytool.blocks.short_text import ShortTextBlock
from therapytool.blocks.table import TableBlock
from therapytool.portal.answers_in_words import Said, in_words, said_in

LINE = ShortTextBlock(kind="short_text", id="line", label="Line")
LIST = ChecklistBlock(kind="checklist", id="list", label="List", options=("Red", "Blue"), own_lines=1)
HOURS = NumberBlock(kind="number", id="hours", label="Hours", unit="hours")
TABLE = TableBlock.model_validate(
    {"kind": "table", "id": "t", "label": "T", "row_labels": ["Mon"], "columns": [{"head": "A"}, {"head": "B"}]}
)


def test_one_question_needs_no_label() -> None:
    assert said_in(LINE, {"line": "words"}) == (Said("", "words"),)


def test_what_is_checked_is_named_and_own_lines_are_quoted() -> None:
    assert said_in(LIST, {"list.2": "yes", "list.own1": "Green"}) == (Said("", "Blue"), Said("Own option 1", "Green"))


def test_cells_say_what_they_answer_and_blank_ones_nothing() -> None:
    assert said_in(TABLE, {"t.r1.c2": "x"}) == (Said("Mon: B", "x"),)


def test_nothing_is_said_of_what_was_skipped() -> None:
    assert said_in(TABLE, {}) == ()


def test_one_answer_alone() -> None:
    (tick, _, _), (hours,) = LIST.questions(), HOURS.questions()
    assert [in_words(tick, text) for text in ("yes", "")] == ["checked", "not checked"]
    assert [in_words(hours, text) for text in ("7.5", "")] == ["7.5 hours", "nothing"]
