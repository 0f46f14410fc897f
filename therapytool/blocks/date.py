"""A prompt and boxes for a day: month, day, year."""

from __future__ import annotations

from typing import Literal

from therapytool.blocks.base import AnswerableBlock, Answers, Control, Question


class DateBlock(AnswerableBlock):
    """One day, kept as "2026-11-22" however it was written."""

    kind: Literal["date"]

    def questions(self) -> tuple[Question, ...]:
        return (Question(self.id, self.label, Control.DATE),)

    def plain_text(self, answers: Answers) -> str:
        return f"{self.label}: {self.questions()[0].in_words(answers.get(self.id, ''))}".rstrip()
