"""In which size of type words fit a card: an estimate from averages, so that too full a card is refused in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

TypeSize = Literal["large", "medium", "small", "close"]
"""All but the last grow in large print: `close` is small at any size of the other type, for cards full of words."""

LETTER_AND_LINE: dict[TypeSize, tuple[float, float]] = {"large": (3.4, 7.8), "medium": (2.4, 6.0), "small": (1.95, 5.1)}
"""Millimeters that an average letter takes across, and a line down; as in templates/blocks/cards.css."""
PADDING_ACROSS = 8
PADDING_DOWN = 13
"""Millimeters of a card that stay free, the corner with its number included."""
SHARE_OF_A_LINE = 0.82
"""How full lines are on the average when whole words are set."""


@dataclass(frozen=True, slots=True)
class CardSize:
    """A card's width and height in millimeters."""

    width: float
    height: float

    def holds(self, text: str, size: TypeSize, scale: float = 1.0) -> bool:
        """Whether a text fits, and its longest word fits on a line, where type is so many times larger than usual."""
        across, longest = self._letters_across(size, scale), max(map(len, text.split()), default=0)
        return longest <= across and len(text) + int(text.count("\n") * across / 2) <= self.room(size, scale)

    def largest_for(self, texts: Iterable[str], scale: float = 1.0) -> TypeSize:
        """The largest type in which every text fits."""
        known = list(texts)
        return next((size for size in LETTER_AND_LINE if all(self.holds(text, size, scale) for text in known)), "close")

    def room(self, size: TypeSize, scale: float = 1.0) -> int:
        """About how many letters fit."""
        lines = max(int((self.height - PADDING_DOWN) / (LETTER_AND_LINE[size][1] * scale)), 1)
        return int(self._letters_across(size, scale) * lines * SHARE_OF_A_LINE)

    def _letters_across(self, size: TypeSize, scale: float) -> float:
        return (self.width - PADDING_ACROSS) / (LETTER_AND_LINE[size][0] * scale)
