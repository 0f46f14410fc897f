"""Page x of y: drawn on each page where and as its style sheet would have drawn it, marked as no part of the text."""

from __future__ import annotations

from functools import lru_cache

from therapytool.rendering.fragment import Fragment, PageNumber, Shown
from therapytool.rendering.linking.fonts import typeface
from therapytool.rendering.linking.numbering import Place
from therapytool.rendering.linking.syntax import real
from therapytool.rendering.linking.writing import PdfFile, indirect, stream

FOOT = b"/Artifact<</Type/Pagination/Subtype/Footer>>BDC q %s 1 0 0 -1 %s %s Tm [%s] TJ ET Q EMC"


def stamp(file: PdfFile, place: Place, *, before: int, total: int) -> None:
    """Number the pages of one part, with so many pages `before` it and so many in all."""
    fragment = place.part.fragment
    start = place.first + fragment.object_count
    for index, page in enumerate(fragment.pages):
        if page.page_number is not None:
            drawing = _drawing(fragment, page.page_number, before + index + 1, total)
            body = indirect(start + index, stream(drawing))
            file.references.place(start + index, file.append(body))


def _drawing(fragment: Fragment, foot: PageNumber, page: int, total: int) -> bytes:
    file = fragment.typefaces[foot.typeface].file
    shown, advance = foot.words[0].glyphs, foot.words[0].advance
    for number, words in zip((page, total), foot.words[1:], strict=False):
        digits = _written(number, file, foot.digits)
        shown += digits.glyphs + words.glyphs
        advance += digits.advance + words.advance
    left = foot.anchor - foot.share * advance * foot.size / 1000
    return FOOT % (foot.opening, real(left), real(foot.baseline), shown)


@lru_cache(maxsize=1024)
def _written(number: int, file: str, digits: tuple[int, ...]) -> Shown:
    """A number in the digits of a typeface."""
    glyphs = [digits[int(digit)] for digit in str(number)]
    widths = typeface(file).widths
    return Shown(b"<%s>" % b"".join([b"%04x" % glyph for glyph in glyphs]), sum([widths[glyph] for glyph in glyphs]))
