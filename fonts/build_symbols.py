"""Draw TherapytoolSymbols.ttf, its copy for screens and symbols.json: what a client ticks on paper.

    .venv/bin/python fonts/build_symbols.py

One em is one control: a circle or box fills the em square exactly, so `font-size: 9mm` prints a circle of
9 mm and `font-size: 4.5mm` a checkbox of 4.5 mm, each with `line-height: 1`. The feature `ss01` puts a tick
under a circle, which marks the middle of a scale without changing the character that is copied or read aloud.
The same outlines always give the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, flagOverlapSimple

import drawings
from drawings import DESCENT, EM, Draw, numbered, with_middle_tick
from theme_marks import THEME_MARKS

FONTS = Path(__file__).resolve().parent
DIGITS = FONTS / "AtkinsonHyperlegibleNext-SemiBold.ttf"
SCREEN_FONT = FONTS.parent / "static" / "fonts" / "therapytool-symbols.woff2"

FAMILY = "Therapytool Symbols"
VERSION = "1.000"
LARGEST_NUMBER = 20
WRITTEN_AT = 3_849_984_000
"""The font's date in seconds since 1904, fixed (1 January 2026) so that a rebuild changes nothing."""


@dataclass(frozen=True)
class Symbol:
    """One character of the font; `marked` draws its variant for the middle of a scale."""

    name: str
    codepoint: int
    draw: Draw
    width: int = EM
    marked: Draw | None = None

    @property
    def glyph(self) -> str:
        """The PostScript name, from which readers without a map can still tell the character."""
        return f"uni{self.codepoint:04X}"


def circled_codepoint(number: int) -> int:
    """The Unicode character of a number in a circle, 0 to 20."""
    return 0x24EA if number == 0 else 0x2460 + number - 1


def filled_codepoint(number: int) -> int:
    """The Unicode character of a white number in a black circle, 0 to 20."""
    if number == 0:
        return 0x24FF
    return 0x2776 + number - 1 if number <= 10 else 0x24EB + number - 11


def numbered_symbols(digits: TTFont) -> list[Symbol]:
    """The circles 0 to 20, open and chosen."""
    symbols = []
    for number in range(LARGEST_NUMBER + 1):
        circle = numbered(drawings.open_circle, number, digits, knocked_out=False)
        chosen = numbered(drawings.filled_circle, number, digits, knocked_out=True)
        symbols += [
            Symbol(f"circle-{number}", circled_codepoint(number), circle, marked=with_middle_tick(circle)),
            Symbol(f"chosen-{number}", filled_codepoint(number), chosen, marked=with_middle_tick(chosen)),
        ]
    return symbols


def plain_symbols() -> list[Symbol]:
    """Everything without a number."""
    return [
        Symbol("circle", 0x25CB, drawings.open_circle, marked=with_middle_tick(drawings.open_circle)),
        Symbol("chosen", 0x25CF, drawings.filled_circle, marked=with_middle_tick(drawings.filled_circle)),
        Symbol("circle-middle", 0xE010, with_middle_tick(drawings.open_circle)),
        Symbol("chosen-middle", 0xE011, with_middle_tick(drawings.filled_circle)),
        Symbol("middle-mark", 0x25B4, drawings.middle_mark),
        Symbol("checkbox", 0x2610, drawings.checkbox),
        Symbol("checkbox-ticked", 0x2611, drawings.ticked_checkbox),
        Symbol("dot-empty", 0x25E6, drawings.open_dot, width=540),
        Symbol("dot-filled", 0x2022, drawings.filled_dot, width=540),
        Symbol("check", 0x2713, drawings.check, width=800),
        Symbol("prime", 0x2032, drawings.prime(strokes=1), width=220),
        Symbol("double-prime", 0x2033, drawings.prime(strokes=2), width=350),
        Symbol("scissors", 0x2702, drawings.scissors),
        Symbol("arrow-right", 0x2192, drawings.arrow(turn=0), width=880),
        Symbol("arrow-up", 0x2191, drawings.arrow(turn=1), width=880),
        Symbol("arrow-left", 0x2190, drawings.arrow(turn=2), width=880),
        Symbol("arrow-down", 0x2193, drawings.arrow(turn=3), width=880),
        *(Symbol(f"theme-{code}", 0xE000 + ord(code) - ord("@"), drawings.theme_mark(code)) for code in THEME_MARKS),
    ]


