"""Options of which one is chosen."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from therapytool.blocks.base import AnswerableBlock, Answers, Control, Label, Question


class ChoiceBlock(AnswerableBlock):
    """One of several, in a row when short or in a list."""

    kind: Literal["choice"]
    options: tuple[Label, ...] = Field(min_length=2, max_length=20, title="Answers to choose from")
    layout: Literal["row", "list"] = Field(default="list", title="Set as")

    def questions(self) -> tuple[Question, ...]:
        return (Question(self.id, self.label, Control.CHOICE, options=self.options),)

    def plain_text(self, answers: Answers) -> str:
        return f"{self.label}: {answers.get(self.id, '')}".rstrip()
