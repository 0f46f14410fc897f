"""Greek and Cyrillic letters for a typeface that has none, lent by another and made as high as its own."""

from __future__ import annotations

from fontTools.misc.transform import Scale
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

GREEK = range(0x0384, 0x03CF)
"""Modern Greek, with its accents."""
CYRILLIC = (*range(0x0400, 0x0460), *range(0x0490, 0x0494), *range(0x049A, 0x049C), *range(0x04A2, 0x04A4))
KAZAKH_AND_KYRGYZ = (*range(0x04AE, 0x04B2), *range(0x04BA, 0x04BC), *range(0x04D8, 0x04DA), *range(0x04E8, 0x04EA))
LENT = (*GREEK, *CYRILLIC, *KAZAKH_AND_KYRGYZ)
BASE = 1
"""The class of glyphs that are letters."""


def lend(font: TTFont, lender: TTFont) -> None:
    """Append every lent character that the font lacks, its small letters as high as the font's own."""
    scale = font["OS/2"].sxHeight / lender["OS/2"].sxHeight
    offered, known = lender.getBestCmap(), font.getBestCmap()
    for point in LENT:
        if point in offered and point not in known:
            _append(font, lender, offered[point], f"uni{point:04X}", scale)
            map_character(font, point, f"uni{point:04X}")
    font["OS/2"].recalcUnicodeRanges(font)


def tell_apart(font: TTFont, point: int) -> None:
    """Give a letter that shares its glyph, as mu does with the micro sign, one of its own: a glyph says one letter."""
    shared, name = font.getBestCmap()[point], f"uni{point:04X}.letter"
    pen = TTGlyphPen(font.getGlyphSet())
    pen.addComponent(shared, (1, 0, 0, 1, 0, 0))
    glyph = font["glyf"][name] = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = font["hmtx"][shared]
    font["GDEF"].table.GlyphClassDef.classDefs[name] = BASE
    map_character(font, point, name)


def map_character(font: TTFont, codepoint: int, glyph: str) -> None:
    """Let a character show a glyph, in every Unicode table of the font."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[codepoint] = glyph


def _append(font: TTFont, lender: TTFont, lent: str, name: str, scale: float) -> None:
    """One outline, its parts put together, without the programs that fit it to the dots of a screen."""
    whole, drawn = DecomposingRecordingPen(lender.getGlyphSet()), TTGlyphPen(None)
    lender.getGlyphSet()[lent].draw(whole)
    whole.replay(TransformPen(drawn, Scale(scale)))
    glyph = font["glyf"][name] = drawn.glyph()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (round(lender["hmtx"][lent][0] * scale), getattr(glyph, "xMin", 0))
    font["GDEF"].table.GlyphClassDef.classDefs[name] = BASE
