"""Make the text fonts of the printed page from the npm packages named in README.md.

    npm install --prefix FOLDER @expo-google-fonts/atkinson-hyperlegible-next@0.4.1 \
        @expo-google-fonts/source-serif-4@0.4.1 @expo-google-fonts/noto-sans@0.4.2
    .venv/bin/python fonts/build_text_fonts.py FOLDER/node_modules/@expo-google-fonts

Source Serif 4 is copied as it is: its license reserves the name. Atkinson Hyperlegible Next, which has no
reserved name, gains the accented letters of Latin Extended-A it lacks, put together from its own letters and
accents, placed by its own anchors and kerned like the plain letter. Without them a name such as Tōrangi would
fall into another font. Greek and Cyrillic letters are lent by Noto Sans (`lent_letters.py`).
"""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from lent_letters import lend, map_character, tell_apart

FONTS = Path(__file__).resolve().parent
ATKINSON = {
    "Regular": "400Regular/AtkinsonHyperlegibleNext_400Regular.ttf",
    "Italic": "400Regular_Italic/AtkinsonHyperlegibleNext_400Regular_Italic.ttf",
    "SemiBold": "600SemiBold/AtkinsonHyperlegibleNext_600SemiBold.ttf",
}
NOTO = {
    "Regular": "400Regular/NotoSans_400Regular.ttf",
    "Italic": "400Regular_Italic/NotoSans_400Regular_Italic.ttf",
    "SemiBold": "600SemiBold/NotoSans_600SemiBold.ttf",
}
SOURCE_SERIF = "600SemiBold/SourceSerif4_600SemiBold.ttf"

LATIN_EXTENDED_A = range(0x0100, 0x0180)
CEDILLA, COMMA_BELOW = 0x0327, 0x0326
SOFT_DOTTED = {"i": "ı", "j": "ȷ"}
SAME_SHAPE = {0x00AD: "-", 0x00B5: "μ"}
"""Characters that take the glyph of another: soft hyphen, micro sign."""
GREEK_MU = 0x03BC
MARK_TO_BASE, EXTENSION, PAIR = 4, 9, 2


@dataclass(frozen=True)
class Accented:
    """A letter to be put together: its character and the glyphs of its letter and accent."""

    codepoint: int
    letter: str
    accent: str

    @property
    def glyph(self) -> str:
        """The PostScript name of the new glyph."""
        return f"uni{self.codepoint:04X}"


def missing_letters(font: TTFont) -> list[Accented]:
    """The letters of Latin Extended-A the font lacks but has both parts of."""
    characters = font.getBestCmap()
    found = []
    for codepoint in LATIN_EXTENDED_A:
        parts = unicodedata.decomposition(chr(codepoint)).split()
        if codepoint in characters or len(parts) != 2 or parts[0].startswith("<"):
            continue
        letter, accent = chr(int(parts[0], 16)), int(parts[1], 16)
        accent = COMMA_BELOW if accent == CEDILLA else accent
        letter = SOFT_DOTTED.get(letter, letter)
        found.append(Accented(codepoint, characters[ord(letter)], characters[accent]))
    return found


def complete(font: TTFont) -> None:
    """Add the missing letters, the soft hyphen and the micro sign to a font."""
    anchors = Anchors(font)
    for accented in missing_letters(font):
        add_glyph(font, accented, anchors)
        share_kerning(font, accented)
    for codepoint, twin in SAME_SHAPE.items():
        map_character(font, codepoint, font.getBestCmap()[ord(twin)])


def add_glyph(font: TTFont, accented: Accented, anchors: Anchors) -> None:
    """Append a composite glyph as wide as its letter."""
    right, up = anchors.offset(accented.letter, accented.accent)
    pen = TTGlyphPen(font.getGlyphSet())
    pen.addComponent(accented.letter, (1, 0, 0, 1, 0, 0))
    pen.addComponent(accented.accent, (1, 0, 0, 1, right, up))
    glyph = pen.glyph()
    font["glyf"][accented.glyph] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][accented.glyph] = (font["hmtx"][accented.letter][0], glyph.xMin)
    font["GDEF"].table.GlyphClassDef.classDefs[accented.glyph] = 1
    map_character(font, accented.codepoint, accented.glyph)


class Anchors:
    """Where a font's accents sit on its letters."""

    def __init__(self, font: TTFont) -> None:
        self._subtables = list(positioning(font, MARK_TO_BASE))

    def offset(self, letter: str, accent: str) -> tuple[int, int]:
        """How far the accent moves right and up to sit on the letter; KeyError when the font does not say."""
        for table in self._subtables:
            if letter in table.BaseCoverage.glyphs and accent in table.MarkCoverage.glyphs:
                mark = table.MarkArray.MarkRecord[table.MarkCoverage.glyphs.index(accent)]
                base = table.BaseArray.BaseRecord[table.BaseCoverage.glyphs.index(letter)].BaseAnchor[mark.Class]
                return (
                    base.XCoordinate - mark.MarkAnchor.XCoordinate,
                    base.YCoordinate - mark.MarkAnchor.YCoordinate,
                )
        raise KeyError(f"no anchor for {accent} on {letter}")


def share_kerning(font: TTFont, accented: Accented) -> None:
    """Put a new letter into the kerning classes of its plain letter."""
    for table in positioning(font, PAIR):
        if table.Format != 2:
            continue
        if accented.letter in table.Coverage.glyphs:
            table.Coverage.glyphs.append(accented.glyph)
        for classes in (table.ClassDef1.classDefs, table.ClassDef2.classDefs):
            if accented.letter in classes:
                classes[accented.glyph] = classes[accented.letter]


def positioning(font: TTFont, kind: int) -> Iterator[Any]:
    """The subtables of one kind of positioning rule, unwrapped."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = table.ExtSubTable if table.LookupType == EXTENSION else table
            if inner.LookupType == kind:
                yield inner


def note_the_change(font: TTFont) -> None:
    """Say in the version name that the font is not the original."""
    names = font["name"]
    for record in [record for record in names.names if record.nameID == 5]:
        record.string = f"{record.toUnicode()}; Latin Extended-A completed, Greek and Cyrillic from Noto Sans"


def main(packages: Path) -> None:
    """Write the five text fonts beside this script."""
    for style, source in ATKINSON.items():
        font = TTFont(packages / "atkinson-hyperlegible-next" / source, recalcTimestamp=False)
        complete(font)
        lend(font, TTFont(packages / "noto-sans" / NOTO[style]))
        tell_apart(font, GREEK_MU)
        note_the_change(font)
        font.save(FONTS / f"AtkinsonHyperlegibleNext-{style}.ttf")
    shutil.copyfile(packages / "source-serif-4" / SOURCE_SERIF, FONTS / "SourceSerif4-SemiBold.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
