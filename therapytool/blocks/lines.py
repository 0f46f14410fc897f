"""A prompt and ruled lines to write on, plain or in a box; or a blank frame to draw in."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import (
    LONG_ANSWER_LENGTH,
    AnswerableBlock,
    Answers,
    Control,
    Question,
)

TALLEST_FRAME = 20
"""Lines whose room still stands on every page."""


class LinesBlock(AnswerableBlock):
    """Room to write; `boxed` sets the block in a frame. A blank one is drawn in, or told in words."""

    kind: Literal["lines"]
    lines: int = Field(default=3, ge=1, le=40, description="Ruled lines on paper.", title="Lines to write on")
    least_lines: int | None = Field(
        default=None,
        ge=1,
        le=40,
        title="Fewest lines",
        description="How few the lines may become to fit a page; two thirds of them where this is left out.",
    )
    boxed: bool = Field(default=False, title="In a frame")
    room: Literal["ruled", "blank"] = Field(
        default="ruled", title="Room", description="Blank: a frame to draw in, as tall as the lines would be."
    )

    @model_validator(mode="after")
    def stands_on_a_page(self) -> Self:
        if self.room == "blank" and self.lines > TALLEST_FRAME:
            raise ValueError(f"a frame to draw in is at most {TALLEST_FRAME} lines tall, not {self.lines}")
        return self

    def questions(self) -> tuple[Question, ...]:
        return (Question(self.id, self.label, Control.LINES, max_length=LONG_ANSWER_LENGTH),)

    def plain_text(self, answers: Answers) -> str:
        return f"{self.label}\n{answers.get(self.id, '')}".rstrip()
