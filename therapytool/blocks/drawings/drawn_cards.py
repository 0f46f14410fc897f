"""A card in a drawing: a frame with a title, a quieter prompt, and ruled lines for one answer or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from therapytool.blocks.base import Question
from therapytool.blocks.drawings.drawn import Ink, Shape, Tone, Word, Zone, words_at
from therapytool.blocks.drawings.fitting import LINE_STEP, width_of
from therapytool.blocks.drawings.geometry import rounded

PADDING = 3.0
TITLE_SIZE, PROMPT_SIZE = 10.0, 9.0
ABOVE_LINES = -1.0
"""Rules leave room above the words already, so they may start this much nearer."""
BETWEEN = 2.0
"""From the last rule of one entry to the words of the next."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a card: what stands over its lines, and how many there are; with none, nothing is asked."""

    question: Question
    lines: int
    title: str = ""
    prompt: str = ""
    number: str = ""
    """Stands before the title."""


@dataclass(frozen=True, slots=True)
class Card:
    """Entries under each other; `name` groups them where they stand beside the drawing."""

    width: float
    entries: tuple[Entry, ...]
    name: str = ""
    kept_free: float = 0.0
    """Room at the right into which no head reaches."""

    @property
    def height(self) -> float:
        """How tall it must be."""
        heads = sum(word.height for entry in self.entries for word in self._head(entry, 0, 0))
        lines = sum(entry.lines for entry in self.entries)
        asked = sum(entry.lines > 0 for entry in self.entries)
        return 2 * PADDING + heads + lines * LINE_STEP + asked * ABOVE_LINES + (len(self.entries) - 1) * BETWEEN

    def parts(self, x: float, y: float) -> Iterator[Word | Zone]:
        """Its words and zones, with its upper left corner here."""
        foot = y + PADDING
        for entry in self.entries:
            head = self._head(entry, x, foot)
            if entry.number:
                yield words_at(entry.number, x + PADDING, foot, width=self._inner, size=TITLE_SIZE, tone="accent")
            yield from head
            foot += sum(word.height for word in head)
            if entry.lines:
                yield self._zone(entry, x + PADDING, foot + ABOVE_LINES)
                foot += ABOVE_LINES + entry.lines * LINE_STEP + BETWEEN

    def frame(self, x: float, y: float, height: float) -> Shape:
        """Its frame, as tall as its neighbors."""
        return Shape(rounded(x, y, self.width, height), Ink.PAPER)

    def _zone(self, entry: Entry, x: float, y: float) -> Zone:
        title = entry.title if self.name else entry.question.label
        label = f"{title} ({entry.prompt})" if entry.prompt else title
        return Zone(entry.question, x, y, self._inner, entry.lines * LINE_STEP, label=label, group=self.name)

    @property
    def _inner(self) -> float:
        return self.width - 2 * PADDING

    def _head(self, entry: Entry, x: float, y: float) -> list[Word]:
        words: list[Word] = []
        indent = width_of(entry.number, TITLE_SIZE) + 1.8 if entry.number else 0.0
        left, width = x + PADDING + indent, self._inner - indent - self.kept_free
        settings: tuple[tuple[str, float, Tone], ...]
        settings = (entry.title, TITLE_SIZE, "strong"), (entry.prompt, PROMPT_SIZE, "soft")
        for text, size, tone in settings:
            if text:
                words.append(words_at(text, left, y, width=width, size=size, tone=tone))
                y += words[-1].height
        return words


def tallest(cards: Sequence[Card]) -> float:
    """The height that all of them can have."""
    return max(card.height for card in cards)
