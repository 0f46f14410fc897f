"""What the cells of a table ask, one thing or several: words, ticks, numbers, choices, ratings, dates, times.

A cell may also ask nothing and show what its neighbors make together, or words that are there already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import LONG_ANSWER_LENGTH, SHORT_ANSWER_LENGTH, Answers, Control, Label, Question
from therapytool.blocks.number import Measured
from therapytool.blocks.rating import Scale
from therapytool.blocks.tables.reckoning import BETWEEN_TIMES, PAIRS, SEVERAL, UNITS, CellOperation, Reckoned, by_hand
from therapytool.blocks.values import Quantity, number_in

CONTROLS = {
    "words": Control.CELL,
    "tick": Control.TICK,
    "number": Control.QUANTITY,
    "choice": Control.CHOICE,
    "rating": Control.RATING,
    "date": Control.DATE,
    "time": Control.TIME,
    "result": Control.QUANTITY,
    "given": Control.CELL,
}
NUMERIC = {"number", "rating", "tick", "result"}

LONGEST_HOW = 44
"""Letters that still stand well under a head."""

MOST_TERMS = 16
MANY = 7
"""Columns that look uneven when some are two percent wider."""
Neighbor = Annotated[int, Field(ge=1, le=40)]


class CellShape(Measured):
    """One thing asked in a cell: a number has ends and a unit, a choice has options, a rating has a scale.

    A result asks nothing: it is reckoned from its neighbors, which are the other columns, the other rows where each row
    asks something else, or the other fields of the cell. What is given asks nothing either.
    """

    answer: Literal["words", "tick", "number", "choice", "rating", "date", "time", "result", "given"] = Field(
        default="words", title="Asks for"
    )
    given: tuple[Label, ...] = Field(
        default=(),
        max_length=40,
        title="What stands there",
        description="One on a line, from the top row down; where each row asks for something else, from left to right.",
    )
    options: tuple[Label, ...] = Field(default=(), max_length=8, title="Choices")
    scale: Scale = Field(default=Scale(), title="Scale")
    clock: Literal[12, 24] = Field(default=12, title="Clock")
    operation: CellOperation = Field(default="sum", title="How it is reckoned")
    terms: tuple[Neighbor, ...] = Field(
        default=(),
        max_length=MOST_TERMS,
        title="From",
        description="Numbers of its neighbors, in order, counted from 1.",
    )

    @model_validator(mode="after")
    def terms_are_for_a_result(self) -> Self:
        if self.terms and self.answer != "result":
            raise ValueError(f"'terms' go with 'answer: result', not with 'answer: {self.answer}'")
        if self.answer == "result" and not self.terms:
            raise ValueError("choose what the result is reckoned from under 'terms'")
        if self.answer == "result" and self.operation in PAIRS and len(self.terms) != 2:
            raise ValueError(f"'terms' must name exactly two for this result; there are {len(self.terms)}")
        if self.answer == "result" and self.operation in SEVERAL and len(self.terms) < 2:
            raise ValueError("'terms' must name two or more for this result; there is one")
        return self

    @model_validator(mode="after")
    def words_are_there_where_they_are_given(self) -> Self:
        if (self.answer == "given") != bool(self.given):
            raise ValueError("'given' goes with 'answer: given': the words, one for each cell")
        return self

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

    @property
    def quantity(self) -> Quantity:
        """As it is asked or shown; a share is in percent, and a result has a decimal at least where one is needed."""
        asked = super().quantity
        if self.answer != "result":
            return asked
        return replace(asked, decimals=max(asked.decimals, 1), unit=asked.unit or UNITS.get(self.operation, ""))

    def reckoned(self, keys: Sequence[str]) -> Reckoned | None:
        """How it is reckoned from what its neighbors answer under `keys`; None for what is asked."""
        if self.answer != "result":
            return None
        return Reckoned(self.operation, tuple(keys[number - 1] for number in self.terms), self.quantity.decimals)

    def how(self, names: Sequence[str], kind: str) -> str:
        """How a result is reckoned by hand, with the names of its neighbors, or their numbers where names are long.

        Empty for what is asked.
        """
        if self.answer != "result":
            return ""
        said = by_hand(self.operation, [names[term - 1] for term in self.terms])
        return said if len(said) <= LONGEST_HOW else by_hand(self.operation, [f"{kind} {term}" for term in self.terms])

    def takes(self, neighbor: CellShape) -> bool:
        """Whether a result can be reckoned from what a neighbor asks."""
        if self.operation in BETWEEN_TIMES:
            return neighbor.answer == "time"
        return neighbor.answer in NUMERIC or neighbor.gives_numbers

    @property
    def gives_numbers(self) -> bool:
        """Whether all that is there already are numbers, with which a neighbor can reckon."""
        return bool(self.given) and all(map(_is_number, self.given))

    def given_at(self, place: int) -> str | None:
        """What is there already in the cell of a place (from 1), which may be blank; None for what is not given."""
        if self.answer != "given":
            return None
        return self.given[place - 1] if place <= len(self.given) else ""


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
            raise ValueError("only a column of numbers, ratings, ticks or results has a 'total'")
        if problem := next(term_problems(self.fields, [field.label for field in self.fields]), None):
            raise ValueError(problem)
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
    reckoned: Reckoned | None = None
    """How it is reckoned, where nobody fills it in."""
    given: str | None = None
    """What is there already, where nobody fills it in."""

    @property
    def is_asked(self) -> bool:
        """Whether somebody fills it in."""
        return self.reckoned is None and self.given is None

    def value(self, answers: Answers) -> str:
        """What its cell shows in words: what was answered or reckoned, or what is there already."""
        return self.question.in_words(answers.get(self.question.key, "")) if self.given is None else self.given


@dataclass(frozen=True, slots=True)
class Head:
    """One head of the upper row and how many columns it spans; without words, the column's own head takes both rows."""

    words: str
    span: int
    column: Column


