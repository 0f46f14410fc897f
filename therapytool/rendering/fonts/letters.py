"""Letters that no font of this machine has: noted by the worker, told to the person. Never the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from therapytool.rendering.fonts.machine_fonts import packages_for

NOTE = "Letters that no font of this machine has: "
CODE_POINT = re.compile(r"U\+([0-9A-F]{4,6})")
MOST_NAMED = 12
"""Letters named by their numbers."""


def note_of(code_points: Iterable[int]) -> str:
    """The worker's note: "Letters that no font of this machine has: U+0915 U+0924"."""
    return NOTE + " ".join(f"U+{point:04X}" for point in sorted(code_points))


def missing_letters(warnings: Iterable[str]) -> frozenset[int]:
    """The letters that could not be printed, from the notes among what the engine complained about."""
    notes = [warning for warning in warnings if warning.startswith(NOTE)]
    return frozenset(int(point, 16) for note in notes for point in CODE_POINT.findall(note))


def missing_in_words(warnings: Iterable[str]) -> str:
    """What to tell the person: how many letters print as boxes, and what to install; "" when none does."""
    missing = missing_letters(warnings)
    if not missing:
        return ""
    count = "1 letter" if len(missing) == 1 else f"{len(missing)} letters"
    named = ", ".join(f"U+{point:04X}" for point in sorted(missing)[:MOST_NAMED])
    packages = " ".join(package.name for package in packages_for(missing))
    return (
        f"{count} could not be printed with the fonts of this machine ({named}); a box stands instead. "
        f"Install them with: make fonts, or on Debian: apt-get install {packages}"
    )
