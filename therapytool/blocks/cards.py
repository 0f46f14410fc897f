"""Cards to cut out and sort: on paper of exact size, on pages of their own; elsewhere a list with piles to choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from therapytool.blocks.base import SHORT_ANSWER_LENGTH, AnswerableBlock, Answers, Content, Control, Label, Question
from therapytool.blocks.cutting.card_sheets import TALLEST_CARD, WIDEST_CARD, Grid, Placed, dealt, grid_for, turned_over
from therapytool.blocks.cutting.card_type import CardSize, TypeSize

CardText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]


class Card(Content):
    """What stands on one card, and on its back."""

    front: CardText = Field(title="Front")
    back: CardText | None = Field(default=None, title="Back")


@dataclass(frozen=True, slots=True)
class Face:
    """One side of a card to print: its words, the number in its corner, its questions; a blank card has no words."""

    text: str
    number: str = ""
    pile: Question | None = None
    own: Question | None = None
    is_pile: bool = False


@dataclass(frozen=True, slots=True)
class CardPage:
    """One page to cut: its grid and the faces on it; backs are printed without marks."""

    grid: Grid
    faces: tuple[Placed[Face], ...]
    is_back: bool


class CardsBlock(AnswerableBlock):
    """A deck; each card goes on one of the piles. Blank cards are for the client's own words."""

    kind: Literal["cards"]
    width: float = Field(
        default=63, ge=30, le=WIDEST_CARD, description="Of one card, in millimeters.", title="Width of a card, mm"
    )
    height: float = Field(
        default=88, ge=20, le=TALLEST_CARD, description="Of one card, in millimeters.", title="Height of a card, mm"
    )
    cards: tuple[Card, ...] = Field(min_length=2, max_length=120, title="Cards")
    own_cards: int = Field(default=0, ge=0, le=12, description="Blank cards for own words.", title="Blank cards")
    back: CardText | None = Field(
        default=None, description="On the back of every card without a back of its own.", title="Back of every card"
    )
    piles: tuple[Label, ...] = Field(default=("Keep", "Put aside"), min_length=2, max_length=7, title="Piles")
    pile_cards: bool = Field(
        default=False, description="Print a card for each pile, to lay out first.", title="Print a card for each pile"
    )

    @model_validator(mode="after")
    def words_fit_their_cards(self) -> Self:
        if len(set(self.piles)) < len(self.piles):
            raise ValueError("two piles have the same name")
        for number, card in enumerate(self.cards, 1):
            for side, text in (("front", card.front), ("back", card.back or self.back or "")):
                if not self.size.holds(text, "small"):
                    measures, room = f"{self.width:g} × {self.height:g} mm", self.size.room("small")
                    raise ValueError(f"the {side} of card {number} does not fit {measures}: about {room} letters do")
        return self

    @property
    def size(self) -> CardSize:
        """Width and height of a card."""
        return CardSize(self.width, self.height)

    def card_question(self, name: str, label: str) -> Question:
        """On which pile one card lies; `name` is its part of the key ("1", "own2")."""
        return Question(f"{self.id}.{name}", label, Control.CHOICE, options=self.piles)

    @property
    def printed_questions(self) -> tuple[Question, ...]:
        """On which pile each printed card lies."""
        numbered = enumerate(self.cards, 1)
        return tuple(self.card_question(str(number), f"Card {number}: {card.front}") for number, card in numbered)

    @property
    def own_questions(self) -> tuple[tuple[Question, Question], ...]:
        """For each blank card its words, and the pile it lies on."""
        return tuple(
            (
                Question(f"{self.id}.own{number}.text", f"Own card {number}", Control.CELL, max_length=self.own_room),
                self.card_question(f"own{number}", f"Own card {number}: pile"),
            )
            for number in range(1, self.own_cards + 1)
        )

    def questions(self) -> tuple[Question, ...]:
        return self.printed_questions + tuple(question for pair in self.own_questions for question in pair)

    def plain_text(self, answers: Answers) -> str:
        cards = zip(self.printed_questions, self.cards, strict=True)
        placed = [(answers.get(question.key), card.front) for question, card in cards]
        own = [(answers.get(pile.key), answers.get(text.key)) for text, pile in self.own_questions]
        placed += [(pile, text) for pile, text in own if text]
        piles = [
            f"- {pile}: {', '.join(text for where, text in placed if where == pile)}".rstrip() for pile in self.piles
        ]
        loose = [text for where, text in placed if where not in self.piles]
        return "\n".join([self.label, *piles, *([f"- Not sorted: {', '.join(loose)}"] if loose else [])])

    @property
    def has_backs(self) -> bool:
        """Whether anything is printed on the backs."""
        return bool(self.back) or any(card.back for card in self.cards)

    @property
    def own_room(self) -> int:
        """How many letters of the client's own fit a card in the smallest type."""
        return min(self.size.room("small"), SHORT_ANSWER_LENGTH)

    def front_type(self, scale: float = 1.0) -> TypeSize:
        """The largest type in which every front fits its card, where type is so many times larger than usual."""
        return self.size.largest_for((card.front for card in self.cards), scale)

    def back_type(self, scale: float = 1.0) -> TypeSize:
        """The largest type in which every back fits its card."""
        return self.size.largest_for((card.back or self.back or "" for card in self.cards), scale)

    def pages_apart(self, page_width: float, page_height: float) -> tuple[CardPage, ...]:
        """The pages to cut, in printing order: each with fronts, then, if there are any, the one with their backs."""
        grid = grid_for(self.width, self.height, page_width=page_width, page_height=page_height)
        pages: list[CardPage] = []
        for front, back in zip(dealt(self._fronts(), grid), dealt(self._backs(), grid), strict=True):
            pages.append(CardPage(grid, front, is_back=False))
            if self.has_backs:
                pages.append(CardPage(grid, turned_over(back, grid), is_back=True))
        return tuple(pages)

    def _fronts(self) -> list[Face]:
        piles = [Face(pile, is_pile=True) for pile in self.piles] if self.pile_cards else []
        asked = enumerate(zip(self.cards, self.printed_questions, strict=True), 1)
        printed = [Face(card.front, str(number), question) for number, (card, question) in asked]
        return piles + printed + [Face("", pile=pile, own=text) for text, pile in self.own_questions]

    def _backs(self) -> list[Face]:
        piles = [Face(self.back or "") for _pile in self.piles] if self.pile_cards else []
        printed = [Face(card.back or self.back or "") for card in self.cards]
        return piles + printed + [Face(self.back or "")] * self.own_cards
