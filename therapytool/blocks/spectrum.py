"""Lines between two poles, each to be marked where one stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from therapytool.blocks.base import Answers, Content, Control, Label, Question
from therapytool.blocks.drawings.drawn import FULL_WIDTH, Drawing, DrawnBlock, Ink, Look, Shape, Word, Zone, words_at
from therapytool.blocks.drawings.geometry import line, polygon
from therapytool.blocks.rating import Scale

HIGHEST = 10
LEFT, RIGHT = 4.0, FULL_WIDTH - 4.0
POLE_WIDTH = 62.0
ROW_GAP = 5.0
TICK = 1.8


class SpectrumRow(Content):
    """A line from one pole to the other."""

    left: Label = Field(title="Left end")
    right: Label = Field(title="Right end")
    label: Label | None = Field(default=None, description="What is placed on this line.", title="What is placed")


class SpectrumBlock(DrawnBlock):
    """On paper a mark anywhere on the line; stored as the nearest of eleven places, 0 at the left pole."""

    kind: Literal["spectrum"]
    rows: tuple[SpectrumRow, ...] = Field(min_length=1, max_length=8, title="Lines")
    middle: Label | None = Field(
        default=None, description="Words under the middle of each line.", title="Under the middle"
    )

    def row_question(self, row: int) -> Question:
        """The place on one line (from 1)."""
        content = self.rows[row - 1]
        label = content.label or f"{content.left} to {content.right}"
        return Question(f"{self.id}.r{row}", label, Control.RATING, options=_scale(content).options)

    def questions(self) -> tuple[Question, ...]:
        return tuple(self.row_question(row) for row in range(1, len(self.rows) + 1))

    def plain_text(self, answers: Answers) -> str:
        marked = (row for row in range(1, len(self.rows) + 1) if answers.get(self.row_question(row).key))
        return "\n".join([self.label, *(f"- {self._row_in_words(row, answers)}" for row in marked)])

    def _row_in_words(self, row: int, answers: Answers) -> str:
        """A line and where it is marked: "When I am hurt: from I say nothing to I say all of it, at 5 of 10"."""
        content, place = self.rows[row - 1], answers.get(self.row_question(row).key)
        name = f"{content.label}: " if content.label else ""
        return f"{name}from {content.left} to {content.right}{f', at {place} of {HIGHEST}' if place else ''}"

    def drawing(self, answers: Answers) -> Drawing:
        parts: list[Word | Zone] = []
        shapes: list[Shape] = []
        top = 0.0
        for row in range(1, len(self.rows) + 1):
            head = self._label(row, top)
            y = top + sum(word.height for word in head) + 5
            poles = self._poles(row, y + 3)
            parts += [*head, self._zone(row, y), *poles]
            shapes += _way(y, answers.get(self.row_question(row).key, ""))
            top = y + 3 + max(word.height for word in poles) + ROW_GAP
        return Drawing(
            width=FULL_WIDTH,
            height=top - ROW_GAP,
            title=f"{len(self.rows)} lines, each between two poles" if self.rows[1:] else "A line between two poles",
            description="; ".join(self._row_in_words(row, answers) for row in range(1, len(self.rows) + 1)),
            shapes=tuple(shapes),
            parts=tuple(parts),
        )

    def _label(self, row: int, top: float) -> list[Word]:
        label = self.rows[row - 1].label
        return [words_at(label, 0, top, width=FULL_WIDTH, size=10)] if label else []

    def _poles(self, row: int, y: float) -> list[Word]:
        content, middle = self.rows[row - 1], FULL_WIDTH / 2
        words = [words_at(content.left, 0, y, width=POLE_WIDTH, tone="plain")]
        words += [words_at(self.middle, middle, y, width=40, anchor="middle", tone="soft")] if self.middle else []
        words.append(words_at(content.right, FULL_WIDTH, y, width=POLE_WIDTH, anchor="end", tone="plain"))
        return words

    def _zone(self, row: int, y: float) -> Zone:
        scale = _scale(self.rows[row - 1])
        return Zone(self.row_question(row), LEFT, y - 4, RIGHT - LEFT, 8, Look.PLACE, scale=scale)


def _scale(row: SpectrumRow) -> Scale:
    return Scale(highest=HIGHEST, lowest_label=row.left, highest_label=row.right)


def _way(y: float, place: str) -> Iterator[Shape]:
    """The line with its ticks, the middle one longer, and a diamond at the place that was chosen."""
    step = (RIGHT - LEFT) / HIGHEST
    for n in range(HIGHEST + 1):
        reach = TICK * (2 if n in {0, HIGHEST // 2, HIGHEST} else 1)
        yield Shape(line((LEFT + n * step, y - reach / 2), (LEFT + n * step, y + reach / 2)), Ink.LINE)
    yield Shape(line((LEFT, y), (RIGHT, y)), Ink.OUTLINE)
    if place:
        x = LEFT + int(place) * step
        yield Shape(polygon((x, y - 4.2), (x + 3, y), (x, y + 4.2), (x - 3, y)), Ink.SOLID)
