"""Options to tick, any number of them, with blank lines for the client's own."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from therapytool.blocks.base import (
    TICKED,
    AnswerableBlock,
    Answers,
    Control,
    Label,
    Question,
)


class ChecklistBlock(AnswerableBlock):
    """Tick boxes in one or two columns; each own line has a box and a place to write."""

    kind: Literal["checklist"]
    options: tuple[Label, ...] = Field(min_length=1, max_length=60, title="Things to check")
    own_lines: int = Field(
        default=0, ge=0, le=6, description="Blank options the client writes.", title="Blank lines for their own"
    )
    columns: Literal[1, 2] = Field(default=2, title="Columns")

    def option_questions(self) -> tuple[Question, ...]:
        """A tick for each printed option."""
        return tuple(
            Question(f"{self.id}.{number}", option, Control.TICK) for number, option in enumerate(self.options, 1)
        )

    def own_questions(self) -> tuple[Question, ...]:
        """A line for each option the client writes; writing there ticks it."""
        return tuple(
            Question(f"{self.id}.own{number}", f"Own option {number}", Control.LINE)
            for number in range(1, self.own_lines + 1)
        )

    def questions(self) -> tuple[Question, ...]:
        return self.option_questions() + self.own_questions()

    def plain_text(self, answers: Answers) -> str:
        ticked = [q.label for q in self.option_questions() if answers.get(q.key) == TICKED]
        own = [answers[q.key] for q in self.own_questions() if answers.get(q.key)]
        return "\n".join([self.label, *(f"- {text}" for text in ticked + own)])
