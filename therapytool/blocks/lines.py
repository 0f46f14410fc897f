"""A prompt and ruled lines to write on, plain or in a box."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from therapytool.blocks.base import (
    LONG_ANSWER_LENGTH,
    AnswerableBlock,
    Answers,
    Control,
    Question,
)


class LinesBlock(AnswerableBlock):
    """Room to write; `boxed` sets the block in a frame."""

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

    def questions(self) -> tuple[Question, ...]:
        return (Question(self.id, self.label, Control.LINES, max_length=LONG_ANSWER_LENGTH),)

    def plain_text(self, answers: Answers) -> str:
        return f"{self.label}\n{answers.get(self.id, '')}".rstrip()
