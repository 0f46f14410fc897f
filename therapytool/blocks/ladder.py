"""Graded steps on a drawn ladder, the easiest at the foot, with what to note about each."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import (
    LONG_ANSWER_LENGTH,
    AnswerableBlock,
    Answers,
    Content,
    Control,
    Label,
    Question,
)
from therapytool.blocks.values import Quantity
from therapytool.formatting import in_words


class LadderColumn(Content):
    """What is noted about each rung: words, or a whole number up to `highest`."""

    head: Label = Field(title="Head")
    prompt: Label | None = Field(default=None, title="Quieter words under the head")
    answer: Literal["words", "number"] = Field(default="words", title="Asks for")
    highest: int = Field(default=100, ge=1, le=1000, title="Highest number")
    width: int = Field(
        default=1, ge=1, le=12, description="Share of the width beside the other columns.", title="Width"
    )


class LadderBlock(AnswerableBlock):
    """Rung 1 is the lowest; on paper it stands at the foot, so that one reads and climbs upwards."""

    kind: Literal["ladder"]
    rungs: int = Field(default=8, ge=3, le=12, title="Rungs")
    columns: tuple[LadderColumn, ...] = Field(min_length=1, max_length=6, title="Columns")
    ideas: tuple[Label, ...] = Field(
        default=(), max_length=12, description="Examples, from easy to hard.", title="Ideas to borrow"
    )
    foot: Label = Field(default="Easier", description="Stands under the lowest rung.", title="Under the lowest rung")
    head: Label = Field(default="Harder", description="Stands over the highest rung.", title="Over the highest rung")

    @model_validator(mode="after")
    def ideas_are_told_apart(self) -> Self:
        heads = [column.head for column in self.columns]
        if len(set(heads)) < len(heads):
            raise ValueError(f"two columns of {', '.join(heads)} have the same head; rename one")
        return self

    @property
    def ideas_in_words(self) -> str:
        """The ideas as one sentence, parted by semicolons where one of them has a comma."""
        return "; ".join(self.ideas) if any("," in idea for idea in self.ideas) else in_words(self.ideas)

    def rung_questions(self, rung: int) -> tuple[Question, ...]:
        """What is noted about one rung (from 1, the lowest), a question for each column."""
        return tuple(
            Question(
                f"{self.id}.r{rung}.c{number}",
                f"Rung {rung}: {column.head}",
                Control.QUANTITY if column.answer == "number" else Control.CELL,
                max_length=LONG_ANSWER_LENGTH,
                quantity=Quantity(Decimal(0), Decimal(column.highest)),
            )
            for number, column in enumerate(self.columns, 1)
        )

    def questions(self) -> tuple[Question, ...]:
        return tuple(question for rung in range(1, self.rungs + 1) for question in self.rung_questions(rung))

    def plain_text(self, answers: Answers) -> str:
        lines = [self.label]
        for rung in range(1, self.rungs + 1):
            pairs = zip(self.columns, self.rung_questions(rung), strict=True)
            said = [f"{column.head}: {answers[q.key]}" for column, q in pairs if answers.get(q.key)]
            if said:
                lines.append(f"- {rung}: {'; '.join(said)}")
        return "\n".join(lines)
