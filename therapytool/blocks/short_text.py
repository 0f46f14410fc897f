"""A prompt and one line to answer on."""

from __future__ import annotations

from typing import Literal

from therapytool.blocks.base import AnswerableBlock, Answers, Control, Question


class ShortTextBlock(AnswerableBlock):
    """One line after its prompt."""

    kind: Literal["short_text"]

    def questions(self) -> tuple[Question, ...]:
        return (Question(self.id, self.label, Control.LINE),)

    def plain_text(self, answers: Answers) -> str:
        return f"{self.label}: {answers.get(self.id, '')}".rstrip()
