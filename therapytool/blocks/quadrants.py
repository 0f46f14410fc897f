"""Two by two: four cells to write in, with names for columns and rows, and weights to add up where they are wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import LONG_ANSWER_LENGTH, Answers, Content, Control, Label, Question
from therapytool.blocks.drawings.drawn import (
    FULL_WIDTH,
    LABEL_SIZE,
    Drawing,
    DrawnBlock,
    Ink,
    Look,
    Shape,
    Word,
    Zone,
    words_at,
)
from therapytool.blocks.drawings.drawn_cards import PADDING, Card, Entry, tallest
from therapytool.blocks.drawings.fitting import LINE_STEP, wrapped
from therapytool.blocks.drawings.geometry import Point, line, rounded
from therapytool.blocks.values import Quantity

SIDE = 8.0
"""Room for the names of the rows, which run upwards at the left, and for those of the columns above."""
NAME_SIZE = 11.0
BESIDE_NAMES = 2.4
"""Between names of several lines and the frame."""
WEIGHT_WIDTH = 11.0
HIGHEST_WEIGHT = 10
WEIGHT = Quantity(Decimal(0), Decimal(HIGHEST_WEIGHT))
SUM_ROOM = 9.0


class Cell(Content):
    """One of the four, with a quieter line of what to write there."""

    label: Label | None = Field(
        default=None, title="Name", description="May be left out where columns and rows have names."
    )
    prompt: Label | None = Field(default=None, title="Quieter line")


class QuadrantsBlock(DrawnBlock):
    """Cells are named left to right, then top to bottom; `across` and `down` name the columns and the rows."""

    kind: Literal["quadrants"]
    cells: tuple[Cell, Cell, Cell, Cell] = Field(title="Four cells")
    across: tuple[Label, Label] | None = Field(
        default=None, description="Names of the left and the right column.", title="Names of the columns"
    )
    down: tuple[Label, Label] | None = Field(
        default=None, description="Names of the upper and the lower row.", title="Names of the rows"
    )
    lines: int = Field(default=4, ge=1, le=10, description="Ruled lines in each cell.", title="Lines in each cell")
    weights: bool = Field(
        default=False, description=f"Each line has a box for a weight, 0 to {HIGHEST_WEIGHT}.", title="With weights"
    )

    @model_validator(mode="after")
    def cells_are_told_apart(self) -> Self:
        if not (self.across and self.down) and any(cell.label is None for cell in self.cells):
            raise ValueError("a cell has no name; give it one, or name the columns and the rows ('across' and 'down')")
        names = [self.name_of(cell) for cell in range(1, 5)]
        if len(set(names)) < len(names):
            raise ValueError(f"two cells of {', '.join(names)} have the same name; rename one")
        return self

    def name_of(self, cell: int) -> str:
        """What one cell (from 1) is called: its own name, or its row and column, "Acting on it: Pros"."""
        row, column = divmod(cell - 1, 2)
        named = f"{self.down[row]}: {self.across[column]}" if self.down and self.across else ""
        return self.cells[cell - 1].label or named

    def cell_question(self, cell: int) -> Question:
        """What is written in one cell (from 1) that has no weights."""
        label = self.name_of(cell)
        return Question(f"{self.id}.q{cell}", label, Control.LINES, max_length=LONG_ANSWER_LENGTH)

    def entry_questions(self, cell: int) -> tuple[tuple[Question, Question], ...]:
        """The lines of one cell, each with its weight."""
        label, key = self.name_of(cell), f"{self.id}.q{cell}"
        return tuple(
            (
                Question(f"{key}.e{n}", f"{label} {n}", Control.LINE),
                Question(f"{key}.e{n}.weight", f"Weight of {label} {n}", Control.QUANTITY, quantity=WEIGHT),
            )
            for n in range(1, self.lines + 1)
        )

    def questions(self) -> tuple[Question, ...]:
        if not self.weights:
            return tuple(self.cell_question(cell) for cell in range(1, 5))
        return tuple(q for cell in range(1, 5) for pair in self.entry_questions(cell) for q in pair)

    def sum_of(self, cell: int, answers: Answers) -> int | None:
        """What the weights of one cell make together; None when none was given."""
        said = [answers.get(weight.key, "") for _, weight in self.entry_questions(cell)]
        given = [int(text) for text in said if text.isascii() and text.isdigit()]
        return sum(given) if given else None

    def plain_text(self, answers: Answers) -> str:
        if not self.weights:
            return super().plain_text(answers)
        lines = [self.label]
        for number in range(1, 5):
            said = [_entry_in_words(pair, answers) for pair in self.entry_questions(number)]
            total = self.sum_of(number, answers)
            ending = "" if total is None else f" (together {total})"
            if any(said):
                lines.append(f"- {self.name_of(number)}: {', '.join(filter(None, said))}{ending}")
        return "\n".join(lines)

    def drawing(self, answers: Answers) -> Drawing:
        heads = [self._head(cell) for cell in range(1, 5)]
        room = self.lines * LINE_STEP + (SUM_ROOM if self.weights else 0.0)
        height = tallest(heads) + room
        left = _room_for(self.down, height)
        grid = Grid(left, _room_for(self.across, (FULL_WIDTH - left) / 2), height)
        parts = list(self._names(grid))
        shapes = list(grid.shapes())
        for cell, head in enumerate(heads, 1):
            x, y = grid.corner(cell)
            parts += head.parts(x, y)
            parts += self._places(cell, (x, y), grid)
            if self.weights:
                box, words = _sum_box((x, y), grid, self.sum_of(cell, answers))
                shapes.append(box)
                parts += words
        return Drawing(
            width=FULL_WIDTH,
            height=grid.top + 2 * grid.height,
            title="Four cells, two by two",
            description=", ".join(map(self.name_of, range(1, 5))),
            shapes=tuple(shapes),
            parts=tuple(parts),
        )

    def _head(self, cell: int) -> Card:
        content = self.cells[cell - 1]
        entry = Entry(self.cell_question(cell), 0, content.label or "", content.prompt or "")
        return Card((FULL_WIDTH - (SIDE if self.down else 0.0)) / 2, (entry,))

    def _places(self, cell: int, corner: Point, grid: Grid) -> Iterator[Zone]:
        """Where one cell is answered: its lines as one, or each with its weight."""
        left, name = corner[0] + PADDING, self.name_of(cell)
        foot = corner[1] + grid.height - PADDING - (SUM_ROOM if self.weights else 0.0)
        top = foot - self.lines * LINE_STEP
        width = grid.width - 2 * PADDING
        if not self.weights:
            yield Zone(self.cell_question(cell), left, top, width, foot - top)
            return
        for n, (entry, weight) in enumerate(self.entry_questions(cell)):
            y, box = top + n * LINE_STEP, left + width - WEIGHT_WIDTH
            yield Zone(entry, left, y, width - WEIGHT_WIDTH - 3, LINE_STEP, label=f"{n + 1}", group=name)
            yield Zone(weight, box, y + 1.6, WEIGHT_WIDTH, 7, Look.NUMBER, label=f"Weight of {n + 1}", group=name)

    def _names(self, grid: Grid) -> Iterator[Word | Zone]:
        for name, x in zip(self.across or (), grid.middles_across, strict=False):
            yield words_at(name, x, 0.5, width=grid.width, anchor="middle", size=NAME_SIZE, tone="accent")
        for name, y in zip(self.down or (), grid.middles_down, strict=False):
            rows = wrapped(name, grid.height, NAME_SIZE)
            yield Word(rows, grid.left / 2 - 0.8, y, "middle", NAME_SIZE, "accent", angle=-90)


def _room_for(names: tuple[str, ...] | None, length: float) -> float:
    """What names of columns or rows take beside the frame, along which they have so much room; none without names."""
    if not names:
        return 0.0
    rows = max(len(wrapped(name, length, NAME_SIZE)) for name in names)
    return SIDE if rows == 1 else Word(("",) * rows, 0, 0, size=NAME_SIZE).height + BESIDE_NAMES


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the four cells lie: right of `left`, under `top`, each `height` tall."""

    left: float
    top: float
    height: float

    @property
    def width(self) -> float:
        """The width of a cell."""
        return (FULL_WIDTH - self.left) / 2

    @property
    def middles_across(self) -> tuple[float, float]:
        """The middles of the columns."""
        return self.left + self.width / 2, self.left + self.width * 1.5

    @property
    def middles_down(self) -> tuple[float, float]:
        """The middles of the rows."""
        return self.top + self.height / 2, self.top + self.height * 1.5

    def corner(self, cell: int) -> Point:
        """The upper left corner of a cell (from 1)."""
        return self.left + (cell - 1) % 2 * self.width, self.top + (cell - 1) // 2 * self.height

    def shapes(self) -> Iterator[Shape]:
        """The frame, the first cell's tint crossing over to the last, and the cross between them."""
        middle, level = self.left + self.width, self.top + self.height
        yield Shape(rounded(self.left, self.top, 2 * self.width, 2 * self.height), Ink.OUTLINE)
        yield Shape(line((middle, self.top), (middle, level + self.height)), Ink.OUTLINE)
        yield Shape(line((self.left, level), (self.left + 2 * self.width, level)), Ink.OUTLINE)


def _sum_box(corner: Point, grid: Grid, total: int | None) -> tuple[Shape, list[Word]]:
    """A box for the sum of a cell, and the sum itself when there are weights to add."""
    x, y = corner[0] + grid.width - PADDING - WEIGHT_WIDTH, corner[1] + grid.height - PADDING - 6.5
    words = [Word(("Together",), x - 3, y + 3.5, "end", LABEL_SIZE, "soft")]
    if total is not None:
        words.append(Word((str(total),), x + WEIGHT_WIDTH / 2, y + 3.5, "middle", 11, "strong"))
    return Shape(rounded(x, y, WEIGHT_WIDTH, 7, 1.5), Ink.OUTLINE), words


def _entry_in_words(pair: tuple[Question, Question], answers: Answers) -> str:
    """One line with its weight: "I sleep better (7)"; empty when neither was given."""
    words, weight = (answers.get(question.key, "") for question in pair)
    return f"{words} ({weight})".strip() if weight else words
