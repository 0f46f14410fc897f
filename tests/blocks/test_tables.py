"""Tables beyond words in cells: spanning heads, several things in a cell, rows that ask, totals, turned pages."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from therapytool.blocks import AnyBlock
from therapytool.blocks.base import Control
from therapytool.blocks.lines import LinesBlock
from therapytool.blocks.page_break import PageBreakBlock
from therapytool.blocks.prose import ProseBlock
from therapytool.blocks.sections import sections
from therapytool.blocks.table import TableBlock
from therapytool.blocks.tables.cells import shares

WORDS = {"head": "What"}
HOURS = {"head": "Hours", "answer": "number", "lowest": 0, "highest": 24, "unit": "h"}
FEELING = {
    "head": "Feeling",
    "fields": [{"label": "I felt"}, {"label": "How strong", "answer": "number", "beside": True}],
}


def table(*columns: dict[str, Any], **content: Any) -> TableBlock:
    usual = {"kind": "table", "id": "t", "label": "A table", "columns": columns}
    return TableBlock.model_validate({**usual, **({} if "row_labels" in content else {"blank_rows": 2}), **content})


class TestWhatCellsAsk:
    @pytest.mark.parametrize(
        ("column", "control"),
        [
            ({}, Control.CELL),
            ({"answer": "tick"}, Control.TICK),
            ({"answer": "number"}, Control.QUANTITY),
            ({"answer": "rating"}, Control.RATING),
            ({"answer": "choice", "options": ["Yes", "No"]}, Control.CHOICE),
            ({"answer": "date"}, Control.DATE),
            ({"answer": "time"}, Control.TIME),
        ],
    )
    def test_follows_the_column(self, column: dict[str, Any], control: Control) -> None:
        question, _ = table({"head": "Head", **column}).questions()
        assert (question.key, question.label, question.control) == ("t.r1.c1", "Row 1: Head", control)

    def test_can_be_several_things_under_keys_of_their_own(self) -> None:
        asked = [(question.key, question.label) for question in table(WORDS, FEELING).questions()[3:]]
        assert asked == [
            ("t.r2.c1", "Row 2: What"),
            ("t.r2.c2.f1", "Row 2: Feeling: I felt"),
            ("t.r2.c2.f2", "Row 2: Feeling: How strong"),
        ]

    def test_shares_a_line_where_told_to(self) -> None:
        block = table(FEELING)
        lines = block.lines(block.cells(1)[0])
        assert [[asked.label for asked in line] for line in lines] == [["I felt", "How strong"]]

    def test_follows_the_row_where_rows_differ(self) -> None:
        rows = {"row_labels": ["Woke up", "Cups"], "row_answers": [{"answer": "time"}, {"answer": "number"}]}
        block = table({"head": "Mon"}, {"head": "Tue"}, **rows)
        assert [question.control for question in block.questions()] == [Control.TIME] * 2 + [Control.QUANTITY] * 2

    def test_names_the_head_over_its_head(self) -> None:
        question, _ = table({"head": "Gain", "group": "If I change"}).questions()
        assert question.label == "Row 1: If I change: Gain"


class TestHeadsAbove:
    def test_span_neighbors_of_one_group(self) -> None:
        columns = [{"head": name, "group": group} for name, group in [("a", "A"), ("b", "A"), ("c", None), ("d", "D")]]
        assert [(head.words, head.span) for head in table(*columns).heads_above] == [("A", 2), ("", 1), ("D", 1)]

    def test_are_not_there_without_groups(self) -> None:
        assert table(WORDS).heads_above == ()


TWO_NIGHTS = {"t.r1.c2": "7.5", "t.r2.c2": "6", "t.r1.c1": "12 things"}


class TestTotals:
    @pytest.mark.parametrize(("operation", "total"), [("sum", "13.5"), ("average", "6.8")])
    def test_are_reckoned_down_the_column(self, operation: str, total: str) -> None:
        block = table(WORDS, {**HOURS, "total": operation})
        assert block.total(2, TWO_NIGHTS) == total
        assert block.total(1, TWO_NIGHTS) == ""

    def test_are_said_with_what_they_are(self) -> None:
        said = table(WORDS, {**HOURS, "total": "average"}).plain_text(TWO_NIGHTS)
        assert said.splitlines()[1:] == ["- What: 12 things; Hours: 7.5 h", "- Hours: 6 h", "- Average: Hours: 6.8 h"]


class TestPlainText:
    def test_says_what_stands_in_a_cell_together(self) -> None:
        said = table(FEELING, row_labels=["Monday"]).plain_text({"t.r1.c1.f1": "low", "t.r1.c1.f2": "40"})
        assert said == "A table\n- Monday: Feeling: I felt low, How strong 40"


@pytest.mark.parametrize(
    ("columns", "content", "complaint"),
    [
        ([{"head": "a", "answer": "choice"}], {}, "a choice needs at least two 'options'"),
        ([{"head": "a", "options": ["b", "c"]}], {}, "'options' go with 'answer: choice'"),
        ([{**FEELING, "answer": "tick"}], {}, "the column has none then"),
        ([{"head": "a", "total": "sum"}], {}, "only a column of numbers, ratings, ticks or results has a 'total'"),
        ([{**HOURS, "total": "share"}], {}, "Input should be 'sum' or 'average'"),
        ([WORDS] * 9, {}, "more than 8 columns need 'landscape: true'"),
        ([WORDS], {"row_labels": ["a"], "row_labels_at": 3}, "'row_labels_at' is 3, but there are 2 columns"),
        (
            [{"head": "a", "group": "A"}, {"head": "b", "group": "A"}],
            {"row_labels": ["a"], "row_labels_at": 2},
            "would split the head 'A'",
        ),
        ([WORDS], {"row_height": 5}, "greater than or equal to 8"),
        ([WORDS], {"row_labels": ["a"], "row_answers": [{}, {}]}, "'row_answers' has 2 for 1 row labels"),
        ([HOURS], {"row_labels": ["a"], "row_answers": [{}]}, "not both"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    columns: list[dict[str, Any]], content: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(ValidationError, match=complaint):
        table(*columns, **content)


def test_an_older_table_reads_and_is_kept_as_before() -> None:
    old = {"kind": "table", "id": "t", "label": "x", "columns": [{"head": "a", "width": 2}], "row_labels": ["b"]}
    assert TableBlock.model_validate(old).model_dump(exclude_defaults=True, mode="json") == old


@pytest.mark.parametrize(
    ("widths", "whole", "percentages"),
    [((5, 4, 5, 5, 5, 5, 4), 100, 100), ((1, 1, 1), 80, 80), ((1,), 66, 66), ((1,) * 8, 80, 80)],
)
def test_widths_add_up_and_none_is_short_changed(widths: tuple[int, ...], whole: int, percentages: int) -> None:
    found = shares(widths, whole)
    assert sum(found) == percentages
    assert all(abs(share - width / sum(widths) * whole) <= 2 for share, width in zip(found, widths, strict=True))


def test_a_wide_table_turns_the_page_it_stands_on_and_no_other() -> None:
    end, wide, upright = PageBreakBlock(kind="page_break"), table(WORDS, landscape=True), table(WORDS)

    def cut(*blocks: AnyBlock) -> list[tuple[int, bool]]:
        return [(len(section.blocks), section.is_landscape) for section in sections(blocks)]

    long = LinesBlock(kind="lines", id="after", label="Afterward", lines=8)
    assert cut(upright, end, upright, wide, end, upright) == [(2, False), (1, False), (2, True), (1, False)]
    assert cut(upright, wide, long) == [(1, False), (1, True), (1, False)]


def test_a_wide_table_takes_along_what_leads_to_it_and_what_little_follows() -> None:
    wide = table(WORDS, landscape=True)
    words = ProseBlock(kind="prose", text="Look at one week.")
    line = LinesBlock(kind="lines", id="then", label="And then", lines=2)
    found = sections([words, wide, line])
    assert [(len(section.blocks), section.is_landscape) for section in found] == [(3, True)]
