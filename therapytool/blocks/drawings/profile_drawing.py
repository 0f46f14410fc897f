"""Scales under each other with a number on each: as a bar, or joined by a line; and what it is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from therapytool.blocks.base import Question
from therapytool.blocks.drawings.drawn import FULL_WIDTH, Drawing, Ink, Look, Shape, Word, Zone, words_at
from therapytool.blocks.drawings.fitting import width_of
from therapytool.blocks.drawings.geometry import Point, circle, line, number, polygon, rounded

LABEL_WIDTH, LEFT, RIGHT = 38.0, 60.0, 144.0
BOX_WIDTH, BOX_HEIGHT = 15.0, 7.0
BAR, MARK, DOT = 3.4, 2.6, 1.8
ROW_GAP, MARK_ROW, BETWEEN_MARKS = 4.5, 4.2, 3.0
LABEL_SIZE, SMALL = 10.0, 9.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A number to compare with: where it stands, and its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One scale from a number to a number, both also as they are shown.

    `question` asks for the number, None where it is reckoned; `value` is None while there is none.
    """

    label: str
    lowest: float
    highest: float
    ends: tuple[str, str]
    marks: tuple[Mark, ...]
    question: Question | None
    value: float | None
    shown: str

    def place(self, value: float) -> float:
        """How far from the left a number stands; one beyond the scale at its end."""
        within = min(max(value, self.lowest), self.highest)
        return LEFT + (RIGHT - LEFT) * (within - self.lowest) / (self.highest - self.lowest)


def drawn_lines(lines: Sequence[Line], *, joined: bool, description: str) -> Drawing:
    """All scales; joined, a line runs through where their numbers stand."""
    shapes: list[Shape] = []
    parts: list[Word | Zone] = []
    spots: list[Point | None] = []
    top = 0.0
    for each in lines:
        marks = list(_mark_words(each))
        label = words_at(each.label, 0, 0, width=LABEL_WIDTH, size=LABEL_SIZE)
        half = max(label.height, BOX_HEIGHT) / 2
        y = top + half
        shapes += _scale(each, y, is_bar=not joined)
        parts += [
            replace(label, y=y),
            *_ends(each, y),
            *_box(each, y),
            *(replace(word, y=word.y + y) for word in marks),
        ]
        spots.append(None if each.value is None else (each.place(each.value), y))
        top = y + max([half, *(word.y + word.height / 2 for word in marks)]) + ROW_GAP
    return Drawing(
        width=FULL_WIDTH,
        height=top - ROW_GAP,
        title="A number on its scale" if len(lines) == 1 else f"{len(lines)} numbers, each on its scale",
        description=description,
        shapes=(*shapes, *(_joining(spots) if joined else ())),
        parts=tuple(parts),
    )


def _scale(each: Line, y: float, *, is_bar: bool) -> Iterator[Shape]:
    """The empty scale, what the number fills of it, marks to compare with, and a box for what is reckoned."""
    if is_bar:
        yield Shape(_band(RIGHT, y), Ink.TINT)
        yield from [Shape(_band(each.place(each.value), y), Ink.SOLID)] if each.value is not None else []
        yield Shape(_band(RIGHT, y), Ink.LINE)
    else:
        ends = "".join(line((x, y - MARK), (x, y + MARK)) for x in (LEFT, RIGHT))
        yield Shape(f"{line((LEFT, y), (RIGHT, y))}{ends}", Ink.LINE)
    for x in (each.place(mark.at) for mark in each.marks):
        foot = y + BAR / 2 + MARK
        yield Shape(polygon((x, y + BAR / 2), (x - 1.5, foot), (x + 1.5, foot)), Ink.SOLID)
    if each.question is None:
        yield Shape(rounded(FULL_WIDTH - BOX_WIDTH, y - BOX_HEIGHT / 2, BOX_WIDTH, BOX_HEIGHT, 1.5), Ink.LINE)


def _band(right: float, y: float) -> str:
    return f"M{number(LEFT)} {number(y - BAR / 2)}H{number(right)}V{number(y + BAR / 2)}H{number(LEFT)}Z"


def _joining(spots: Sequence[Point | None]) -> Iterator[Shape]:
    """The line through numbers that follow each other, and a dot at each."""
    for one, other in pairwise(spots):
        if one and other:
            yield Shape(line(one, other))
    yield from (Shape(circle(spot, DOT), Ink.SOLID) for spot in spots if spot)


def _ends(each: Line, y: float) -> Iterator[Word]:
    yield Word((each.ends[0],), LEFT - 1.5, y, "end", SMALL, "plain")
    yield Word((each.ends[1],), RIGHT + 1.5, y, "start", SMALL, "plain")


def _box(each: Line, y: float) -> Iterator[Word | Zone]:
    """Where the number stands, asked or reckoned."""
    left = FULL_WIDTH - BOX_WIDTH
    if each.question:
        yield Zone(each.question, left, y - BOX_HEIGHT / 2, BOX_WIDTH, BOX_HEIGHT, Look.NUMBER)
    elif each.shown:
        yield Word((each.shown,), left + BOX_WIDTH / 2, y, "middle", 11)


def _mark_words(each: Line) -> Iterator[Word]:
    """What the marks stand for, under the scale in as many rows as they need; `y` counts from the scale."""
    rows: list[float] = []
    for mark in sorted(each.marks, key=lambda mark: mark.at):
        half = width_of(mark.words, SMALL) / 2
        x = min(max(each.place(mark.at), half), FULL_WIDTH - half)
        row = next((number for number, end in enumerate(rows) if end < x - half), len(rows))
        rows[row : row + 1] = [x + half + BETWEEN_MARKS]
        y = BAR / 2 + MARK + MARK_ROW * (row + 0.5)
        yield Word((mark.words,), x, y, "middle", SMALL, "plain")
