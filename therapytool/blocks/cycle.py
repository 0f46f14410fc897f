"""A loop of steps that feed each other: a ring of boxes with arrows, or two sides that set each other off."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import LONG_ANSWER_LENGTH, Answers, Content, Control, Label, Question
from therapytool.blocks.drawings.drawn import Drawing, DrawnBlock
from therapytool.blocks.drawings.drawn_cards import Entry
from therapytool.blocks.drawings.loops import Loop, lanes_drawing, ring_drawing


class CycleStep(Content):
    """One step of the loop, with a quieter line of what to write there."""

    label: Label = Field(title="Step")
    prompt: Label | None = Field(default=None, title="Quieter line")


class CycleBlock(DrawnBlock):
    """With `lanes` every step is asked of both sides, and the foot of each side leads to the head of the other."""

    kind: Literal["cycle"]
    steps: tuple[CycleStep, ...] = Field(min_length=2, max_length=6, title="Steps")
    lanes: tuple[Label, Label] | None = Field(
        default=None, description="The two sides: 'My side', 'Your side'.", title="Two sides"
    )
    lines: int = Field(default=3, ge=0, le=5, description="Ruled lines for each step.", title="Lines for each step")
    both_ways: bool = Field(
        default=False, description="Each step and the next act on each other.", title="Arrows point both ways"
    )
    here: Label | None = Field(
        default=None,
        description="A circle to mark at each step of a ring: 'Where am I today?'.",
        title="Asks for one of the steps",
    )
    name_label: Label | None = Field(
        default=None, description="Asks for a name of the loop, in its middle.", title="Asks for a name of the loop"
    )

    @model_validator(mode="after")
    def steps_fit(self) -> Self:
        if self.lanes and len(self.steps) > 4:
            raise ValueError(f"two sides have room for 4 steps each, not {len(self.steps)}")
        if not self.lanes and len(self.steps) < 3:
            raise ValueError("a ring has 3 to 6 steps; with 2, give 'lanes'")
        if self.lanes and self.lanes[0] == self.lanes[1]:
            raise ValueError("the two lanes have the same name; rename one")
        return self

    @model_validator(mode="after")
    def only_a_ring_has_arrows_of_its_own(self) -> Self:
        if self.lanes and (self.both_ways or self.here):
            raise ValueError("with 'lanes' the arrows are given; leave 'both_ways' and 'here' out")
        names = [step.label for step in self.steps]
        if self.here and len(set(names)) < len(names):
            raise ValueError("two 'steps' have the same name, and one is to be chosen; rename one")
        return self

    def step_question(self, step: int, lane: int = 0) -> Question:
        """What happens at one step (from 1); with lanes, on the left (1) or right (2) side."""
        label, key = self.steps[step - 1].label, f"s{step}"
        if self.lanes and lane:
            label, key = f"{self.lanes[lane - 1]}: {label}", f"l{lane}.{key}"
        return Question(f"{self.id}.{key}", label, Control.LINES, max_length=LONG_ANSWER_LENGTH)

    def name_questions(self) -> tuple[Question, ...]:
        """The name of the loop, if it is asked for."""
        return (Question(f"{self.id}.name", self.name_label, Control.LINE),) if self.name_label else ()

    def here_questions(self) -> tuple[Question, ...]:
        """At which step one is, if that is asked."""
        options = tuple(step.label for step in self.steps)
        return (Question(f"{self.id}.here", self.here, Control.CHOICE, options=options),) if self.here else ()

    def questions(self) -> tuple[Question, ...]:
        numbers = range(1, len(self.steps) + 1) if self.lines else ()
        asked = tuple(self.step_question(step, lane) for lane in self._lane_numbers() for step in numbers)
        return self.here_questions() + asked + self.name_questions()

    def drawing(self, answers: Answers) -> Drawing:
        loop = Loop(
            tuple(self._entries(lane) for lane in self._lane_numbers()),
            self.name_questions(),
            here=self.here_questions(),
            both_ways=self.both_ways,
        )
        return lanes_drawing(loop, self.lanes) if self.lanes else ring_drawing(loop)

    def _entries(self, lane: int) -> tuple[Entry, ...]:
        return tuple(
            Entry(self.step_question(number, lane), self.lines, step.label, step.prompt or "", str(number))
            for number, step in enumerate(self.steps, 1)
        )

    def _lane_numbers(self) -> tuple[int, ...]:
        return (1, 2) if self.lanes else (0,)
