"""Short plain words set in a shipped typeface, as the engine would set them, where there is no engine."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from therapytool.rendering.fragment import Fragment, Inscription, Shown
from therapytool.rendering.linking.fonts import typeface
from therapytool.rendering.linking.kerning import Kerning
from therapytool.rendering.linking.syntax import real

LATIN = "LATIN"
"""How Unicode begins the names of its letters."""
SHARED_KINDS = ("Nd", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po")
"""Kinds of characters that scripts share and that stand by themselves: digits, dashes, brackets, quotes, stops."""


def inscribed(fragment: Fragment, inscription: Inscription, text: str) -> Shown | None:
    """The glyphs of what is to stand in a place of a fragment; None where that is too long for it or not plain."""
    shown = lettered(text, fragment.typefaces[inscription.typeface].file, spacing=inscription.spacing)
    fits = shown is not None and shown.advance * inscription.size / 1000 <= inscription.room
    return shown if fits else None


def lettered(text: str, file: str, *, spacing: float = 0.0) -> Shown | None:
    """The glyphs of one line of words with so much room between them, in 1/1000 em; None where that is not plain.

    Plain are Latin letters and what goes with them, in a typeface that kerns by pairs at most.
    """
    face, kerning = typeface(file), _kerning(file)
    glyphs = [face.characters[letter] for letter in text if letter in face.characters]
    if len(glyphs) != len(text) or not is_plain(text) or not kerning.is_by_pairs:
        return None
    moves = [face.scaled(kerning.between(*pair)) + spacing for pair in pairwise(glyphs)]
    return Shown(_written(glyphs, moves), sum(face.widths[glyph] for glyph in glyphs) + sum(moves))


def is_plain(text: str) -> bool:
    """Whether these are Latin letters, digits, stops and single spaces between them, composed as fonts have them."""
    words = text.split(" ")
    return all(words) and unicodedata.is_normalized("NFC", text) and all(_is_plain(each) for each in "".join(words))


def _is_plain(letter: str) -> bool:
    if letter.isalpha():
        return unicodedata.name(letter, "").startswith(LATIN)
    return unicodedata.category(letter) in SHARED_KINDS


def _written(glyphs: Sequence[int], moves: Sequence[float]) -> bytes:
    """Glyphs as they stand between the brackets of a TJ operator, moved on by so much more behind each but the last."""
    behind = [b">%s<" % real(-move) if move else b"" for move in moves]
    return b"<%s>" % b"".join(b"%s%04x" % each for each in zip([b"", *behind], glyphs, strict=True))


@cache
def _kerning(file: str) -> Kerning:
    return Kerning(typeface(file).table("GPOS"))
