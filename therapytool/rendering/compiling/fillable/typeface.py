"""The typeface that answers are typed in: all letters of our text face, in every file that has fields.

Readers look letters up by their text, so each glyph says one letter; where two letters share a glyph it is the plainer
one (the space, not the space that does not break).
"""

from __future__ import annotations

from functools import cache

from fontTools.ttLib import TTFont

from therapytool.shipped import shipped_fonts

TYPING_FILE = "AtkinsonHyperlegibleNext-Regular.ttf"


@cache
def letters() -> dict[int, str]:
    """The letter of each glyph that a letter leads to."""
    file = TTFont(shipped_fonts()[TYPING_FILE])
    found: dict[int, str] = {}
    for code, glyph in sorted(file.getBestCmap().items()):
        found.setdefault(file.getGlyphID(glyph), chr(code))
    return found
