"""The outline of a body, front and back, to shade and to write beside: where something is felt, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import TICKED, Answers, Control, Label, Question
from therapytool.blocks.drawings.body_outline import FIGURE_HEIGHT, PAIRED, PLACES, BodyPart, View, figure
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
from therapytool.blocks.drawings.fitting import LINE_STEP, wrapped
from therapytool.blocks.drawings.geometry import Point, circle, line
from therapytool.blocks.drawings.hatching import Slice, pattern
from therapytool.formatting import in_words

COLUMN = 36.0
FIGURE_TOP = 2.0
SMALL = 0.82
VIEW_NAME_ROOM = 8.0
LEGEND_ROOM = 11.0
BESIDE_A_MEANING = 13.0
"""Its mark, and what is left before the next."""
LABEL_ROOM = 5.0
MIDDLES = {1: (FULL_WIDTH / 2,), 2: (FULL_WIDTH / 2 - 25, FULL_WIDTH / 2 + 25)}
"""Where the figures stand, for one and for two."""
SPOT = 5.0
"""Half the size of a mark drawn on the body."""

MARKS = (6, 1, 4, 2)
"""Which patterns stand for the marks of the legend: crossed lines, dots, rings, hatching."""


def apart(wished: Sequence[float], height: float, room: float) -> list[float]:
    """Where things of one height go so that none covers another: as wished or lower, then pushed back into the room."""
    tops: list[float] = []
    for top in wished:
        tops.append(max(top, 0.0, tops[-1] + height if tops else 0.0))
    for number in range(len(tops) - 1, -1, -1):
        tops[number] = min(tops[number], room - height * (len(tops) - number))
    return tops


class BodyMapBlock(DrawnBlock):
    """Parts in front are asked at the left, those of the back at the right; a mark of the legend stands on the body."""

    kind: Literal["body_map"]
    views: tuple[View, ...] = Field(default=(View.FRONT, View.BACK), min_length=1, max_length=2, title="Views")
    parts: tuple[BodyPart, ...] = Field(
        default=tuple(BodyPart), min_length=2, description="What is asked about.", title="Parts of the body"
    )
    answer: Literal["words", "tick"] = Field(default="words", title="Asks for")
    lines: int = Field(default=1, ge=1, le=2, description="Ruled lines for each part.", title="Lines beside each part")
    legend: tuple[Label, ...] = Field(
        default=(), max_length=len(MARKS), description="What marks on the body mean.", title="Marks to draw on the body"
    )

    @model_validator(mode="after")
    def nothing_stands_twice(self) -> Self:
        for names in (self.views, self.parts, self.legend):
            if len(set(names)) < len(names):
                raise ValueError(f"{', '.join(names)}: one of these stands here twice; keep one")
        return self

    def part_question(self, part: BodyPart) -> Question:
        """What is felt in one part of the body."""
        control = Control.TICK if self.answer == "tick" else Control.LINE
        return Question(f"{self.id}.{part}", part.label, control)

    def mark_question(self, part: BodyPart) -> Question:
        """Which mark of the legend is drawn there."""
        return Question(f"{self.id}.{part}.mark", f"{part.label}: mark", Control.CHOICE, options=self.legend)

    def questions(self) -> tuple[Question, ...]:
        asked: list[Question] = []
        for part in self.parts:
            asked += [self.part_question(part), *([self.mark_question(part)] if self.legend else [])]
        return tuple(asked)

    def plain_text(self, answers: Answers) -> str:
        said = ((part, self._said(part, answers)) for part in self.parts)
        return "\n".join([self.label, *(f"- {part.label}{words}" for part, words in said if words)])

    def _said(self, part: BodyPart, answers: Answers) -> str:
        words = answers.get(self.part_question(part).key, "")
        mark = answers.get(f"{self.id}.{part}.mark", "")
        told = ", ".join(each for each in ("" if words == TICKED else words, mark) if each)
        return f": {told}" if told else (":" if words else "")

    def drawing(self, answers: Answers) -> Drawing:
        middles = dict(zip(self.views, MIDDLES[len(self.views)], strict=True))
        foot = FIGURE_TOP + self._size * FIGURE_HEIGHT + VIEW_NAME_ROOM
        figures = (shape for view, middle in middles.items() for shape in figure(middle, FIGURE_TOP, view, self._size))
        names = (Word((view,), x, foot - 3.5, "middle", LABEL_SIZE, "soft") for view, x in middles.items())
        return Drawing(
            width=FULL_WIDTH,
            height=foot + (self._legend_room if self.legend else 0.0),
            title=f"The outline of a body, {in_words(self.views)}",
            description=self._description(answers),
            shapes=(*figures, *self._marks(middles, answers), *self._leaders(middles), *self._legend_marks(foot)),
            parts=(*names, *self._places(), *self._legend_words(foot)),
        )

    def _description(self, answers: Answers) -> str:
        marks = {part: answers.get(f"{self.id}.{part}.mark") for part in self.parts}
        marked = [f"{part}, {mark}" for part, mark in marks.items() if mark]
        room = f"Beside it is room for {in_words(self.parts)}"
        return f"{room}. Marked on it: {'; '.join(marked)}" if marked else room

    def _column(self, view: View) -> list[tuple[BodyPart, float]]:
        """The parts of one side from the top, with how far down each is asked: as near to its place as can be."""
        parts = sorted((part for part in self.parts if PLACES[part][0] is view), key=lambda part: PLACES[part][1][1])
        height = LABEL_ROOM + 2 if self.answer == "tick" else LABEL_ROOM + 1.5 + self.lines * LINE_STEP
        wished = [self._size * PLACES[part][1][1] + FIGURE_TOP - LABEL_ROOM / 2 for part in parts]
        return list(zip(parts, apart(wished, height, self._size * FIGURE_HEIGHT + 2 * FIGURE_TOP), strict=True))

    @property
    def _size(self) -> float:
        """Drawn smaller where little is asked beside it, to stand on one page with a sheet's head and foot."""
        return SMALL if self.answer == "tick" or self.lines == 1 else 1.0

    def _places(self) -> Iterator[Word | Zone]:
        for view, left in ((View.FRONT, 0.0), (View.BACK, FULL_WIDTH - COLUMN)):
            for part, top in self._column(view):
                yield from self._place(part, left, top)

    def _place(self, part: BodyPart, left: float, top: float) -> Iterator[Word | Zone]:
        question = self.part_question(part)
        label, group = (self._label_beside_a_mark, part.label) if self.legend else ("", "")
        if self.answer == "tick":
            yield Zone(question, left, top, 5, 5, Look.TICK, label, group)
            yield words_at(part.label, left + 7, top + 0.3, width=COLUMN)
        else:
            yield words_at(part.label, left, top, width=COLUMN)
            y, height = top + LABEL_ROOM - 1, self.lines * LINE_STEP
            yield Zone(question, left, y, COLUMN, height, Look.RULED, label, group)
        if self.legend:
            yield Zone(self.mark_question(part), left, top, COLUMN, 0, Look.ASIDE, "Mark", group)

    @property
    def _label_beside_a_mark(self) -> str:
        return "I notice it here" if self.answer == "tick" else "What I notice"

    def _spots(self, part: BodyPart, middles: dict[View, float]) -> list[Point]:
        """Where a part lies on the sheet, on both sides where it has two; the first is the one pointed at."""
        view, (x, y) = PLACES[part]
        middle = middles.get(view, next(iter(middles.values())))
        sides = (1, -1) if part in PAIRED else (1,)
        return [(middle + side * self._size * x, FIGURE_TOP + self._size * y) for side in sides]

    def _leaders(self, middles: dict[View, float]) -> Iterator[Shape]:
        for view, left in ((View.FRONT, COLUMN + 1), (View.BACK, FULL_WIDTH - COLUMN - 1)):
            for part, top in self._column(view):
                spot = self._spots(part, middles)[0]
                yield Shape(line((left, top + LABEL_ROOM / 2 - 0.3), spot), Ink.GUIDE)
                yield Shape(circle(spot, 0.8), Ink.SOLID)

    def _marks(self, middles: dict[View, float], answers: Answers) -> Iterator[Shape]:
        for part in self.parts if self.legend else ():
            mark = answers.get(self.mark_question(part).key)
            for spot in self._spots(part, middles) if mark in self.legend else ():
                yield from pattern(MARKS[self.legend.index(str(mark))], Slice(spot, SPOT))
                yield Shape(circle(spot, SPOT), Ink.LINE)

    def _legend_marks(self, foot: float) -> Iterator[Shape]:
        for n in range(len(self.legend)):
            center = FULL_WIDTH / len(self.legend) * n + 4.5, foot + self._legend_room / 2
            yield from pattern(MARKS[n], Slice(center, 4.2))
            yield Shape(circle(center, 4.2), Ink.LINE)

    def _legend_words(self, foot: float) -> Iterator[Word]:
        share = FULL_WIDTH / max(len(self.legend), 1)
        for n, rows in enumerate(self._meanings):
            yield Word(rows, share * n + 11, foot + self._legend_room / 2, "start", LABEL_SIZE, "plain")

    @property
    def _meanings(self) -> list[tuple[str, ...]]:
        """What the marks mean, in rows beside them."""
        room = FULL_WIDTH / max(len(self.legend), 1) - BESIDE_A_MEANING
        return [wrapped(meaning, room, LABEL_SIZE) for meaning in self.legend]

    @property
    def _legend_room(self) -> float:
        """How tall the legend is: its marks, or the longest of its meanings."""
        return max([LEGEND_ROOM, *(Word(rows, 0, 0).height for rows in self._meanings)])
