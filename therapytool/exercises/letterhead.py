"""What stands on every page of a practice: its name and contact, and the crisis contacts of its region."""

from __future__ import annotations

from dataclasses import dataclass

from therapytool.exercises.catalog import read_catalog

MOST_CRISIS_LINES = 3
"""Crisis contacts on a worksheet; the region's first ones."""


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """One crisis contact as it prints: "988 Suicide & Crisis Lifeline", "988", "call, text or chat, 24/7"."""

    name: str
    number: str
    how: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a practice prints on every page."""

    practice: str = ""
    contact: str = ""
    emergency: str = ""
    crisis_lines: tuple[CrisisLine, ...] = ()


def letterhead(practice: str, contact: str, region: str) -> Letterhead:
    """The letterhead of a practice in a region ("US", "GB"; unknown codes get the worldwide directory)."""
    known = read_catalog().region(region)
    lines = tuple(CrisisLine(line.name, line.number, line.how) for line in known.lines[:MOST_CRISIS_LINES])
    return Letterhead(practice, contact, known.emergency, lines)
