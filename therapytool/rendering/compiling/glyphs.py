"""Which fonts drew the pages, and which of them are the typefaces we ship.

A shipped typeface is left to the linker, which gives a packet one file of it. A font of the machine, borrowed for a
letter ours lack, goes along with the fragment as the engine embedded it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from therapytool.rendering.compiling.fillable.typeface import TYPING_FILE
from therapytool.rendering.fragment import TypefaceUse
from therapytool.rendering.layout.drawing import Drawing
from therapytool.rendering.linking.fonts import typeface, typeface_files
from therapytool.rendering.linking.truetype import TrueType

MAPPING = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
TRUETYPE = b"\0\1\0\0"


@dataclass(frozen=True, slots=True)
class DrawnFont:
    """A font as pages name it: its reference, its name, each glyph's text, and which shipped file it is, if any."""

    reference: bytes
    name: str
    glyphs: dict[int, str]
    file: str | None

    def use(self, *, is_for_typing: bool) -> TypefaceUse:
        """The same as a fragment says it, in a document with fields to type in or none. Only for shipped typefaces."""
        assert self.file is not None
        return TypefaceUse(self.file, self.name, self.glyphs, is_for_typing and self.file == TYPING_FILE)


def drawn_fonts(drawing: Drawing) -> dict[str, DrawnFont]:
    """The fonts of a drawing by the name that its pages call them."""
    resources = drawing.find(drawing.pages[0]["Resources"])
    fonts = drawing.find(resources["Font"])
    return {called: _font(drawing, drawing.find(reference)) for called, reference in fonts.items()}


def _font(drawing: Drawing, font: Any) -> DrawnFont:
    name = font["BaseFont"].decode().partition("+")[2]
    _, _, written = b"\n".join(drawing.find(font["ToUnicode"]).stream).partition(b"endcodespacerange")
    glyphs = {int(glyph, 16): _letters(text) for glyph, text in MAPPING.findall(written)}
    return DrawnFont(font.reference, name, glyphs, _shipped_file(drawing, font))


@lru_cache(maxsize=4096)
def _letters(text: bytes) -> str:
    """What a glyph stands for, as fonts write it."""
    return bytes.fromhex(text.decode()).decode("utf-16-be")


def _shipped_file(drawing: Drawing, font: Any) -> str | None:
    """The shipped file that a font is a subset of, if it draws nothing but glyphs of that file."""
    if font["Subtype"] != "/Type0" or font["Encoding"] != "/Identity-H":
        return None
    descriptor = drawing.find(drawing.find(font["DescendantFonts"][0])["FontDescriptor"])
    if "FontFile2" not in descriptor:
        return None
    content = drawing.find(descriptor["FontFile2"]).stream[0]
    return _shipped().get(TrueType(content).identity) if content.startswith(TRUETYPE) else None


@cache
def _shipped() -> dict[tuple[str, bytes], str]:
    return {typeface(file).identity: file for file in typeface_files()}
