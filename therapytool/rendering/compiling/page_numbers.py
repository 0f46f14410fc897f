"""Page numbers taken out of the feet: a document does not know where in a packet it will stand.

It is laid out with a text in their place ("Page 0 of 0"). That text is found among the running heads and feet, taken
out, and everything about it is written down, so that the linker draws the true numbers in the same place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from fontTools.ttLib import TTFont

from therapytool.rendering.compiling.bodies import CannotCompile
from therapytool.rendering.compiling.glyphs import DrawnFont
from therapytool.rendering.compiling.marked_text import MarkedText, marked_texts
from therapytool.rendering.fragment import PageNumber, Shown
from therapytool.rendering.layout.drawing import Drawing
from therapytool.rendering.layout.tagging import is_running
from therapytool.rendering.linking.fonts import DIGITS, typeface
from therapytool.rendering.page_numbers import StandIn
from therapytool.shipped import shipped_fonts


def take_page_numbers(
    drawing: Drawing, fonts: Mapping[str, DrawnFont], stand_in: StandIn, *, files: Sequence[str]
) -> tuple[PageNumber | None, ...]:
    """Take what stands for the page number out of each page; None for a page that shows none.

    `files` are the shipped typefaces of the fragment in their order. Raises CannotCompile when the text is there but
    cannot be drawn by the linker.
    """
    taken = []
    for page in drawing.pages:
        operators = drawing.find(page["Contents"]).stream
        text = stand_in.text.casefold()
        matching = [
            each for each in marked_texts(operators, fonts, is_running) if text and each.text.casefold() == text
        ]
        before = operators[: matching[0].start] if matching else []
        taken.append(_page_number(before, matching[0], stand_in.share, files) if matching else None)
        for each in reversed(matching):
            del operators[each.start : each.end]
    return tuple(taken)


def _page_number(before: Sequence[Any], found: MarkedText, share: float, files: Sequence[str]) -> PageNumber:
    setting = found.setting()
    widths, digits = typeface(found.file).widths, _digits(found.file)
    words = _words(found.glyphs, digits[0], widths)
    if len(words) not in (2, 3):
        raise CannotCompile("page numbers in letters of their own")
    return PageNumber(
        opening=b" ".join([*_transformations(before), *setting.kept[:-1], b"BT", setting.kept[-1]]),
        anchor=found.anchor(share),
        share=share,
        baseline=setting.baseline,
        size=setting.size,
        typeface=files.index(found.file),
        digits=digits,
        words=words,
    )


def _words(glyphs: Sequence[int | float], stand_in: int, widths: Sequence[int]) -> tuple[Shown, ...]:
    """What stands around the numbers. The shift behind a number's stand-in goes with it."""
    runs: list[list[int | float]] = [[]]
    before: int | float | None = None
    for glyph in glyphs:
        if glyph == stand_in and isinstance(glyph, int):
            runs.append([])
        elif not (isinstance(glyph, float) and before == stand_in):
            runs[-1].append(glyph)
        before = glyph
    return tuple(_shown(run, widths) for run in runs)


def _shown(run: Sequence[int | float], widths: Sequence[int]) -> Shown:
    written = b"".join(b"<%04x>" % glyph if isinstance(glyph, int) else b"%d" % glyph for glyph in run)
    advance = sum(widths[glyph] if isinstance(glyph, int) else -glyph for glyph in run)
    return Shown(written.replace(b"><", b""), advance)


def _transformations(operators: Sequence[Any]) -> list[bytes]:
    """The changes of coordinates in force after these operators, but for those that hold to the end of the page.

    Read from behind, so that what was left again is passed over.
    """
    found: list[bytes] = []
    level: list[bytes] = []
    left = 0
    for operator in reversed(operators):
        if operator == b"Q":
            left += 1
        elif operator == b"q" and left:
            left -= 1
        elif operator == b"q":
            found += level
            level = []
        elif not left and isinstance(operator, bytes) and operator.endswith(b" cm"):
            level.append(operator)
    return found[::-1]


@cache
def _digits(file: str) -> tuple[int, ...]:
    with TTFont(shipped_fonts()[file], lazy=True) as font:
        characters = font.getBestCmap()
        return tuple(font.getGlyphID(characters[ord(digit)]) for digit in DIGITS)
