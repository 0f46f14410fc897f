"""A table to fill: labelled or blank rows, an example row, a prompt under a head; heads repeat on each page.

A column, or each labelled row, may ask for a tick, a number, one of several, a rating, a date or a time instead of
words, or show what its neighbors make together, or words that are there already; a cell may ask several things;
neighboring columns may share a head, and so may rows; columns of numbers may have a total, and so may rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.arithmetic import result, rounded
from therapytool.blocks.base import AnswerableBlock, Answers, Label, Question
from therapytool.blocks.tables.cells import (
    MOST_TERMS,
    Asked,
    CellShape,
    Column,
    Head,
    heads_above,
    in_lines,
    shares,
    term_problems,
)
from therapytool.blocks.tables.column_room import (
    FULL_TABLE,
    have_room,
    head_share,
    label_share,
    least_width,
    record_lines,
    widest_word,
    with_room_for_heads,
)
from therapytool.blocks.tables.table_cells import Grid, LastColumn, RowHead, given_problems

MOST_COLUMNS_UPRIGHT = 8
MOST_ROWS = 40
LAST_SHARE = 10
"""In percent, the width of what each row makes."""

RowHeight = Literal["short", "normal", "tall"] | Annotated[int, Field(ge=8, le=120)]


class TableBlock(AnswerableBlock):
    """Rows are either labelled or blank; the labels stand in a column of their own, the first unless told otherwise."""

    kind: Literal["table"]
    columns: tuple[Column, ...] = Field(min_length=1, max_length=MOST_TERMS, title="Columns")
    row_labels: tuple[Label, ...] = Field(default=(), max_length=MOST_ROWS, title="Rows with a label")
    row_head: Label | None = Field(
        default=None, description="Head of the column of row labels.", title="Head over the row labels"
    )
    row_labels_at: int = Field(
        default=1,
        ge=1,
        le=MOST_TERMS + 1,
        description="Which column from the left the row labels take.",
        title="Row labels stand in column number",
    )
    row_answers: tuple[CellShape, ...] = Field(
        default=(),
        max_length=40,
        description="What each labelled row asks, where rows differ and columns do not: a tick here, a rating there.",
        title="What each row asks for",
    )
    row_heads: tuple[RowHead, ...] = Field(
        default=(), max_length=12, description="They set groups of rows apart.", title="Heads across the table"
    )
    blank_rows: int = Field(
        default=0, ge=0, le=40, title="Blank rows", description="For a table whose rows have no labels."
    )
    example: tuple[str, ...] = Field(
        default=(), description="One invented row, a text for each column.", title="Example row"
    )
    row_height: RowHeight = Field(
        default="normal", description="In words, or in millimeters from 8 to 120.", title="Height of a row"
    )
    landscape: bool = Field(
        default=False, description="Turns the page it stands on.", title="Turn the page on its side"
    )
    total_label: Label | None = Field(
        default=None, description="Names the last row; 'Total' or 'Average' by itself.", title="Name of the last row"
    )
    last_column: Literal["sum", "average"] | None = Field(
        default=None, description="Of the numbers, ratings or ticks in each row.", title="A last column shows"
    )
    last_column_head: Label | None = Field(
        default=None, description="'Total' or 'Average' by itself.", title="Head of the last column"
    )

    @model_validator(mode="after")
    def has_rows_that_fit(self) -> Self:
        if not (self.row_labels or self.blank_rows):
            raise ValueError("the table has no rows; give 'row_labels' or 'blank_rows'")
        if self.example and len(self.example) != len(self.columns):
            raise ValueError(f"the example has {len(self.example)} cells for {len(self.columns)} columns")
        if self.row_labels and self.blank_rows:
            raise ValueError("labelled and blank rows do not mix; use two tables")
        if self.row_labels_at > len(self.columns) + 1:
            raise ValueError(f"'row_labels_at' is {self.row_labels_at}, but there are {len(self.columns) + 1} columns")
        return self

    @model_validator(mode="after")
    def fits_its_page(self) -> Self:
        if len(self.columns) > MOST_COLUMNS_UPRIGHT and not self.landscape:
            raise ValueError(f"more than {MOST_COLUMNS_UPRIGHT} columns need 'landscape: true'")
        groups = [column.group for column in self.columns]
        before, after = [None, *groups][self.row_labels_at - 1], [*groups, None][self.row_labels_at - 1]
        if before and before == after:
            raise ValueError(f"'row_labels_at' {self.row_labels_at} would split the head '{before}'; move it")
        return self

    @model_validator(mode="after")
    def rows_or_columns_ask(self) -> Self:
        if not self.row_answers:
            return self
        if len(self.row_answers) != len(self.row_labels):
            raise ValueError(f"'row_answers' has {len(self.row_answers)} for {len(self.row_labels)} row labels")
        if any(column.fields or column.answer != "words" or column.total for column in self.columns):
            raise ValueError("either the columns say what is asked or 'row_answers' does, not both")
        return self

    @model_validator(mode="after")
    def results_can_be_reckoned(self) -> Self:
        across = term_problems(self.columns, [column.head for column in self.columns])
        for problem in (*across, *term_problems(self.row_answers, self.row_labels), *given_problems(self._grid)):
            raise ValueError(problem)
        if self.last_column and not any(map(self.last_cell, self._grid.rows)):
            raise ValueError("'last_column' needs rows with at least two numbers, ratings, ticks or results")
        return self

    @model_validator(mode="after")
    def row_heads_stand_above_rows(self) -> Self:
        places = [head.above for head in self.row_heads]
        if places != sorted(set(places)):
            raise ValueError("'row_heads' go from top to bottom, at most one above a row; put them in order")
        if places and places[-1] > self.row_count:
            raise ValueError(f"'row_heads' name row {places[-1]}, but there are {self.row_count} rows")
        return self

    @property
    def row_count(self) -> int:
        """Rows the client fills."""
        return len(self.row_labels) or self.blank_rows

    @property
    def heads_above(self) -> tuple[Head, ...]:
        """The upper row of heads; empty when no columns share one."""
        return heads_above(self.columns)

    @property
    def has_totals(self) -> bool:
        """Whether a last row shows totals."""
        return any(column.total for column in self.columns)

    def cells(self, row: int) -> tuple[tuple[Asked, ...], ...]:
        """What the cells of one row (from 1) ask, a tuple for each column."""
        return self._grid.cells(row)

    def last_cell(self, row: int) -> Asked | None:
        """What the numbers of one row (from 1) make, in a last column; None where nothing is to be shown."""
        return self._grid.last_cell(row)

    @property
    def last_head(self) -> str:
        """What the last column is called, where there is one."""
        return self.last_column_head or ("Average" if self.last_column == "average" else "Total")

    @property
    def how_last(self) -> str:
        """How the last column is reckoned by hand."""
        return f"add up ÷ {len(self.columns)}" if self.last_column == "average" else "add up"

    def questions(self) -> tuple[Question, ...]:
        cells = (cell for row in self._grid.rows for cell in self.cells(row))
        return tuple(asked.question for cell in cells for asked in cell if asked.is_asked)

    def values_shown(self) -> tuple[Question, ...]:
        return tuple(asked.question for asked in self._grid.results())

    def reckoned(self, answers: Answers) -> Answers:
        return self._grid.reckoned(answers)

    @property
    def _grid(self) -> Grid:
        last = LastColumn(self.last_column, self.last_head) if self.last_column else None
        return Grid(self.id, self.columns, self.row_labels, self.row_answers, self.row_count, last)

    def head_above(self, row: int) -> str:
        """The words across the table above one row (from 1); empty where there are none."""
        return next((head.words for head in self.row_heads if head.above == row), "")

    def how_column(self, number: int) -> str:
        """How a column of results (from 1) is reckoned by hand; empty for one that asks."""
        return self.columns[number - 1].how([column.head for column in self.columns], "column")

    def how_row(self, row: int) -> str:
        """How a row of results (from 1) is reckoned by hand; empty for one that asks."""
        return self.row_answers[row - 1].how(self.row_labels, "row") if self.row_answers else ""

    @property
    def total_word(self) -> str:
        """What the last row is called."""
        averages = all(column.total == "average" for column in self.columns if column.total)
        return self.total_label or ("Average" if averages else "Total")

    @property
    def is_crowded(self) -> bool:
        """Whether it needs more width than a screen beside others gives; there a row becomes a card of its own."""
        is_dense = any(column.fields or column.answer in ("date", "time") for column in self.columns)
        return self.landscape or len(self.columns) + bool(self.last_column) > (3 if is_dense else 5)

    @property
    def is_boxed(self) -> bool:
        """Whether a row is mostly boxes to fill, in the middle of which its label stands."""
        return bool(self.row_answers) or any(column.answer not in ("words", "given") for column in self.columns)

    @property
    def label_share(self) -> int:
        """The width of the row labels in percent, as their longest needs it; 0 where there are none."""
        if not self.row_labels:
            return 0
        return label_share(self.row_labels, self.row_head or "", beside=len(self.columns), turned=self.landscape)

    @property
    def shares(self) -> tuple[int, ...]:
        """The widths of the columns in percent, of what the row labels leave; more than told for a long head."""
        told = shares([column.width for column in self.columns], self._room, alike=bool(self.row_labels))
        kept = [ceil(100 * self._least_width(column) / FULL_TABLE[self.landscape]) for column in self.columns]
        heads = [head_share(column.head, turned=self.landscape) for column in self.columns]
        return with_room_for_heads(told, heads, [(column.width, column.answer) for column in self.columns], kept)

    @property
    def label_room(self) -> int:
        """The width of the row labels with what columns that are all alike leave over."""
        return self.label_share + self._room - sum(self.shares)

    @property
    def _room(self) -> int:
        return 100 - self.label_share - (LAST_SHARE if self.last_column else 0)

    def has_room(self, width: float) -> bool:
        """Whether its columns are wide enough to write in, where it is so many millimeters wide for usual type."""
        least = [*map(self._least_width, self.columns), widest_word(self.row_labels or (self.columns[0].head,))]
        widths = [*self.shares, self.label_share or self.shares[0]]
        if self.last_column:
            least.append(least_width(self.last_head, "result"))
            widths.append(LAST_SHARE)
        return have_room(least, widths, width)

    @property
    def record_lines(self) -> tuple[tuple[int, ...], ...]:
        """The columns (from 1) as the lines of a record; several on a line are marks side by side."""
        if self.row_answers:
            return tuple((number,) for number in range(1, len(self.columns) + 1))
        return record_lines(["fields" if column.fields else column.answer for column in self.columns])

    def lines(self, cell: Sequence[Asked]) -> tuple[tuple[Asked, ...], ...]:
        """What a cell asks, line by line."""
        return in_lines(cell)

    def total(self, number: int, answers: Answers) -> str:
        """The total of column `number` (from 1) as it is shown; empty while there is none."""
        operation = self.columns[number - 1].total
        known = {**answers, **self.reckoned(answers)}
        found = result(operation, [f"{self.id}.c{number}"], known) if operation else None
        return "" if found is None else rounded(found, 1)

    def plain_text(self, answers: Answers) -> str:
        answers = {**answers, **self.reckoned(answers)}
        rows = (self._grid.in_words(row, answers) for row in self._grid.rows)
        return "\n".join([self.label, *filter(None, rows), *self._totals_in_words(answers)])

    def _least_width(self, column: Column) -> float:
        shapes = self.row_answers or (column,)
        return max(
            least_width(column.head, shape.answer, options=shape.options or shape.given, has_fields=bool(column.fields))
            for shape in shapes
        )

    def _totals_in_words(self, answers: Answers) -> list[str]:
        totals = [(column, self.total(number, answers)) for number, column in enumerate(self.columns, 1)]
        said = [f"{column.full_head}: {column.quantity.in_words(total)}" for column, total in totals if total]
        return [f"- {self.total_word}: {'; '.join(said)}"] if said else []
