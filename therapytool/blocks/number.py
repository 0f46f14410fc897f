"""A prompt and a short box for one number, with its unit."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from therapytool.blocks.base import AnswerableBlock, Answers, Content, Control, Question
from therapytool.blocks.values import Quantity, exactly

End = Annotated[int | float, Field(ge=-1_000_000_000, le=1_000_000_000)]
Unit = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]


class Measured(Content):
    """How a number is asked for: its ends, both allowed, its decimals, and what stands before and after the box."""

    unit: Unit | None = Field(default=None, description="After the number: 'hours', '%'.", title="Unit after it")
    before: Unit | None = Field(default=None, description="Before the number: '$'.", title="Sign before it")
    lowest: End | None = Field(default=None, title="Lowest allowed")
    highest: End | None = Field(default=None, title="Highest allowed")
    decimals: int = Field(default=0, ge=0, le=2, title="Decimals")

    @model_validator(mode="after")
    def ends_are_in_order(self) -> Self:
        if self.lowest is not None and self.highest is not None and self.lowest >= self.highest:
            raise ValueError(f"'lowest' ({self.lowest}) must be less than 'highest' ({self.highest})")
        return self

    @property
    def quantity(self) -> Quantity:
        """The same, as a question carries it."""
        ends = [None if end is None else exactly(end) for end in (self.lowest, self.highest)]
        return Quantity(ends[0], ends[1], self.decimals, self.before or "", self.unit or "")


class NumberBlock(Measured, AnswerableBlock):
    """One number, written in a box; between its ends, where they are given."""

    kind: Literal["number"]

    def questions(self) -> tuple[Question, ...]:
        return (Question(self.id, self.label, Control.QUANTITY, quantity=self.quantity),)

    def plain_text(self, answers: Answers) -> str:
        return f"{self.label}: {self.questions()[0].in_words(answers.get(self.id, ''))}".rstrip()