def term_problems(shapes: Sequence[CellShape], names: Sequence[str]) -> Iterator[str]:
    """What is wrong with the results among neighbors; each names such that fit, and results before it."""
    for number, shape in enumerate(shapes, 1):
        for term in shape.terms:
            if term > len(shapes) or term == number:
                yield f"“{names[number - 1]}” is reckoned from number {term}, which is not one of its neighbors"
            elif not shape.takes(shapes[term - 1]):
                wanted = "a time of day" if shape.operation in BETWEEN_TIMES else "a number"
                yield f"“{names[number - 1]}” is reckoned from “{names[term - 1]}”, which does not ask for {wanted}"
            elif shapes[term - 1].answer == "result" and term > number:
                yield f"“{names[number - 1]}” is reckoned from “{names[term - 1]}”, which must stand before it"


def given_numbers(cells: Iterable[Asked]) -> dict[str, str]:
    """The numbers that are there already, by the keys under which neighbors reckon with them."""
    return {each.question.key: each.given for each in cells if each.given and each.shape.gives_numbers}


def in_lines(cell: Sequence[Asked]) -> tuple[tuple[Asked, ...], ...]:
    """What a cell asks, line by line: what stands beside something shares its line."""
    lines: list[tuple[Asked, ...]] = []
    for asked in cell:
        if asked.is_beside and lines:
            lines[-1] = (*lines[-1], asked)
        else:
            lines.append((asked,))
    return tuple(lines)


def shares(widths: Sequence[int], whole: int, *, alike: bool = False) -> tuple[int, ...]:
    """Widths as even percentages that add up to `whole`, each as near to its share as can be.

    Many that are to be `alike` are just that, and leave over what they cannot share.
    """
    if alike and len(widths) >= MANY and len(set(widths)) == 1:
        return (whole // len(widths),) * len(widths)
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


def _is_number(text: str) -> bool:
    try:
        number_in(text)
    except ValueError:
        return False
    return True
