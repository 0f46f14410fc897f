"""Page numbers taken out of the feet: a document does not know where in a packet it will stand.

It is laid out with a text in their place ("Page 0 of 0"). That text is found among the running heads and feet, taken
out, and everything about it is written down, so that the linker draws the true numbers in the same place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from fontTools.ttLib import TTFont

from therapytool.rendering.compiling.bodies import CannotCompile
from therapytool.rendering.compiling.glyphs import DrawnFont
from therapytool.rendering.fragment import PageNumber, Shown
from therapytool.rendering.layout.drawing import ENDS_MARKED, Drawing, marks
from therapytool.rendering.layout.tagging import is_running
from therapytool.rendering.linking.fonts import DIGITS, typeface
from therapytool.rendering.page_numbers import StandIn
from therapytool.shipped import shipped_fonts

GLYPHS = re.compile(rb"<([0-9a-f]*)>")
GLYPHS_OR_SHIFT = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+)")
FONT = re.compile(rb"/(\w+) ([\d.]+) Tf")
MATRIX = re.compile(rb"1 0 0 -1 (-?[\d.]+) (-?[\d.]+) Tm")
KEPT = (b" gs", b" rg", b" g", b" k", b" cs", b" scn", b" Tf", b" Tr")
"""Operators that set how text looks."""


@dataclass(frozen=True, slots=True)
class RunningText:
    """A running head or foot among a page's operators, from `start` up to `end`, and what it is set in."""

    start: int
    end: int
    operators: tuple[bytes, ...]
    font: DrawnFont | None

    @property
    def text(self) -> str:
        """What it says."""
        known = self.font.glyphs if self.font is not None else {}
        runs = GLYPHS.findall(self._shown)
        return "".join([known.get(glyph, "") for run in runs for glyph in _numbers(run)])

    @property
    def glyphs(self) -> tuple[int | float, ...]:
        """Glyphs as integers, shifts between them as floats."""
        found = GLYPHS_OR_SHIFT.findall(self._shown)
        return tuple(each for run, shift in found for each in ([float(shift)] if shift else _numbers(run)))

    @property
    def _shown(self) -> bytes:
        return b"".join([operator for operator in self.operators if operator.endswith(b"] TJ")])


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
        matching = [each for each in _running_texts(operators, fonts) if text and each.text.casefold() == text]
        before = operators[: matching[0].start] if matching else []
        taken.append(_page_number(before, matching[0], stand_in.share, files) if matching else None)
        for each in reversed(matching):
            del operators[each.start : each.end]
    return tuple(taken)


def _running_texts(operators: Sequence[Any], fonts: Mapping[str, DrawnFont]) -> Iterator[RunningText]:
    for place in marks(operators):
        if is_running(operators[place - 1]):
            end = operators.index(ENDS_MARKED, place)
            inside = tuple(operators[place + 1 : end])
            chosen = [match for match in map(FONT.fullmatch, inside) if match]
            font = fonts.get(chosen[0][1].decode()) if chosen else None
            yield RunningText(place - 2, end + 1, inside, font)


def _numbers(run: bytes) -> list[int]:
    """The glyphs of a run that is written in hexadecimal."""
    return [int(run[start : start + 4], 16) for start in range(0, len(run), 4)]


def _page_number(before: Sequence[Any], found: RunningText, share: float, files: Sequence[str]) -> PageNumber:
    matrix, size, kept = _setting(found)
    assert found.font is not None
    if found.font.file is None:
        raise CannotCompile("page numbers in a font of the machine")
    widths, digits = typeface(found.font.file).widths, _digits(found.font.file)
    glyphs = found.glyphs
    words = _words(glyphs, digits[0], widths)
    if len(words) not in (2, 3):
        raise CannotCompile("page numbers in letters of their own")
    advance = sum(widths[glyph] if isinstance(glyph, int) else -glyph for glyph in glyphs)
    left, baseline = (float(value) for value in matrix)
    return PageNumber(
        opening=b" ".join([*_transformations(before), *kept[:-1], b"BT", kept[-1]]),
        anchor=round(left + share * advance * size / 1000, 3),
        share=share,
        baseline=baseline,
        size=size,
        typeface=files.index(found.font.file),
        digits=digits,
        words=words,
    )


def _setting(found: RunningText) -> tuple[tuple[bytes, ...], float, list[bytes]]:
    """Position, size, and the operators that choose color and font, the font last. Raises CannotCompile."""
    matrices = [match.groups() for match in map(MATRIX.fullmatch, found.operators) if match]
    fonts = [match for match in map(FONT.fullmatch, found.operators) if match]
    kept = [operator for operator in found.operators if operator.endswith(KEPT) and not FONT.fullmatch(operator)]
    if (len(matrices), len(fonts)) != (1, 1) or len(kept) + 5 != len(found.operators):
        raise CannotCompile("page numbers in more than one style")
    return matrices[0], float(fonts[0][2]), [*kept, fonts[0][0]]


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
