"""A prompt and boxes for a time of day."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from therapytool.blocks.base import AnswerableBlock, Answers, Control, Question


class TimeBlock(AnswerableBlock):
    """One time of day, kept on the 24-hour clock as "19:30" however it was written."""

    kind: Literal["time"]
    clock: Literal[12, 24] = Field(default=12, title="Clock")

    def questions(self) -> tuple[Question, ...]:
        return (Question(self.id, self.label, Control.TIME, clock=self.clock),)

    def plain_text(self, answers: Answers) -> str:
        return f"{self.label}: {self.questions()[0].in_words(answers.get(self.id, ''))}".rstrip()
