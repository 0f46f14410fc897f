"""What the cells of a table ask, one thing or several: words, ticks, numbers, choices, ratings, dates, times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import LONG_ANSWER_LENGTH, SHORT_ANSWER_LENGTH, Control, Label, Question
from therapytool.blocks.number import Measured
from therapytool.blocks.rating import Scale

CONTROLS = {
    "words": Control.CELL,
    "tick": Control.TICK,
    "number": Control.QUANTITY,
    "choice": Control.CHOICE,
    "rating": Control.RATING,
    "date": Control.DATE,
    "time": Control.TIME,
}
NUMERIC = {"number", "rating", "tick"}


class CellShape(Measured):
    """One thing asked in a cell: a number has ends and a unit, a choice has options, a rating has a scale."""

    answer: Literal["words", "tick", "number", "choice", "rating", "date", "time"] = Field(
        default="words", title="Asks for"
    )
    options: tuple[Label, ...] = Field(default=(), max_length=8, title="Choices")
    scale: Scale = Field(default=Scale(), title="Scale")
    clock: Literal[12, 24] = Field(default=12, title="Clock")

    @model_validator(mode="after")
    def options_are_for_a_choice(self) -> Self:
        if self.answer == "choice" and len(self.options) < 2:
            raise ValueError("a choice needs at least two 'options'")
        if self.options and self.answer != "choice":
            raise ValueError(f"'options' go with 'answer: choice', not with 'answer: {self.answer}'")
        return self

    def question(self, key: str, label: str) -> Question:
        """This, asked under a key."""
        options = self.scale.options if self.answer == "rating" else self.options
        length = LONG_ANSWER_LENGTH if self.answer == "words" else SHORT_ANSWER_LENGTH
        control = CONTROLS[self.answer]
        return Question(key, label, control, options, length, quantity=self.quantity, clock=self.clock)


class CellField(CellShape):
    """One of several things asked in a cell: small words before it, and for words the lines to write on."""

    label: Label = Field(title="Small words before it")
    lines: int = Field(default=1, ge=1, le=8, title="Lines")
    beside: bool = Field(
        default=False,
        description="Stands on the line of the field before it.",
        title="On the same line as the one before",
    )


class Column(CellShape):
    """A head, a quieter prompt under it, the share of the width it takes, and what its cells ask."""

    head: Label = Field(title="Head")
    prompt: Label | None = Field(default=None, title="Quieter words under the head")
    width: int = Field(
        default=1, ge=1, le=12, description="Share of the width beside the other columns.", title="Width"
    )
    group: Label | None = Field(
        default=None,
        description="A head over neighboring columns that name the same group.",
        title="Head shared with its neighbors",
    )
    fields: tuple[CellField, ...] = Field(
        default=(), max_length=6, description="Several things asked in each cell.", title="Several things in each cell"
    )
    total: Literal["sum", "average"] | None = Field(
        default=None, description="Of the column, in a last row.", title="Last row shows"
    )

    @model_validator(mode="after")
    def asks_one_way(self) -> Self:
        if self.fields and self.answer != "words":
            raise ValueError("give each of the 'fields' its own 'answer'; the column has none then")
        if self.total and (self.fields or self.answer not in NUMERIC):
            raise ValueError("only a column of numbers, ratings or ticks has a 'total'")
        return self

    @property
    def full_head(self) -> str:
        """The head with the one over it, as it is read alone."""
        return f"{self.group}: {self.head}" if self.group else self.head


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked in one cell; `label` is empty when it is the only one."""

    question: Question
    shape: CellShape
    label: str = ""
    lines: int = 0
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """One head of the upper row and how many columns it spans; without words, the column's own head takes both rows."""

    words: str
    span: int
    column: Column


def in_lines(cell: Sequence[Asked]) -> tuple[tuple[Asked, ...], ...]:
    """What a cell asks, line by line: what stands beside something shares its line."""
    lines: list[tuple[Asked, ...]] = []
    for asked in cell:
        if asked.is_beside and lines:
            lines[-1] = (*lines[-1], asked)
        else:
            lines.append((asked,))
    return tuple(lines)


def shares(widths: Sequence[int], whole: int) -> tuple[int, ...]:
    """Widths as even percentages that add up to `whole`, each as near to its share as can be."""
    edges = [round(sum(widths[:number]) / sum(widths) * whole / 2) * 2 for number in range(len(widths))]
    return tuple(right - left for left, right in pairwise([*edges, whole]))


def heads_above(columns: tuple[Column, ...]) -> tuple[Head, ...]:
    """The upper row of heads, in order; empty when no column is in a group."""
    heads: list[Head] = []
    for column in columns:
        if column.group and heads and heads[-1].words == column.group:
            heads[-1] = Head(column.group, heads[-1].span + 1, heads[-1].column)
        else:
            heads.append(Head(column.group or "", 1, column))
    return tuple(heads) if any(head.words for head in heads) else ()
