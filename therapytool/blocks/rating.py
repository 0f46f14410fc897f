"""A number on a scale, as a row of circles a pen can tick."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import (
    AnswerableBlock,
    Answers,
    Content,
    Control,
    Label,
    Question,
)


class Scale(Content):
    """Whole numbers from lowest to highest, with words under the ends."""

    lowest: int = Field(default=0, ge=0, le=1, title="Lowest number")
    highest: int = Field(default=10, ge=2, le=20, title="Highest number")
    lowest_label: Label | None = Field(default=None, title="Words at the low end")
    middle_label: Label | None = Field(default=None, title="Words in the middle")
    highest_label: Label | None = Field(default=None, title="Words at the high end")

    @property
    def points(self) -> tuple[int, ...]:
        """Every number of the scale, in order."""
        return tuple(range(self.lowest, self.highest + 1))

    @property
    def middle(self) -> int | None:
        """The middle number, marked on paper; None when the scale has no middle."""
        return None if len(self.points) % 2 == 0 else self.points[len(self.points) // 2]

    @property
    def options(self) -> tuple[str, ...]:
        """The points as answers are written."""
        return tuple(str(point) for point in self.points)


class RatingBlock(AnswerableBlock):
    """One rating; the ends are named so the number means something."""

    kind: Literal["rating"]
    scale: Scale = Field(title="Scale")

    @model_validator(mode="after")
    def ends_are_named(self) -> Self:
        if not (self.scale.lowest_label and self.scale.highest_label):
            raise ValueError("name both ends of the scale: lowest_label and highest_label")
        return self

    def questions(self) -> tuple[Question, ...]:
        return (Question(self.id, self.label, Control.RATING, options=self.scale.options),)

    def plain_text(self, answers: Answers) -> str:
        answer = answers.get(self.id)
        return f"{self.label}: {answer} of {self.scale.highest}" if answer else f"{self.label}:"
