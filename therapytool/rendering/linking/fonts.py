"""The typefaces of a packet: for each one font file with exactly the glyphs that all its documents use together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from therapytool.rendering.linking.numbering import Place, typeface_number
from therapytool.rendering.linking.syntax import fingerprint, literal, name, real, reference
from therapytool.rendering.linking.truetype import TrueType
from therapytool.rendering.linking.writing import PdfFile, packed_stream
from therapytool.shipped import shipped_fonts

SYMBOLIC, ITALIC, SERIF = 4, 64, 2
STEM = 80
"""Width of stems, which no reader of an embedded font looks at."""
MAPPINGS_IN_A_BLOCK = 100
DIGITS = "0123456789"

CHARACTER_MAP = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
%s
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@dataclass(slots=True)
class UsedTypeface:
    """A shipped typeface and the glyphs that a packet uses of it, with the text each stands for."""

    file: str
    name: str
    glyphs: dict[int, str] = field(default_factory=dict)
    is_for_typing: bool = False


def typeface_files() -> tuple[str, ...]:
    """The shipped typefaces by file name, in the order of their numbers."""
    return tuple(shipped_fonts())


@cache
def typeface(file: str) -> TrueType:
    """A shipped typeface, read once per process. Raises KeyError for a file we do not ship."""
    return TrueType(shipped_fonts()[file].read_bytes())


def used_typefaces(places: Sequence[Place]) -> tuple[UsedTypeface, ...]:
    """All typefaces of these parts. Where two texts claim one glyph, the first document's holds."""
    used: dict[str, UsedTypeface] = {}
    for fragment in [place.part.fragment for place in reversed(places) if not place.is_copy]:
        for use in fragment.typefaces:
            face = used.get(use.file) or used.setdefault(use.file, UsedTypeface(use.file, use.name))
            face.glyphs.update(use.glyphs)
            face.is_for_typing |= use.is_for_typing
        shown = [page.page_number for page in fragment.pages if page.page_number is not None]
        for place, digits in {(number.typeface, number.digits) for number in shown}:
            used[fragment.typefaces[place].file].glyphs.update(zip(digits, DIGITS, strict=True))
    for part in [place.part for place in places]:
        for inscription in part.fragment.inscriptions:
            face = used[part.fragment.typefaces[inscription.typeface].file]
            characters = typeface(face.file).characters
            for letter in part.inscriptions.get(inscription.name, ""):
                face.glyphs.setdefault(characters[letter], letter)
    return tuple(used.values())


def write_typefaces(file: PdfFile, used: Iterable[UsedTypeface]) -> dict[int, bytes]:
    """Write the font files and character maps; gives the dictionaries that are still to be packed, by number."""
    dictionaries: dict[int, bytes] = {}
    for each in used:
        number = typeface_number(typeface_files().index(each.file))
        glyphs = frozenset(each.glyphs.items())
        objects = _objects(each.file, each.name, glyphs, number, is_whole=each.is_for_typing)
        file.add(number + 3, objects.program)
        file.add(number + 4, objects.character_map)
        dictionaries |= {number: objects.font, number + 1: objects.descendant, number + 2: objects.descriptor}
    return dictionaries


@dataclass(frozen=True, slots=True)
class FontObjects:
    """The five objects of one font, without their numbers."""

    font: bytes
    descendant: bytes
    descriptor: bytes
    program: bytes
    character_map: bytes


@lru_cache(maxsize=64)
def _objects(
    file: str, font_name: str, glyphs: frozenset[tuple[int, str]], number: int, *, is_whole: bool
) -> FontObjects:
    face = typeface(file)
    texts = dict(glyphs)
    subset = face.subset(texts)
    full_name = name(font_name if is_whole else f"{_tag(subset)}+{font_name}")
    return FontObjects(
        font=b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode %s>>"
        % (full_name, reference(number + 1), reference(number + 4)),
        descendant=(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/CIDToGIDMap/Identity/W[%s]/FontDescriptor %s>>"
        )
        % (full_name, _widths(face, texts), reference(number + 2)),
        descriptor=_descriptor(face, full_name, reference(number + 3)),
        program=packed_stream(subset, b"/Length1 %d" % len(subset)),
        character_map=packed_stream(_character_map(texts)),
    )


def _tag(subset: bytes) -> str:
    """Six capital letters that tell this subset from others of the same typeface."""
    return "".join(chr(ord("A") + byte % 26) for byte in fingerprint(subset)[:6])


def _descriptor(face: TrueType, full_name: bytes, program: bytes) -> bytes:
    ascent, descent = face.ascent_and_descent
    flags = SYMBOLIC + (ITALIC if face.italic_angle else 0) + (SERIF if "Serif" in face.family else 0)
    return (
        b"<</Type/FontDescriptor/FontName%s/FontFamily%s/Flags %d/FontBBox[%s]/ItalicAngle %s"
        b"/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %s>>"
    ) % (
        full_name,
        literal(face.family.encode()),
        flags,
        b" ".join(b"%d" % side for side in face.box),
        real(face.italic_angle),
        ascent,
        descent,
        face.capital_height or ascent,
        STEM,
        program,
    )


def _widths(face: TrueType, glyphs: Mapping[int, str]) -> bytes:
    """Widths as a PDF wants them: the first glyph of a run, then the widths of the run."""
    written, before = b"", None
    for glyph in sorted(glyph for glyph in glyphs if glyph < face.glyph_count):
        opening = b" " if before == glyph - 1 else b"%d[" % glyph if before is None else b"]%d[" % glyph
        written += opening + b"%d" % face.widths[glyph]
        before = glyph
    return written + b"]" if written else b""


def _character_map(glyphs: Mapping[int, str]) -> bytes:
    """What each glyph says, for readers, searching and copying."""
    texts = {glyph: text.encode("utf-16-be").hex().encode() for glyph, text in sorted(glyphs.items())}
    lines = [b"<%04x> <%s>" % each for each in texts.items()]
    blocks = [lines[start : start + MAPPINGS_IN_A_BLOCK] for start in range(0, len(lines), MAPPINGS_IN_A_BLOCK)]
    return CHARACTER_MAP % b"\n".join(
        b"%d beginbfchar\n%s\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks
    )
