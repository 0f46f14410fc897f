"""What is written on the pages of a compiled document: page x of y, marked as no part of the text, and inscriptions.

Each stands where and as the style sheet would have had it drawn.
"""

from __future__ import annotations

from functools import lru_cache

from therapytool.rendering.fragment import Fragment, Inscription, PageNumber, Shown
from therapytool.rendering.linking.fonts import typeface
from therapytool.rendering.linking.lettering import inscribed
from therapytool.rendering.linking.numbering import Place
from therapytool.rendering.linking.syntax import real
from therapytool.rendering.linking.writing import PdfFile, indirect, stream

FOOT = b"/Artifact<</Type/Pagination/Subtype/Footer>>BDC q %s 1 0 0 -1 %s %s Tm [%s] TJ ET Q EMC"

WORDS = b"%s 1 0 0 -1 %s %s Tm [%s] TJ ET EMC"
NO_WORDS = Shown(b"", 0)


def stamp(file: PdfFile, place: Place, *, before: int, total: int) -> None:
    """Number the pages of one part, with so many pages `before` it and so many in all, and write its words on them."""
    fragment = place.part.fragment
    start = place.first + fragment.object_count
    for number, page in enumerate(fragment.pages, start):
        if page.page_number is not None:
            _write(file, number, _drawing(fragment, page.page_number, before + number - start + 1, total))
    for number, inscription in enumerate(fragment.inscriptions, start + len(fragment.pages)):
        words = place.part.inscriptions.get(inscription.name, "")
        _write(file, number, _inscription(inscription, inscribed(fragment, inscription, words) or NO_WORDS))


def _write(file: PdfFile, number: int, drawing: bytes) -> None:
    file.references.place(number, file.append(indirect(number, stream(drawing))))


def _inscription(place: Inscription, words: Shown) -> bytes:
    return WORDS % (place.opening, _left(place, words.advance), real(place.baseline), words.glyphs)


def _left(place: PageNumber | Inscription, advance: float) -> bytes:
    """Where a text that moves on so far begins, for it to stand at its anchor."""
    return real(place.anchor - place.share * advance * place.size / 1000)


def _drawing(fragment: Fragment, foot: PageNumber, page: int, total: int) -> bytes:
    file = fragment.typefaces[foot.typeface].file
    shown, advance = foot.words[0].glyphs, foot.words[0].advance
    for number, words in zip((page, total), foot.words[1:], strict=False):
        digits = _written(number, file, foot.digits)
        shown += digits.glyphs + words.glyphs
        advance += digits.advance + words.advance
    return FOOT % (foot.opening, _left(foot, advance), real(foot.baseline), shown)


@lru_cache(maxsize=1024)
def _written(number: int, file: str, digits: tuple[int, ...]) -> Shown:
    """A number in the digits of a typeface."""
    glyphs = [digits[int(digit)] for digit in str(number)]
    widths = typeface(file).widths
    return Shown(b"<%s>" % b"".join([b"%04x" % glyph for glyph in glyphs]), sum([widths[glyph] for glyph in glyphs]))
