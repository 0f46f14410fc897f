"""Curves over moments: squares to mark and to join, a box for each number, and lines for a word at each moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from therapytool.blocks.base import Answers, Question
from therapytool.blocks.drawings.drawn import FULL_WIDTH, Drawing, Ink, Look, Shape, Word, Zone, words_at
from therapytool.blocks.drawings.fitting import LINE_STEP, POINT, width_of, wrapped
from therapytool.blocks.drawings.geometry import Point, circle, line, polygon

LEFT, TOP, HEIGHT = 9.0, 3.0, 66.0
WORDS_ROOM = 6.0
"""Above and below the squares, for what the top and the foot of the scale mean."""
SMALL = 9.0
MOST_LEVELS = 10
BOX_HEIGHT, WIDEST_BOX, NAME_ROOM, ROW_GAP = 7.0, 11.0, 5.5, 2.5
DOT = 1.5
NOTE_COLUMNS, NOTE_GAP = 2, 6.0
LINES = (Ink.OUTLINE, Ink.DASHED, Ink.LINE)
"""How the first, the second and the third curve run."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The squares: what stands along the foot, and the scale, with what its ends mean."""

    moments: tuple[str, ...]
    lowest: int
    highest: int
    upper: str
    lower: str

    @property
    def step(self) -> float:
        """From one moment to the next."""
        return (FULL_WIDTH - LEFT) / len(self.moments)

    @property
    def top(self) -> float:
        """Where the squares begin."""
        return TOP + (WORDS_ROOM if self.upper else 0.0)

    @property
    def foot(self) -> float:
        """Where the squares end."""
        return self.top + HEIGHT

    def across(self, moment: int) -> float:
        """Where a moment (from 0) stands."""
        return LEFT + (moment + 0.5) * self.step

    def down(self, value: float) -> float:
        """How far down a number stands."""
        return self.foot - HEIGHT * (value - self.lowest) / (self.highest - self.lowest)

    @property
    def levels(self) -> tuple[int, ...]:
        """The numbers with a line across, few enough to be told apart."""
        span = self.highest - self.lowest
        each = next((step for step in (1, 2, 5, 10) if span <= MOST_LEVELS * step and span % step == 0), span)
        return tuple(range(self.lowest, self.highest + 1, each))


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve: its name, "" where it is the only one, and the question at each moment."""

    name: str
    questions: tuple[Question, ...]


def drawn_curves(
    chart: Chart, curves: Sequence[Curve], notes: tuple[str, Sequence[Question]], answers: Answers, *, description: str
) -> Drawing:
    """The squares with what was answered, the boxes under them, and under those the lines of `notes`."""
    names = list(_moment_names(chart))
    foot = max(word.y + _reach(word) for word in names) + ROW_GAP
    parts: list[Word | Zone] = [*_scale_words(chart), *names]
    if chart.lower:
        parts.append(words_at(chart.lower, LEFT, foot - 1, width=FULL_WIDTH - LEFT, size=SMALL, tone="soft"))
        foot += WORDS_ROOM - 1
    signs: list[Shape] = []
    for number, curve in enumerate(curves):
        signs += [_sign(number, (LEFT + DOT, foot + NAME_ROOM / 2 - 0.6))] if curve.name else []
        parts += _boxes(chart, curve, foot)
        foot += (NAME_ROOM if curve.name else 0.0) + BOX_HEIGHT + ROW_GAP
    parts += _notes(chart, *notes, foot)
    rows = -(-len(notes[1]) // NOTE_COLUMNS)
    return Drawing(
        width=FULL_WIDTH,
        height=foot - ROW_GAP + (rows * LINE_STEP + NAME_ROOM + ROW_GAP if rows else 0.0),
        title=f"A chart of {len(chart.moments)} moments on a scale from {chart.lowest} to {chart.highest}",
        description=description,
        shapes=(*_squares(chart), *_drawn(chart, curves, answers), *signs),
        parts=tuple(parts),
    )


def _squares(chart: Chart) -> Iterator[Shape]:
    right = FULL_WIDTH
    yield Shape(
        "".join(line((LEFT, chart.down(level)), (right, chart.down(level))) for level in chart.levels), Ink.GUIDE
    )
    ways = (chart.across(moment) for moment in range(len(chart.moments)))
    yield Shape("".join(line((x, chart.top), (x, chart.foot)) for x in ways), Ink.GUIDE)
    yield Shape(line((LEFT, chart.top), (LEFT, chart.foot)) + line((LEFT, chart.down(0)), (right, chart.down(0))))


def _scale_words(chart: Chart) -> Iterator[Word]:
    for level in chart.levels:
        yield Word((str(level).replace("-", "−"),), LEFT - 1.5, chart.down(level), "end", SMALL, "plain")
    if chart.upper:
        yield words_at(chart.upper, LEFT, 0, width=FULL_WIDTH - LEFT, size=SMALL, tone="soft")


def _moment_names(chart: Chart) -> Iterator[Word]:
    """What the moments are called, under the squares: level where there is room, else running upwards."""
    is_level = all(width_of(part, SMALL) < chart.step - 0.6 for name in chart.moments for part in name.split())
    for moment, name in enumerate(chart.moments):
        x = chart.across(moment)
        if is_level:
            yield words_at(name, x, chart.foot + 1.2, width=chart.step - 0.6, anchor="middle", size=SMALL, tone="plain")
        else:
            rows = wrapped(name, 2 * HEIGHT, SMALL)
            yield Word(rows, x, chart.foot + 1.6, "end", SMALL, "plain", angle=-90)


def _reach(word: Word) -> float:
    """How far below its point a word ends."""
    return word.width if word.angle else word.height / 2


def _boxes(chart: Chart, curve: Curve, top: float) -> Iterator[Word | Zone]:
    if curve.name:
        yield words_at(curve.name, LEFT + 2 * DOT + 1.5, top, width=FULL_WIDTH - LEFT - 6, size=SMALL)
        top += NAME_ROOM
    width = min(chart.step - 0.2, WIDEST_BOX)
    scale = f"from {chart.lowest} to {chart.highest}"
    group = f"{curve.name}, {scale}" if curve.name else f"Each {scale}"
    for moment, question in enumerate(curve.questions):
        x = chart.across(moment) - width / 2
        yield Zone(question, x, top, width, BOX_HEIGHT, Look.NUMBER, label=chart.moments[moment], group=group)


def _drawn(chart: Chart, curves: Sequence[Curve], answers: Answers) -> Iterator[Shape]:
    """A line through numbers that follow each other, and a sign at each."""
    for number, curve in enumerate(curves):
        said = (answers.get(question.key, "") for question in curve.questions)
        spots = [_spot(chart, moment, text) for moment, text in enumerate(said)]
        for one, other in pairwise(spots):
            if one and other:
                yield Shape(line(one, other), LINES[number])
        yield from (_sign(number, spot) for spot in spots if spot)


def _spot(chart: Chart, moment: int, text: str) -> Point | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return chart.across(moment), chart.down(min(max(value, chart.lowest), chart.highest))


def _sign(number: int, spot: Point) -> Shape:
    """What marks the numbers of the first, the second and the third curve: a dot, a ring, a triangle."""
    x, y = spot
    if number == 2:
        return Shape(polygon((x, y - 1.7), (x + 1.7, y + 1.4), (x - 1.7, y + 1.4)), Ink.SOLID)
    return Shape(circle(spot, DOT), (Ink.SOLID, Ink.PAPER)[number])


def _notes(chart: Chart, name: str, questions: Sequence[Question], top: float) -> Iterator[Word | Zone]:
    """A line for each moment, in columns that are read downward."""
    if not questions:
        return
    yield words_at(name, 0, top, width=FULL_WIDTH, size=10)
    rows = -(-len(questions) // NOTE_COLUMNS)
    width = (FULL_WIDTH - NOTE_GAP) / NOTE_COLUMNS
    room = min(max(width_of(moment, SMALL) for moment in chart.moments) + 2, width / 2)
    for number, question in enumerate(questions):
        column, row = divmod(number, rows)
        x, y = column * (width + NOTE_GAP), top + NAME_ROOM + row * LINE_STEP
        label = chart.moments[number]
        foot = y + LINE_STEP - 1.6 - SMALL * POINT / 2
        yield Word(wrapped(label, room, SMALL), x, foot, "start", SMALL, minor=True)
        yield Zone(question, x + room, y, width - room, LINE_STEP, label=label, group=name)
