"""What an exercise needs in the room, as a few kinds of thing one can look for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum


class Material(StrEnum):
    """Kinds of thing an exercise asks for; with nothing but sheets and pens it is PAPER alone."""

    PAPER = "paper"
    TIMER = "timer"
    CARDS = "cards"
    COLORS = "colors"
    PHONE = "phone"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As in the filters: "Only the sheet and a pen"."""
        return _LABELS[self]


_LABELS = {
    Material.PAPER: "Only the sheet and a pen",
    Material.TIMER: "A timer or clock",
    Material.CARDS: "Cards or slips of paper",
    Material.COLORS: "Colored pens",
    Material.PHONE: "A phone or calendar",
    Material.OTHER: "Something else",
}
_WORDS = {
    Material.TIMER: r"timers?|clocks?|watch|stopwatch",
    Material.CARDS: r"cards?|slips|sticky|notes",
    Material.COLORS: r"colors?|colored|highlighters?|markers?",
    Material.PHONE: r"phones?|calendars?",
}
_KINDS = {kind: re.compile(rf"\b({words})\b", re.IGNORECASE) for kind, words in _WORDS.items()}
_PLAIN = re.compile(r"\b(sheets?|pens?|pencils?|paper)\b", re.IGNORECASE)


def kinds_of(materials: Iterable[str]) -> tuple[Material, ...]:
    """The kinds of thing in a list as authors write it ("A timer both can see"), in their fixed order."""
    found = {kind for words in materials for kind in _kinds_in(words)}
    return tuple(kind for kind in Material if kind in found) or (Material.PAPER,)


def _kinds_in(words: str) -> set[Material]:
    named = {kind for kind, pattern in _KINDS.items() if pattern.search(words)}
    return named or (set() if _PLAIN.search(words) else {Material.OTHER})
