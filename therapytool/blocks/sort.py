"""Things to sort into two columns, with room for more of the client's own."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from therapytool.blocks.base import AnswerableBlock, Answers, Control, Label, Question


class SortBlock(AnswerableBlock):
    """Each card goes left or right (or stays between, when `between` names a middle); own cards are written in."""

    kind: Literal["sort"]
    left: Label = Field(title="Pile at the left")
    right: Label = Field(title="Pile at the right")
    between: Label | None = Field(default=None, title="Pile between them")
    cards: tuple[Label, ...] = Field(min_length=2, max_length=40, title="Things to sort")
    own_cards: int = Field(default=0, ge=0, le=8, title="Blank ones for their own")

    @property
    def piles(self) -> tuple[str, ...]:
        """The piles in reading order: left, the middle if there is one, right."""
        return (self.left, self.between, self.right) if self.between else (self.left, self.right)

    def card_question(self, name: str, label: str) -> Question:
        """Into which pile one card goes; `name` is its part of the key ("1", "own2")."""
        return Question(f"{self.id}.{name}", label, Control.CHOICE, options=self.piles)

    def own_question(self, number: int) -> Question:
        """What own card `number` (from 1) says."""
        return Question(f"{self.id}.own{number}.text", f"Own card {number}", Control.CELL)

    def own_pile_question(self, number: int) -> Question:
        """Into which pile own card `number` (from 1) goes."""
        return self.card_question(f"own{number}", f"Pile of own card {number}")

    def questions(self) -> tuple[Question, ...]:
        printed = [self.card_question(str(number), card) for number, card in enumerate(self.cards, 1)]
        own: list[Question] = []
        for number in range(1, self.own_cards + 1):
            own += [self.own_question(number), self.own_pile_question(number)]
        return tuple(printed + own)

    def plain_text(self, answers: Answers) -> str:
        placed = [(answers.get(f"{self.id}.{number}"), card) for number, card in enumerate(self.cards, 1)]
        for number in range(1, self.own_cards + 1):
            text = answers.get(self.own_question(number).key)
            if text:
                placed.append((answers.get(f"{self.id}.own{number}"), text))
        lines = [f"- {pile}: {', '.join(card for where, card in placed if where == pile)}" for pile in self.piles]
        return "\n".join([self.label, *lines])
