"""Several things rated on the same columns: rows of statements, a small number to write or circle in each cell."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from therapytool.blocks.base import AnswerableBlock, Answers, Control, Label, Question
from therapytool.blocks.rating import Scale
from therapytool.blocks.tables.column_room import least_width

FOR_A_ROW = 26.0
"""The least width for what is rated, in millimeters; in a narrower column it has a word or two on a line."""


class RatingGridBlock(AnswerableBlock):
    """Each row is rated once per column, on one scale; one column draws circles, more draw a box for the number."""

    kind: Literal["rating_grid"]
    rows: tuple[Label, ...] = Field(min_length=1, max_length=40, title="What is rated")
    columns: tuple[Label, ...] = Field(min_length=1, max_length=6, title="Heads of the columns")
    scale: Scale = Field(default=Scale(), title="Scale")
    own_rows: int = Field(default=0, ge=0, le=6, title="Blank rows for their own")

    def has_room(self, width: float) -> bool:
        """Whether its columns have room beside what is rated, where it is so many millimeters wide for usual type."""
        least = (least_width(column, "rating") for column in self.columns)
        return len(self.columns) == 1 or FOR_A_ROW + sum(least) <= width

    def row_question(self, row: int) -> Question:
        """The line on which the client names own row `row` (from 1)."""
        return Question(f"{self.id}.own{row}", f"Own row {row}", Control.CELL)

    def cell_question(self, row: str, row_label: str, column: int) -> Question:
        """The rating in one cell; `row` is its part of the key ("r3", "own1"), `column` counts from 1."""
        label = f"{row_label}: {self.columns[column - 1]}"
        return Question(f"{self.id}.{row}.c{column}", label, Control.RATING, options=self.scale.options)

    def cells_of(self, row: str, row_label: str) -> tuple[Question, ...]:
        """The ratings of one row, a question for each column."""
        return tuple(self.cell_question(row, row_label, column) for column in range(1, len(self.columns) + 1))

    def questions(self) -> tuple[Question, ...]:
        asked: list[Question] = []
        for number, label in enumerate(self.rows, 1):
            asked.extend(self.cells_of(f"r{number}", label))
        for number in range(1, self.own_rows + 1):
            asked.append(self.row_question(number))
            asked.extend(self.cells_of(f"own{number}", f"Own row {number}"))
        return tuple(asked)

    def plain_text(self, answers: Answers) -> str:
        lines = [self.label]
        for number, label in enumerate(self.rows, 1):
            lines.append(self._row_in_words(label, self.cells_of(f"r{number}", label), answers))
        for number in range(1, self.own_rows + 1):
            own = answers.get(self.row_question(number).key)
            if own:
                lines.append(self._row_in_words(own, self.cells_of(f"own{number}", own), answers))
        return "\n".join(lines)

    def _row_in_words(self, label: str, cells: tuple[Question, ...], answers: Answers) -> str:
        pairs = zip(self.columns, cells, strict=True)
        rated = [f"{column} {answers[question.key]}" for column, question in pairs if question.key in answers]
        return f"- {label}: {', '.join(rated)}" if rated else f"- {label}:"
