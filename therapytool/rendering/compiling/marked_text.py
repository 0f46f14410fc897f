"""Words among the operators of a page: where they are drawn, what they say and what they are set in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from therapytool.rendering.compiling.bodies import CannotCompile
from therapytool.rendering.compiling.glyphs import DrawnFont
from therapytool.rendering.layout.drawing import ENDS_MARKED, marks
from therapytool.rendering.linking.fonts import typeface

GLYPHS = re.compile(rb"<([0-9a-f]*)>")
GLYPHS_OR_SHIFT = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+)")
FONT = re.compile(rb"/(\w+) ([\d.]+) Tf")
MATRIX = re.compile(rb"1 0 0 -1 (-?[\d.]+) (-?[\d.]+) Tm")
KEPT = (b" gs", b" rg", b" g", b" k", b" cs", b" scn", b" Tf", b" Tr")
"""Operators that set how text looks."""
PLACED_AND_SHOWN = 5
"""So many more operators has a text in one style: it begins, stands somewhere, chooses its font, is shown, and ends."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text is set in: where it begins, its size, and the operators that choose its color and, last, its font."""

    left: float
    baseline: float
    size: float
    kept: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Marked content among a page's operators, from `start` up to `end`, and the font that it chooses, if one."""

    start: int
    end: int
    kind: Any
    properties: Any
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
    def file(self) -> str:
        """The shipped typeface it is set in. Raises CannotCompile where it is none."""
        if self.font is None or self.font.file is None:
            raise CannotCompile("words in a font of the machine")
        return self.font.file

    @property
    def advance(self) -> float:
        """How far it moves on, in 1/1000 em."""
        widths = typeface(self.file).widths
        return sum(widths[glyph] if isinstance(glyph, int) else -glyph for glyph in self.glyphs)

    def anchor(self, share: float) -> float:
        """The point it is aligned to, where so much of it stands left of that. Raises CannotCompile."""
        setting = self.setting()
        return round(setting.left + share * self.advance * setting.size / 1000, 3)

    def setting(self) -> Setting:
        """What it is set in. Raises CannotCompile when that is more than one style."""
        matrices = [match.groups() for match in map(MATRIX.fullmatch, self.operators) if match]
        fonts = [match for match in map(FONT.fullmatch, self.operators) if match]
        kept = [operator for operator in self.operators if operator.endswith(KEPT) and not FONT.fullmatch(operator)]
        if (len(matrices), len(fonts)) != (1, 1) or len(kept) + PLACED_AND_SHOWN != len(self.operators):
            raise CannotCompile("words in more than one style")
        left, baseline = matrices[0]
        return Setting(float(left), float(baseline), float(fonts[0][2]), (*kept, fonts[0][0]))

    @property
    def _shown(self) -> bytes:
        return b"".join([operator for operator in self.operators if operator.endswith(b"] TJ")])


def marked_texts(
    operators: Sequence[Any], fonts: Mapping[str, DrawnFont], wanted: Callable[[Any], bool]
) -> Iterator[MarkedText]:
    """The marked content of a page with properties that are wanted, in the order it is drawn."""
    for place in (place for place in marks(operators) if wanted(operators[place - 1])):
        end = operators.index(ENDS_MARKED, place)
        inside = tuple(operators[place + 1 : end])
        chosen = [match for match in map(FONT.fullmatch, inside) if match]
        font = fonts.get(chosen[0][1].decode()) if chosen else None
        yield MarkedText(place - 2, end + 1, operators[place - 2], operators[place - 1], inside, font)


def _numbers(run: bytes) -> list[int]:
    """The glyphs of a run that is written in hexadecimal."""
    return [int(run[start : start + 4], 16) for start in range(0, len(run), 4)]
