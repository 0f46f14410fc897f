"""Our own subsets of the shipped typefaces against what a font library reads from the whole files."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from therapytool.rendering.linking.truetype import TrueType
from therapytool.shipped import shipped_fonts

FILES = sorted(shipped_fonts())


@pytest.fixture(params=FILES)
def file(request: pytest.FixtureRequest) -> tuple[TrueType, TTFont]:
    content = shipped_fonts()[request.param].read_bytes()
    return TrueType(content), TTFont(BytesIO(content))


def outline(font: TTFont, glyph: int) -> list:
    """How a glyph is drawn, with the parts it is made of."""
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getGlyphName(glyph)].draw(pen)
    return pen.value


class TestAFile:
    def test_is_static_and_without_programs_which_a_subset_relies_on(self, file):
        _, library = file
        assert {"fvar", "fpgm", "cvt ", "CFF ", "COLR", "EBDT"}.isdisjoint(library.keys())
        assert all(not getattr(library["glyf"][name], "program", None) for name in library.getGlyphOrder())

    def test_says_what_the_library_reads(self, file):
        ours, library = file
        widths = [library["hmtx"][name][0] for name in library.getGlyphOrder()]
        units = library["head"].unitsPerEm
        assert ours.widths == tuple(round(width * 1000 / units) for width in widths)
        assert ours.glyph_count == len(widths)
        assert ours.identity[0] == library["name"].getDebugName(6)
        assert ours.family == library["name"].getDebugName(1)
        assert ours.ascent_and_descent == (library["hhea"].ascent, library["hhea"].descent)
        assert ours.italic_angle == library["post"].italicAngle
        assert ours.capital_height == getattr(library["OS/2"], "sCapHeight", library["hhea"].ascent)

    def test_is_told_from_the_others_by_its_identity(self):
        assert len({TrueType(path.read_bytes()).identity for path in shipped_fonts().values()}) == len(FILES)


class TestASubset:
    def test_draws_every_glyph_asked_for_as_the_whole_file_does(self, file):
        ours, library = file
        glyphs = sorted({library.getGlyphID(name) for name in library.getBestCmap().values()})[::3]
        subset = TTFont(BytesIO(ours.subset(glyphs)), checkChecksums=2)
        for glyph in glyphs:
            assert outline(subset, glyph) == outline(library, glyph)
            assert subset["hmtx"].metrics[subset.getGlyphName(glyph)] == library["hmtx"][library.getGlyphName(glyph)]

    def test_is_much_smaller(self, file):
        ours, library = file
        glyphs = [library.getGlyphID(name) for name in list(library.getBestCmap().values())[:30]]
        assert len(ours.subset(glyphs)) < 20_000

    def test_of_nothing_still_has_the_sign_for_what_is_missing(self, file):
        ours, library = file
        assert outline(TTFont(BytesIO(ours.subset([]))), 0) == outline(library, 0)

    def test_leaves_out_numbers_that_are_no_glyphs(self, file):
        ours, _ = file
        assert ours.subset([1, 60_000]) == ours.subset([1])


@given(st.sets(st.integers(0, 417), max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_set_of_glyphs_makes_a_sound_file(glyphs):
    content = shipped_fonts()["AtkinsonHyperlegibleNext-Regular.ttf"].read_bytes()
    subset = TTFont(BytesIO(TrueType(content).subset(glyphs)), checkChecksums=2)
    assert subset["maxp"].numGlyphs > max(glyphs, default=0)
    whole = TTFont(BytesIO(content))
    for glyph in sorted(glyphs)[:5]:
        assert outline(subset, glyph) == outline(whole, glyph)
