"""In which size of type words fit a card: an estimate from averages, so that too full a card is refused in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

TypeSize = Literal["large", "medium", "small"]

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

    def holds(self, text: str, size: TypeSize) -> bool:
        """Whether a text fits, and its longest word fits on a line."""
        letter, _line = LETTER_AND_LINE[size]
        longest = max((len(word) for word in text.split()), default=0)
        return longest * letter <= self.width - PADDING_ACROSS and self._taken_by(text, size) <= self.room(size)

    def largest_for(self, texts: Iterable[str]) -> TypeSize:
        """The largest type in which every text fits."""
        known = list(texts)
        sizes: tuple[TypeSize, ...] = ("large", "medium")
        return next((size for size in sizes if all(self.holds(text, size) for text in known)), "small")

    def room(self, size: TypeSize) -> int:
        """About how many letters fit."""
        letter, line = LETTER_AND_LINE[size]
        lines = max(int((self.height - PADDING_DOWN) / line), 1)
        return int((self.width - PADDING_ACROSS) / letter * lines * SHARE_OF_A_LINE)

    def _taken_by(self, text: str, size: TypeSize) -> int:
        per_line = (self.width - PADDING_ACROSS) / LETTER_AND_LINE[size][0]
        return len(text) + int(text.count("\n") * per_line / 2)
