"""An upright scale, 0 to 10 or 0 to 100, with named levels and lines beside each, and a box for where one is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import LONG_ANSWER_LENGTH, Answers, Content, Control, Label, Question
from therapytool.blocks.drawings.drawn import FULL_WIDTH, Drawing, DrawnBlock, Ink, Look, Shape, Word, Zone, words_at
from therapytool.blocks.drawings.drawn_cards import Card, Entry
from therapytool.blocks.drawings.geometry import line, number
from therapytool.blocks.values import Quantity

CENTER = 21.5
TUBE, BULB = 5.5, 10.0
"""Half the width of the tube, and the radius of the bulb."""
INSET = 1.6
TOP, ABOVE_BULB = 7.0, 4.0
CARDS_LEFT, CARD_GAP = 46.0, 2.5
SHORTEST = 92.0
READING = 7.0
TITLE_MIDDLE = 5.2
"""From the top of a level's words to the middle of its title."""
STEPS = 10


class Level(Content):
    """A place on the scale with its name and what is asked there."""

    at: int = Field(ge=0, le=100, description="Where on the scale.", title="At")
    label: Label = Field(title="Name")
    prompt: Label | None = Field(default=None, title="Quieter line")


class ThermometerBlock(DrawnBlock):
    """The levels may lie close together: lines lead from the scale to where they are written about."""

    kind: Literal["thermometer"]
    highest: Literal[10, 100] = Field(default=10, title="Goes up to")
    levels: tuple[Level, ...] = Field(min_length=1, max_length=6, title="Levels")
    lines: int = Field(
        default=2, ge=0, le=4, description="Ruled lines beside each level.", title="Lines beside each level"
    )
    reading: Label | None = Field(
        default=None, description="Asks for a number: 'Where I am now'.", title="Asks for a reading"
    )

    @model_validator(mode="after")
    def levels_are_on_the_scale(self) -> Self:
        places = [level.at for level in self.levels]
        if max(places) > self.highest:
            raise ValueError(f"a level is at {max(places)}, above the scale's {self.highest}")
        if len(set(places)) < len(places):
            raise ValueError("two levels are at the same place; move one")
        if not (self.lines or self.reading):
            raise ValueError("nothing is asked; give 'lines' or 'reading'")
        return self

    @property
    def from_the_top(self) -> tuple[tuple[int, Level], ...]:
        """The levels with their numbers (from 1), highest first."""
        return tuple(sorted(enumerate(self.levels, 1), key=lambda each: -each[1].at))

    def level_question(self, number: int) -> Question:
        """What is written beside level `number` (from 1)."""
        level = self.levels[number - 1]
        return Question(
            f"{self.id}.l{number}", f"{level.at}: {level.label}", Control.LINES, max_length=LONG_ANSWER_LENGTH
        )

    def reading_questions(self) -> tuple[Question, ...]:
        """Where one is now, if that is asked."""
        if not self.reading:
            return ()
        scale = Quantity(Decimal(0), Decimal(self.highest))
        return (Question(f"{self.id}.now", self.reading, Control.QUANTITY, quantity=scale),)

    def questions(self) -> tuple[Question, ...]:
        levels = tuple(self.level_question(number) for number, _ in self.from_the_top) if self.lines else ()
        return self.reading_questions() + levels

    def drawing(self, answers: Answers) -> Drawing:
        cards = [(level, self._card(number, level)) for number, level in self.from_the_top]
        now = self._now(answers)
        height = max(sum(card.height + CARD_GAP for _, card in cards), SHORTEST)
        reading = list(self._reading(height))
        tube = Tube(height - sum(part.height + 1 for part in reading) - BULB - 1, self.highest)
        filled = "" if now is None else f". It is filled up to {now}"
        tops = list(_spread([card.height for _, card in cards], height))
        leaders = "".join(tube.leader(level.at, top) for (level, _), top in zip(cards, tops, strict=True))
        written = [part for (_, card), top in zip(cards, tops, strict=True) for part in card.parts(CARDS_LEFT, top)]
        return Drawing(
            width=FULL_WIDTH,
            height=height,
            title=f"A thermometer from 0 to {self.highest}",
            description=", ".join(f"{level.at}: {level.label}" for _, level in reversed(self.from_the_top)) + filled,
            shapes=(*tube.shapes(now), Shape(leaders, Ink.GUIDE)),
            parts=(*tube.numbers(), *reading, *written),
        )

    def _card(self, number: int, level: Level) -> Card:
        entry = Entry(self.level_question(number), self.lines, level.label, level.prompt or "", str(level.at))
        return Card(FULL_WIDTH - CARDS_LEFT, (entry,))

    def _reading(self, height: float) -> Iterator[Word | Zone]:
        for question in self.reading_questions():
            words = words_at(question.label, CENTER, 0, width=2 * CENTER, anchor="middle")
            yield replace(words, y=height - READING - 1 - words.height / 2)
            yield Zone(question, CENTER - 7, height - READING, 14, READING, Look.NUMBER)

    def _now(self, answers: Answers) -> int | None:
        said = "".join(answers.get(question.key, "") for question in self.reading_questions())
        return min(int(said), self.highest) if said.isascii() and said.isdigit() else None


@dataclass(frozen=True, slots=True)
class Tube:
    """The drawn thermometer: the middle of its bulb, and the number at its top."""

    bulb: float
    highest: int

    def place(self, value: float) -> float:
        """How far down a value stands."""
        zero = self.bulb - BULB - ABOVE_BULB
        return zero - (zero - TOP) * value / self.highest

    def shapes(self, now: int | None) -> Iterator[Shape]:
        """The glass with its marks, filled up to `now`."""
        yield Shape(self._glass(TUBE, BULB, TOP - 5), Ink.TINT)
        if now is not None:
            yield Shape(self._glass(TUBE - INSET, BULB - INSET, self.place(now) - TUBE + INSET), Ink.SOLID)
        marks = (self.place(self.highest * n / STEPS) for n in range(STEPS + 1))
        yield Shape("".join(line((CENTER - TUBE - 2.5, y), (CENTER - TUBE, y)) for y in marks), Ink.LINE)
        yield Shape(self._glass(TUBE, BULB, TOP - 5), Ink.OUTLINE)

    def numbers(self) -> Iterator[Word]:
        """The numbers of the scale."""
        for n in range(STEPS + 1):
            value = self.highest * n // STEPS
            yield Word((str(value),), CENTER - TUBE - 4, self.place(value), "end", 9.5, "plain")

    def leader(self, value: int, top: float) -> str:
        """From a value to the level that is written at `top`."""
        start, title = self.place(value), top + TITLE_MIDDLE
        right = CENTER + TUBE
        bend = (right + 5, start), (CARDS_LEFT - 4, title)
        return line((right + 0.6, start), *bend, (CARDS_LEFT + 1.5, title))

    def _glass(self, half: float, bulb: float, top: float) -> str:
        neck = number(self.bulb - (bulb**2 - half**2) ** 0.5)
        left, right, bend = number(CENTER - half), number(CENTER + half), number(top + half)
        return f"M{left} {neck}V{bend}A{half} {half} 0 0 1 {right} {bend}V{neck}A{bulb} {bulb} 0 1 1 {left} {neck}Z"


def _spread(heights: list[float], room: float) -> Iterator[float]:
    """The tops of what is to be spread evenly over the room, from the top."""
    gap = (room - sum(heights)) / max(len(heights) - 1, 1)
    top = 0.0
    for height in heights:
        yield top
        top += height + gap
