"""What a session opens with, as it prints: the homework to talk about and how far each person came, in plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """How one person's part stands. `who` is a seat ("Partner A"), never a code name; `line` holds her own words."""

    who: str
    in_words: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class ReviewHomework:
    """One homework to talk about."""

    title: str
    dose: str
    due_on: date | None
    parts: tuple[ReviewPart, ...]
