"""The same few questions several times over: Situation 1, Situation 2, Situation 3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import AnswerableBlock, Answers, Key, Label, Question
from therapytool.blocks.checklist import ChecklistBlock
from therapytool.blocks.choice import ChoiceBlock
from therapytool.blocks.date import DateBlock
from therapytool.blocks.dose import Dose
from therapytool.blocks.lines import LinesBlock
from therapytool.blocks.number import NumberBlock
from therapytool.blocks.rating import RatingBlock
from therapytool.blocks.short_text import ShortTextBlock
from therapytool.blocks.time import TimeBlock

Part = Annotated[
    ShortTextBlock | LinesBlock | RatingBlock | ChoiceBlock | ChecklistBlock | NumberBlock | DateBlock | TimeBlock,
    Field(discriminator="kind"),
]


def refuse_twins(parts: Sequence[Part]) -> None:
    """Raise ValueError when two questions inside a block have one name, or one of them a dose of its own."""
    ids = [part.id for part in parts]
    if twice := [name for name in ids if ids.count(name) > 1]:
        raise ValueError(f"two questions are called '{twice[0]}'; give each its own id")
    if any((part.first_dose, part.last_dose) != (Dose.SHORT, Dose.LONG) for part in parts):
        raise ValueError("a question inside has no 'from' or 'until' of its own; put them on the whole group")


class RepeatedBlock(AnswerableBlock):
    """Asked `times` times, each time under a number; the keys are the block's id, the number, the question's id."""

    kind: Literal["repeated"]
    name: Label = Field(description="What is numbered: 'Situation'.", title="What is numbered")
    times: int = Field(default=3, ge=2, le=12, title="How many times")
    parts: tuple[Part, ...] = Field(
        min_length=1, max_length=6, description="The questions, asked each time.", title="Questions asked each time"
    )

    @model_validator(mode="after")
    def parts_are_told_apart(self) -> Self:
        refuse_twins(self.parts)
        return self

    def title(self, number: int) -> str:
        """What stands above one time: "Situation 2"."""
        return f"{self.name} {number}"

    def parts_of(self, number: int) -> tuple[Part, ...]:
        """The questions of one time (from 1) as blocks of their own, their ids made for it."""
        return tuple(part.model_copy(update={"id": self._id(number, part.id)}) for part in self.parts)

    def questions(self) -> tuple[Question, ...]:
        return tuple(
            replace(question, label=f"{self.title(number)}: {question.label}")
            for number in range(1, self.times + 1)
            for part in self.parts_of(number)
            for question in part.questions()
        )

    def plain_text(self, answers: Answers) -> str:
        lines = [self.label]
        for number in range(1, self.times + 1):
            parts = self.parts_of(number)
            if any(answers.get(question.key) for part in parts for question in part.questions()):
                lines += [self.title(number), *(part.plain_text(answers) for part in parts)]
        return "\n".join(lines)

    def _id(self, number: int, part: Key) -> str:
        return f"{self.id}.{number}.{part}"
