"""Boxes that lead from one to the next: how one thing led to another, or a question whose answer says where to go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import LONG_ANSWER_LENGTH, Answers, Content, Control, Label, Question
from therapytool.blocks.drawings.drawn import Drawing, DrawnBlock
from therapytool.blocks.drawings.drawn_cards import Entry
from therapytool.blocks.drawings.flow_drawing import Box, Piece, branch_pieces, chain_pieces, drawn, drawn_whole


class FlowStep(Content):
    """One box: words, room to write, and where it asks, what stands at the side for those who answer no."""

    label: Label = Field(title="Words in the box")
    prompt: Label | None = Field(default=None, title="Quieter line")
    lines: int | None = Field(
        default=None, ge=0, le=8, title="Lines in this box", description="As in the other boxes, unless told."
    )
    asks: bool = Field(default=False, title="A question with two ways out")
    aside: Label | None = Field(default=None, title="Words in the box at the side")
    aside_lines: int = Field(default=0, ge=0, le=6, title="Lines in the box at the side")

    @model_validator(mode="after")
    def has_two_ways_out(self) -> Self:
        if self.asks and not self.aside:
            raise ValueError("say where the second answer leads: the words in the box at the side ('aside')")
        if not self.asks and (self.aside or self.aside_lines):
            raise ValueError("a box at the side ('aside') goes with a question ('asks')")
        return self


class FlowBlock(DrawnBlock):
    """The first answer of a question leads on, the second to the box at its side."""

    kind: Literal["flow"]
    steps: tuple[FlowStep, ...] = Field(min_length=2, max_length=16, title="Boxes")
    lines: int = Field(default=2, ge=0, le=8, title="Lines in each box")
    across: int = Field(
        default=1, ge=1, le=3, description="From left to right, then on to the next row.", title="Boxes side by side"
    )
    answers: tuple[Label, Label] = Field(
        default=("Yes", "No"), description="The first leads on, the second to the side.", title="The two answers"
    )

    @model_validator(mode="after")
    def boxes_lead_somewhere(self) -> Self:
        if self.steps[-1].asks:
            raise ValueError(f"the last box asks; add one to which “{self.answers[0]}” leads")
        if self.across > 1 and any(step.asks for step in self.steps):
            raise ValueError("questions with two ways out go with one box below the other; set 'across' to 1")
        if self.answers[0] == self.answers[1]:
            raise ValueError("the two 'answers' are the same; reword one")
        return self

    def step_question(self, number: int) -> Question:
        """What is written in box `number` (from 1)."""
        label = f"Box {number}: {self.steps[number - 1].label}"
        return Question(f"{self.id}.s{number}", label, Control.LINES, max_length=LONG_ANSWER_LENGTH)

    def way_question(self, number: int) -> Question:
        """Which way out of box `number` is taken."""
        label = f"Box {number}, {' or '.join(self.answers)}: {self.steps[number - 1].label}"
        return Question(f"{self.id}.s{number}.way", label, Control.CHOICE, options=self.answers)

    def aside_question(self, number: int) -> Question:
        """What is written in the box at the side of box `number`."""
        label = f"Box {number}, at the side: {self.steps[number - 1].aside}"
        return Question(f"{self.id}.s{number}.aside", label, Control.LINES, max_length=LONG_ANSWER_LENGTH)

    def lines_of(self, number: int) -> int:
        """How many lines box `number` has."""
        lines = self.steps[number - 1].lines
        return self.lines if lines is None else lines

    def questions(self) -> tuple[Question, ...]:
        return tuple(question for number in range(1, len(self.steps) + 1) for question in self._asked(number))

    def _asked(self, number: int) -> Iterator[Question]:
        step = self.steps[number - 1]
        if self.lines_of(number):
            yield self.step_question(number)
        if step.asks:
            yield self.way_question(number)
        if step.aside_lines:
            yield self.aside_question(number)

    def drawing(self, answers: Answers) -> Drawing:
        """All of it below each other."""
        return drawn_whole(tuple(self._rows(stacked=True)), self._boxes)

    def pictures(self, answers: Answers) -> tuple[Drawing, ...]:
        return tuple(drawn(row, self._boxes) for row in self._rows(stacked=False))

    def _rows(self, *, stacked: bool) -> Iterator[Piece]:
        boxes = self._boxes
        if any(box.way for box in boxes):
            return branch_pieces(boxes, self.answers, stacked=stacked)
        return chain_pieces(boxes, self.across, stacked=stacked)

    @property
    def _boxes(self) -> tuple[Box, ...]:
        return tuple(self._box(number) for number in range(1, len(self.steps) + 1))

    def _box(self, number: int) -> Box:
        step = self.steps[number - 1]
        entry = Entry(self.step_question(number), self.lines_of(number), step.label, step.prompt or "", str(number))
        if not step.asks:
            return Box(entry)
        aside = Entry(self.aside_question(number), step.aside_lines, prompt=step.aside or "")
        return Box(entry, self.way_question(number), aside)
