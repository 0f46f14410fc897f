"""A table to fill: labelled or blank rows, an example row, a prompt under a head; heads repeat on each page.

A column, or each labelled row, may ask for a tick, a number, one of several, a rating, a date or a time instead of
words; a cell may ask several things; neighboring columns may share a head; a column of numbers may have a total.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.arithmetic import result, rounded
from therapytool.blocks.base import AnswerableBlock, Answers, Label, Question
from therapytool.blocks.cells import Asked, CellShape, Column, Head, heads_above, in_lines, shares

MOST_COLUMNS_UPRIGHT = 8

RowHeight = Literal["short", "normal", "tall"] | Annotated[int, Field(ge=8, le=120)]


class TableBlock(AnswerableBlock):
    """Rows are either labelled or blank; the labels stand in a column of their own, the first unless told otherwise."""

    kind: Literal["table"]
    columns: tuple[Column, ...] = Field(min_length=1, max_length=12, title="Columns")
    row_labels: tuple[Label, ...] = Field(default=(), max_length=40, title="Rows with a label")
    row_head: Label | None = Field(
        default=None, description="Head of the column of row labels.", title="Head over the row labels"
    )
    row_labels_at: int = Field(
        default=1,
        ge=1,
        le=13,
        description="Which column from the left the row labels take.",
        title="Row labels stand in column number",
    )
    row_answers: tuple[CellShape, ...] = Field(
        default=(),
        max_length=40,
        description="What each labelled row asks, where rows differ and columns do not.",
        title="Rows that each ask something else",
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
        return tuple(self._cell(row, number, column) for number, column in enumerate(self.columns, 1))

    def row_questions(self, row: int) -> tuple[Question, ...]:
        """The questions of one row (from 1), in reading order."""
        return tuple(asked.question for cell in self.cells(row) for asked in cell)

    def questions(self) -> tuple[Question, ...]:
        return tuple(question for row in range(1, self.row_count + 1) for question in self.row_questions(row))

    @property
    def total_word(self) -> str:
        """What the last row is called."""
        averages = all(column.total == "average" for column in self.columns if column.total)
        return self.total_label or ("Average" if averages else "Total")

    @property
    def is_crowded(self) -> bool:
        """Whether it needs more width than a screen beside others gives; there a row becomes a card of its own."""
        is_dense = any(column.fields or column.answer in ("date", "time") for column in self.columns)
        return self.landscape or len(self.columns) > (3 if is_dense else 5)

    @property
    def is_boxed(self) -> bool:
        """Whether a row is mostly boxes to fill, in the middle of which its label stands."""
        return bool(self.row_answers) or any(column.answer != "words" for column in self.columns)

    def shares(self, whole: int) -> tuple[int, ...]:
        """The widths of the columns in percent, of what the row labels leave."""
        return shares([column.width for column in self.columns], whole)

    def lines(self, cell: Sequence[Asked]) -> tuple[tuple[Asked, ...], ...]:
        """What a cell asks, line by line."""
        return in_lines(cell)

    def total(self, number: int, answers: Answers) -> str:
        """The total of column `number` (from 1) as it is shown; empty while there is none."""
        operation = self.columns[number - 1].total
        found = result(operation, [f"{self.id}.c{number}"], answers) if operation else None
        return "" if found is None else rounded(found, 1)

    def plain_text(self, answers: Answers) -> str:
        lines = [self.label]
        for row in range(1, self.row_count + 1):
            pairs = zip(self.columns, self.cells(row), strict=True)
            filled = [said for column, cell in pairs if (said := _cell_in_words(column, cell, answers))]
            if filled:
                prefix = f"{self.row_labels[row - 1]}: " if self.row_labels else ""
                lines.append(f"- {prefix}{'; '.join(filled)}")
        return "\n".join(lines + self._totals_in_words(answers))

    def _cell(self, row: int, number: int, column: Column) -> tuple[Asked, ...]:
        name = self.row_labels[row - 1] if self.row_labels else f"Row {row}"
        key, label = f"{self.id}.r{row}.c{number}", f"{name}: {column.full_head}"
        if not column.fields:
            shape = self.row_answers[row - 1] if self.row_answers else column
            return (Asked(shape.question(key, label), shape),)
        return tuple(
            Asked(
                field.question(f"{key}.f{place}", f"{label}: {field.label}"),
                field,
                label=field.label,
                lines=field.lines if field.answer == "words" else 0,
                is_beside=field.beside,
            )
            for place, field in enumerate(column.fields, 1)
        )

    def _totals_in_words(self, answers: Answers) -> list[str]:
        totals = [(column, self.total(number, answers)) for number, column in enumerate(self.columns, 1)]
        said = [f"{column.full_head}: {column.quantity.in_words(total)}" for column, total in totals if total]
        return [f"- {self.total_word}: {'; '.join(said)}"] if said else []


def _cell_in_words(column: Column, cell: Sequence[Asked], answers: Answers) -> str:
    said = [
        f"{asked.label} {asked.question.in_words(answers[asked.question.key])}".strip()
        for asked in cell
        if answers.get(asked.question.key)
    ]
    return f"{column.full_head}: {', '.join(said)}" if said else ""
