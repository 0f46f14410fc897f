"""A conversation written out: who says what, with lines for the client's own words."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import (
    LONG_ANSWER_LENGTH,
    AnswerableBlock,
    Answers,
    Content,
    Control,
    Label,
    Prose,
    Question,
)


class Turn(Content):
    """What one person says, words to read, lines to write own words on, or both."""

    who: Label = Field(description="One of the roles.", title="Who")
    says: Prose | None = Field(default=None, title="Says")
    lines: int = Field(default=0, ge=0, le=12, description="Ruled lines for own words.", title="Lines for own words")
    hint: Label | None = Field(default=None, description="A quieter line: what to try in this turn.", title="Hint")

    @model_validator(mode="after")
    def says_or_asks(self) -> Self:
        if not (self.says or self.lines):
            raise ValueError("the turn is empty; give it words under 'says' or 'lines' to write on")
        return self


class DialogueBlock(AnswerableBlock):
    """Turns in order; the first role speaks from the left, the second from the right, further ones in turn."""

    kind: Literal["dialogue"]
    roles: tuple[Label, ...] = Field(min_length=2, max_length=4, title="Who speaks")
    turns: tuple[Turn, ...] = Field(min_length=1, max_length=30, title="Turns")

    @model_validator(mode="after")
    def roles_are_known(self) -> Self:
        if len(set(self.roles)) < len(self.roles):
            raise ValueError("two roles have the same name")
        for turn in self.turns:
            if turn.who not in self.roles:
                raise ValueError(f"'{turn.who}' is none of the roles ({', '.join(self.roles)})")
        return self

    def side(self, turn: Turn) -> Literal["left", "right"]:
        """From which side a turn is spoken."""
        return "right" if self.roles.index(turn.who) % 2 else "left"

    def turn_question(self, number: int) -> Question | None:
        """Own words for turn `number` (from 1); None when it only reads."""
        turn = self.turns[number - 1]
        if not turn.lines:
            return None
        label = f"Turn {number}, {turn.who}: your words"
        return Question(f"{self.id}.t{number}", label, Control.LINES, max_length=LONG_ANSWER_LENGTH)

    def questions(self) -> tuple[Question, ...]:
        asked = (self.turn_question(number) for number in range(1, len(self.turns) + 1))
        return tuple(question for question in asked if question)

    def plain_text(self, answers: Answers) -> str:
        lines = [self.label]
        for number, turn in enumerate(self.turns, 1):
            own = answers.get(f"{self.id}.t{number}", "") if turn.lines else ""
            lines.append(f"{turn.who}: {' '.join(part for part in (turn.says, own) if part)}".rstrip())
        return "\n".join(lines)