def outline(draw: Draw | None) -> Glyph:
    """A drawing as TrueType curves, marked as overlapping so that edges stay even; None is an empty glyph."""
    pen = TTGlyphPen(None)
    if draw:
        draw(pen)
    glyph = pen.glyph()
    if draw:
        glyph.flags[0] |= flagOverlapSimple
    return glyph


def build(symbols: list[Symbol]) -> TTFont:
    """The finished font."""
    glyphs = {".notdef": outline(None), "space": outline(None)}
    widths = {".notdef": EM // 2, "space": EM // 4}
    for symbol in symbols:
        glyphs[symbol.glyph], widths[symbol.glyph] = outline(symbol.draw), symbol.width
    for symbol in symbols:
        if symbol.marked:
            glyphs[f"{symbol.glyph}.ss01"] = outline(symbol.marked)
            widths[f"{symbol.glyph}.ss01"] = symbol.width
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({0x20: "space", 0xA0: "space"} | {symbol.codepoint: symbol.glyph for symbol in symbols})
    builder.setupGlyf(glyphs)
    left_edges = {name: getattr(glyph, "xMin", 0) for name, glyph in glyphs.items()}
    builder.setupHorizontalMetrics({name: (widths[name], left_edges[name]) for name in glyphs})
    describe(builder)
    builder.addOpenTypeFeatures(middle_feature(symbols))
    return builder.font


def describe(builder: FontBuilder) -> None:
    """Metrics, names and dates."""
    ascent = EM - DESCENT
    builder.setupHorizontalHeader(ascent=ascent, descent=-DESCENT, lineGap=0)
    builder.setupOS2(
        sTypoAscender=ascent,
        sTypoDescender=-DESCENT,
        sTypoLineGap=0,
        usWinAscent=ascent,
        usWinDescent=2 * DESCENT,
        fsType=0,
        achVendID="TTOO",
        usWeightClass=400,
        version=4,
        fsSelection=0b1100_0000,
    )
    builder.setupNameTable(
        {
            "copyright": "Copyright 2026 the Therapytool authors. Numbers from Atkinson Hyperlegible Next, "
            "Copyright 2020-2024 The Atkinson Hyperlegible Next Project Authors.",
            "familyName": FAMILY,
            "styleName": "Regular",
            "uniqueFontIdentifier": f"{VERSION};TherapytoolSymbols-Regular",
            "fullName": f"{FAMILY} Regular",
            "version": f"Version {VERSION}",
            "psName": "TherapytoolSymbols-Regular",
            "licenseDescription": "This Font Software is under the SIL Open Font License, Version 1.1.",
            "licenseInfoURL": "https://openfontlicense.org",
        }
    )
    builder.setupPost(keepGlyphNames=True)
    builder.updateHead(created=WRITTEN_AT, modified=WRITTEN_AT, fontRevision=float(VERSION))
    builder.font.recalcTimestamp = False


def middle_feature(symbols: list[Symbol]) -> str:
    """The feature ss01, which swaps circles for those with a tick under them."""
    swaps = [f"  sub {symbol.glyph} by {symbol.glyph}.ss01;" for symbol in symbols if symbol.marked]
    return "\n".join(["feature ss01 {", *swaps, "} ss01;"])


def main() -> None:
    """Write the font for paper and for screens, and the table that names its characters."""
    with TTFont(DIGITS) as digits:
        symbols = numbered_symbols(digits) + plain_symbols()
        font = build(symbols)
    font.save(FONTS / "TherapytoolSymbols.ttf")
    font.flavor = "woff2"
    font.save(SCREEN_FONT)
    codepoints = {symbol.name: f"{symbol.codepoint:04X}" for symbol in symbols}
    (FONTS / "symbols.json").write_text(json.dumps(codepoints, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
