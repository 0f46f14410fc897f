"""What stands in each cell of a table: asked, reckoned from its neighbors, or there already; and what a row makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from therapytool.blocks.base import Answers, Content, Control, Label, Question
from therapytool.blocks.tables.cells import NUMERIC, Asked, CellField, CellShape, Column, given_numbers
from therapytool.blocks.tables.reckoning import Reckoned
from therapytool.blocks.values import Quantity

LAST = "all"
"""The end of the keys of what each row makes."""


class RowHead(Content):
    """Words across the whole table, above the rows that follow."""

    words: Label = Field(title="Words")
    above: int = Field(ge=1, le=40, title="Above row number")


@dataclass(frozen=True, slots=True)
class LastColumn:
    """What stands at the end of each row: the sum or the average of its numbers, and the head above."""

    operation: Literal["sum", "average"]
    head: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The parts of a table that say what its cells hold; rows and columns are counted from 1."""

    id: str
    columns: tuple[Column, ...]
    row_labels: tuple[str, ...]
    row_answers: tuple[CellShape, ...]
    row_count: int
    last_column: LastColumn | None

    @property
    def rows(self) -> range:
        """The numbers of the rows."""
        return range(1, self.row_count + 1)

    def cells(self, row: int) -> tuple[tuple[Asked, ...], ...]:
        """What the cells of one row hold, a tuple for each column."""
        return tuple(self._cell(row, number, column) for number, column in enumerate(self.columns, 1))

    def last_cell(self, row: int) -> Asked | None:
        """What the numbers of one row make; None where that is not shown, or where the row asks for no two."""
        numbers = self._numbers(row)
        if not self.last_column or len(numbers) < 2:
            return None
        units = {(shape.before, shape.quantity.unit) for _, shape in numbers}
        before, unit = units.pop() if len(units) == 1 else (None, "")
        question = Question(
            f"{self.id}.r{row}.{LAST}",
            f"{self._name(row)}: {self.last_column.head}",
            Control.QUANTITY,
            quantity=Quantity(None, None, 1, before or "", unit),
        )
        keys = tuple(f"{self.id}.r{row}.c{number}" for number, _ in numbers)
        return Asked(question, CellShape(), reckoned=Reckoned(self.last_column.operation, keys, 1))

    def results(self) -> tuple[Asked, ...]:
        """All that is reckoned, in the order in which one result may take in another: the last column last."""
        if not self.last_column and not self._has("result"):
            return ()
        inside = (asked for row in self.rows for cell in self.cells(row) for asked in cell if asked.reckoned)
        return (*inside, *filter(None, map(self.last_cell, self.rows)))

    def reckoned(self, answers: Answers) -> Answers:
        """The results that these answers make, by key."""
        known = {**answers, **self._given_numbers()}
        found: dict[str, str] = {}
        for asked in self.results():
            if asked.reckoned and (value := asked.reckoned.value(known)):
                known[asked.question.key] = found[asked.question.key] = value
        return found

    def in_words(self, row: int, answers: Answers) -> str:
        """One row with its label, and what it makes; empty where something is asked and nothing was answered."""
        cells, last = self.cells(row), self.last_cell(row)
        asked = [each.question.key for cell in cells for each in cell if each.is_asked]
        if asked and not any(answers.get(key) for key in asked):
            return ""
        said = [_in_words(column.full_head, cell, answers) for column, cell in zip(self.columns, cells, strict=True)]
        said += [_in_words(self.last_column.head, (last,), answers)] if self.last_column and last else []
        return f"- {f'{self._name(row)}: ' if self.row_labels else ''}{'; '.join(filter(None, said))}"

    def _has(self, answer: str) -> bool:
        fields = (field for column in self.columns for field in column.fields)
        return any(shape.answer == answer for shape in (*self.row_answers, *self.columns, *fields))

    def _given_numbers(self) -> Answers:
        if not self._has("given"):
            return {}
        return given_numbers(each for row in self.rows for cell in self.cells(row) for each in cell)

    def _numbers(self, row: int) -> list[tuple[int, CellShape]]:
        """The columns of a row that give numbers."""
        shapes = self.row_answers[row - 1 : row] * len(self.columns) or self.columns
        return [(number, shape) for number, shape in enumerate(shapes, 1) if shape.answer in NUMERIC]

    def _name(self, row: int) -> str:
        return self.row_labels[row - 1] if self.row_labels else f"Row {row}"

    def _cell(self, row: int, number: int, column: Column) -> tuple[Asked, ...]:
        key, label = f"{self.id}.r{row}.c{number}", f"{self._name(row)}: {column.full_head}"
        if column.fields:
            return tuple(_asked_inside(column.fields, key, label, row))
        shape = self.row_answers[row - 1] if self.row_answers else column
        place = number if self.row_answers else row
        reckoned = shape.reckoned(self._neighbors(row, number))
        return (Asked(shape.question(key, label), shape, reckoned=reckoned, given=shape.given_at(place)),)

    def _neighbors(self, row: int, number: int) -> list[str]:
        """The keys of what a result in this cell is reckoned from: its row, or its column where rows ask."""
        if self.row_answers:
            return [f"{self.id}.r{each}.c{number}" for each in range(1, self.row_count + 1)]
        return [f"{self.id}.r{row}.c{each}" for each in range(1, len(self.columns) + 1)]


def given_problems(grid: Grid) -> Iterator[str]:
    """What is wrong with words that are there already: there are no more of them than cells."""
    inside = (field for column in grid.columns for field in column.fields)
    by_row: list[tuple[CellShape, int]] = [(each, grid.row_count) for each in (*grid.columns, *inside)]
    for shape, room in (*by_row, *((each, len(grid.columns)) for each in grid.row_answers)):
        if len(shape.given) > room:
            yield f"{len(shape.given)} texts are 'given' for {room} cells; leave some out, or make room for them"


def _asked_inside(fields: tuple[CellField, ...], key: str, label: str, row: int) -> Iterator[Asked]:
    places = [f"{key}.f{place}" for place in range(1, len(fields) + 1)]
    for place, field in zip(places, fields, strict=True):
        yield Asked(
            field.question(place, f"{label}: {field.label}"),
            field,
            label=field.label,
            lines=field.lines if field.answer == "words" else 0,
            is_beside=field.beside,
            reckoned=field.reckoned(places),
            given=field.given_at(row),
        )


def _in_words(head: str, cell: Sequence[Asked], answers: Answers) -> str:
    said = [f"{asked.label} {value}".strip() for asked in cell if (value := asked.value(answers))]
    return f"{head}: {', '.join(said)}" if said else ""
