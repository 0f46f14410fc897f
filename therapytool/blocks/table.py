"""A table to fill: labelled or blank rows, an example row, a prompt under a head; heads repeat on each page."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import (
    LONG_ANSWER_LENGTH,
    AnswerableBlock,
    Answers,
    Content,
    Control,
    Label,
    Question,
)


class Column(Content):
    """A head, a quieter prompt under it, and the share of the width it takes."""

    head: Label
    prompt: Label | None = None
    width: int = Field(default=1, ge=1, le=12, description="Share of the width beside the other columns.")


class TableBlock(AnswerableBlock):
    """Labelled rows come first, then blank ones; the label stands in a column of its own at the left."""

    kind: Literal["table"]
    columns: tuple[Column, ...] = Field(min_length=1, max_length=8)
    row_labels: tuple[Label, ...] = Field(default=(), max_length=40)
    row_head: Label | None = Field(default=None, description="Head of the column of row labels.")
    blank_rows: int = Field(default=0, ge=0, le=40)
    example: tuple[str, ...] = Field(default=(), description="One invented row, a text for each column.")
    row_height: Literal["short", "normal", "tall"] = "normal"

    @model_validator(mode="after")
    def has_rows_that_fit(self) -> Self:
        if not (self.row_labels or self.blank_rows):
            raise ValueError("the table has no rows; give 'row_labels' or 'blank_rows'")
        if self.example and len(self.example) != len(self.columns):
            raise ValueError(f"the example has {len(self.example)} cells for {len(self.columns)} columns")
        if self.row_labels and self.blank_rows:
            raise ValueError("labelled and blank rows do not mix; use two tables")
        return self

    @property
    def row_count(self) -> int:
        """Rows the client fills."""
        return len(self.row_labels) or self.blank_rows

    def row_questions(self, row: int) -> tuple[Question, ...]:
        """The cells of one row (from 1), a question for each column."""
        name = self.row_labels[row - 1] if self.row_labels else f"Row {row}"
        return tuple(
            Question(f"{self.id}.r{row}.c{number}", f"{name}: {column.head}", Control.CELL, (), LONG_ANSWER_LENGTH)
            for number, column in enumerate(self.columns, 1)
        )

    def questions(self) -> tuple[Question, ...]:
        return tuple(question for row in range(1, self.row_count + 1) for question in self.row_questions(row))

    def plain_text(self, answers: Answers) -> str:
        lines = [self.label]
        for row in range(1, self.row_count + 1):
            filled = [
                f"{column.head}: {answers[question.key]}"
                for column, question in zip(self.columns, self.row_questions(row), strict=True)
                if answers.get(question.key)
            ]
            if filled:
                prefix = f"{self.row_labels[row - 1]}: " if self.row_labels else ""
                lines.append(f"- {prefix}{'; '.join(filled)}")
        return "\n".join(lines)
