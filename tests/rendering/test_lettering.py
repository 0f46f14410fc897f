"""Words that the linker sets by itself stand as the engine would have set them, or are left to the engine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from therapytool.rendering.layout.engine import drawn, pages_of
from therapytool.rendering.linking.fonts import typeface, typeface_files
from therapytool.rendering.linking.kerning import Kerning
from therapytool.rendering.linking.lettering import is_plain, lettered
from therapytool.shipped import shipped_fonts

BOLD = "AtkinsonHyperlegibleNext-SemiBold.ttf"
SET = {BOLD: "600", "AtkinsonHyperlegibleNext-Regular.ttf": "400"}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,-'()ÄÉØŁçñöšż "
ALPHABETS = ("LATIN", "GREEK", "CYRILLIC")
SHIFTED = re.compile(rb"<([0-9a-f]+)>(-?[\d.]+)?")
WORDS = st.text(st.sampled_from(LETTERS + "Ωжא好́⁄ﬁ\u00ad\u200b")).map(" ".join)


def moves_of_the_engine(weight: str) -> Iterator[dict[tuple[int, int], float]]:
    """How far each pair of letters is moved apart where the engine sets it, line by line."""
    lines = "".join(f"<p>{''.join(first + second for second in LETTERS)}" for first in LETTERS)
    styles = f"@page {{ size: 200in 200in }} p {{ font: {weight} 20px 'Atkinson Hyperlegible Next'; white-space: pre }}"
    with pages_of(f'<!DOCTYPE html><html lang="en"><title>-</title><body>{lines}', styles) as (document, _):
        drawing = drawn(document)
        for page in drawing.pages:
            for operator in drawing.find(page["Contents"]).stream:
                if isinstance(operator, bytes) and operator.endswith(b"] TJ"):
                    yield _moves(operator)


def _moves(operator: bytes) -> dict[tuple[int, int], float]:
    shown = [
        (int(run[start : start + 4], 16), float(shift or 0) if start + 4 == len(run) else 0.0)
        for run, shift in SHIFTED.findall(operator)
        for start in range(0, len(run), 4)
    ]
    return {(first, second): -shift for (first, shift), (second, _) in pairwise(shown)}


@pytest.mark.parametrize("file", SET)
def test_every_pair_of_letters_stands_as_close_as_in_the_engine(file):
    kerning = Kerning(typeface(file).table("GPOS"))
    set_apart = [pair for line in moves_of_the_engine(SET[file]) for pair in line.items()]
    assert len(dict(set_apart)) == len(LETTERS) ** 2
    assert all(abs(kerning.between(*pair) - move) <= 1 for pair, move in set_apart)
    assert sum(kerning.between(*pair) != 0 for pair, _ in set_apart) > len(LETTERS) * 5


@pytest.mark.parametrize("file", typeface_files())
def test_a_file_has_the_glyphs_that_a_font_library_reads(file):
    library = TTFont(BytesIO(shipped_fonts()[file].read_bytes()))
    known = {chr(point): library.getGlyphID(name) for point, name in library.getBestCmap().items() if point < 0x10000}
    assert typeface(file).characters == known


def test_every_letter_of_the_alphabets_of_the_text_face_has_a_glyph_of_its_own():
    known = typeface(BOLD).characters
    letters = [letter for letter in known if letter.isalpha() and unicodedata.name(letter).startswith(ALPHABETS)]
    assert len(letters) > 400
    assert len({known[letter] for letter in letters}) == len(letters)


@given(WORDS)
def test_what_is_set_has_a_glyph_for_every_letter_and_anything_else_is_left_to_the_engine(words):
    shown = lettered(words, BOLD)
    if shown is None:
        assert not (words and set(words) <= set(LETTERS) and words == " ".join(words.split()))
    else:
        glyphs = b"".join(re.findall(rb"<([0-9a-f]+)>", shown.glyphs))
        assert [int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4)] == [
            typeface(BOLD).characters[letter] for letter in words
        ]


@pytest.mark.parametrize(
    "words",
    ["", " Wren", "Wren ", "Wren  A", "Wre\u0301n", "Рен", "רן", "1⁄2", "ªbc", "a\u00adb", "a\tb", "a\nb", "ΔW"],
)
def test_what_is_not_plain_is_left_to_the_engine(words):
    assert not is_plain(words)
    assert lettered(words, BOLD) is None


def test_a_typeface_that_does_more_than_kern_by_pairs_is_left_to_the_engine():
    assert lettered("Wren", "SourceSerif4-SemiBold.ttf") is None


def test_letters_set_wide_are_so_much_longer():
    assert lettered("Wren", BOLD, spacing=40).advance == lettered("Wren", BOLD).advance + 3 * 40
