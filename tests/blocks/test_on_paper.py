"""Every kind of block on real pages: nothing to complain about, nothing torn apart, words where the pen would be."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from pydantic import TypeAdapter

from tests.blocks.odd_cases import ODD_BLOCKS, odd_answers
from tests.pdf import Pdf, read_pdf
from tests.shipped_exercises import exercise_in, shipped_sheet
from therapytool.blocks import AnyBlock
from therapytool.blocks.base import Answers
from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.library import exercise_paths
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.letterhead import letterhead
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.exercises.vocabulary import Theme
from therapytool.rendering.document import Paper, PrintProfile
from therapytool.rendering.packet import Printed
from therapytool.rendering.printer import Printer, PrintJob
from therapytool.shipped import folder

HEAD = letterhead("Harbor Practice", "12 Harbor Lane", "US")
SHEET_FONTS = {
    "Atkinson-Hyperlegible-Next",
    "Atkinson-Hyperlegible-Next-Italic",
    "Atkinson-Hyperlegible-Next-Semi-Bold",
    "Source-Serif-4-Semi-Bold",
    "Therapytool-Symbols",
}
HOMEWORK = SheetOptions(is_homework=True, copy_label="Partner A")
KINDS_WITH_A_TABLE = {"table", "rating_grid", "weekly_log", "sort"}
WIDE_BAND = 0.15
LEAST_OF_A_LAST_PAGE = 0.2


@cache
def frame() -> ExerciseContent:
    return read_file(exercise_paths()[0], ExerciseContent)


def sheet_of(blocks: Sequence[AnyBlock]) -> ExerciseContent:
    """A shipped exercise whose worksheet is these blocks."""
    worksheet = frame().worksheet.model_copy(update={"blocks": tuple(blocks)})
    return frame().model_copy(update={"title": "Odd Cases", "worksheet": worksheet})


def printed(
    printer: Printer,
    exercise: ExerciseContent,
    *,
    options: SheetOptions = HOMEWORK,
    answers: Answers | None = None,
    paper: Paper = Paper.LETTER,
) -> Printed:
    document = worksheet_document(
        exercise, version="a1b2c3d4e5", options=options, letterhead=HEAD, slots={}, answers=answers or {}
    )
    return printer.print(PrintJob([document], PrintProfile(paper), title="Odd Cases", author=HEAD.practice))


@pytest.fixture(scope="module", params=[Paper.LETTER, Paper.A4])
def blank(request: pytest.FixtureRequest, printer: Printer) -> tuple[Printed, Pdf]:
    result = printed(printer, sheet_of(ODD_BLOCKS), paper=request.param)
    return result, read_pdf(result.pdf)


@pytest.fixture(scope="module")
def filled(printer: Printer) -> tuple[Printed, Pdf]:
    result = printed(printer, sheet_of(ODD_BLOCKS), answers=odd_answers())
    return result, read_pdf(result.pdf)


def page_with(pdf: Pdf, words: str) -> int:
    return next(number for number, page in enumerate(pdf.pages, 1) if words in page.text)


class TestABlankSheet:
    def test_gives_the_engine_nothing_to_complain_about(self, blank: tuple[Printed, Pdf]) -> None:
        assert blank[0].warnings == ()

    def test_carries_its_own_typefaces_and_no_other(self, blank: tuple[Printed, Pdf]) -> None:
        assert all(font.is_embedded for font in blank[1].fonts)
        assert {font.name for font in blank[1].fonts} <= SHEET_FONTS

    def test_is_tagged_for_a_screen_reader(self, blank: tuple[Printed, Pdf]) -> None:
        _, pdf = blank
        counts = pdf.tag_counts()
        assert "pdf/ua-1" in pdf.metadata.claims
        assert counts["H1"] == 1
        assert counts["Table"] >= sum(block.kind in KINDS_WITH_A_TABLE for block in ODD_BLOCKS)
        assert counts["THead"] == counts["Table"]

    def test_says_of_each_drawing_what_it_is(self, blank: tuple[Printed, Pdf]) -> None:
        figures = [tag for root in blank[1].tags for tag in root.walk() if tag.kind == "Figure"]
        assert figures
        assert all(figure.alternative for figure in figures)

    def test_has_no_letter_only_our_own_font_can_read(self, blank: tuple[Printed, Pdf]) -> None:
        assert [letter for letter in blank[1].text if unicodedata.category(letter) == "Co"] == []

    def test_names_practice_title_version_and_page_in_every_foot(self, blank: tuple[Printed, Pdf]) -> None:
        _, pdf = blank
        printed = [(number, page) for number, page in enumerate(pdf.pages, 1) if "stays blank" not in page.text]
        assert len(printed) > 3
        for number, page in printed:
            assert "Harbor Practice · Odd Cases, a1b2c3d" in page.text
            assert f"Page {number} of {len(pdf.pages)}" in page.text

    def test_is_found_in_the_outline_with_whose_copy_it_is(self, blank: tuple[Printed, Pdf]) -> None:
        assert [bookmark.title for bookmark in blank[1].outline] == ["Odd Cases (Partner A)"]

    def test_repeats_the_head_of_a_table_on_each_of_its_pages(self, blank: tuple[Printed, Pdf]) -> None:
        assert sum("Repeated head" in page.text for page in blank[1].pages) >= 2

    @pytest.mark.parametrize(
        ("prompt", "first"),
        [("Forty rows", "Repeated head"), ("Twenty options", "Option 4"), ("Twenty choices", "Choice 2")],
    )
    def test_keeps_a_prompt_with_the_first_thing_it_asks(
        self, blank: tuple[Printed, Pdf], prompt: str, first: str
    ) -> None:
        page = blank[1].pages[page_with(blank[1], prompt) - 1]
        assert first in page.text

    def test_starts_a_new_page_where_it_is_told_to(self, blank: tuple[Printed, Pdf]) -> None:
        _, pdf = blank
        assert page_with(pdf, "What we agree") > page_with(pdf, "Three piles")
        assert pdf.pages[page_with(pdf, "What we agree") - 1].text.lstrip().startswith("What we agree")

    def test_ends_with_leave_to_skip_and_whom_to_call(self, blank: tuple[Printed, Pdf]) -> None:
        last = " ".join(blank[1].pages[page_with(blank[1], "You may skip") - 1].text.split())
        assert "You may skip any line." in last
        assert "does not replace care" in last
        assert all(line.number in last for line in HEAD.crisis_lines)
        assert HEAD.emergency in last


class TestAFilledSheet:
    def test_gives_the_engine_nothing_to_complain_about(self, filled: tuple[Printed, Pdf]) -> None:
        assert filled[0].warnings == ()

    def test_says_every_word_that_was_typed(self, filled: tuple[Printed, Pdf]) -> None:
        text = "".join(filled[1].text.split())
        typed = [words for words in odd_answers().values() if words.startswith("Said in")]
        assert [words for words in typed if "".join(words.split()) not in text] == []

    def test_shows_ticks_and_chosen_numbers_in_the_places_of_the_paper(self, filled: tuple[Printed, Pdf]) -> None:
        text = filled[1].text
        assert "☑ Option 20" in text
        assert "● Choice 20" in text
        assert "④ ❺" in text
        assert "☐" not in text

    def test_never_takes_the_clients_words_for_markup(self, printer: Printer) -> None:
        nasty = "<b>bold</b> **strong** {{ 7 * 7 }}"
        result = printed(printer, sheet_of(ODD_BLOCKS), answers={"short": nasty, "boxed": nasty})
        assert read_pdf(result.pdf).text.count(nasty) == 2


def lines_after_prose(paragraphs: int) -> tuple[AnyBlock, ...]:
    content: list[dict[str, Any]] = [{"kind": "prose", "text": "\n\n".join(["Words to read."] * paragraphs)}]
    content.append({"kind": "lines", "id": "asked", "label": "What I was asked", "lines": 3})
    return TypeAdapter(tuple[AnyBlock, ...]).validate_python(content)


@pytest.mark.parametrize("paragraphs", range(23, 32, 2))
def test_a_prompt_never_parts_from_its_lines(printer: Printer, paragraphs: int) -> None:
    answers = {"asked": "First\nSecond\nThird"}
    pdf = read_pdf(printed(printer, sheet_of(lines_after_prose(paragraphs)), answers=answers).pdf)
    assert page_with(pdf, "What I was asked") == page_with(pdf, "First") == page_with(pdf, "Third")


class TestTheEnd:
    @pytest.mark.parametrize("paragraphs", range(15, 24, 2))
    def test_never_stands_on_a_page_by_itself(self, printer: Printer, paragraphs: int) -> None:
        result = printed(printer, sheet_of(lines_after_prose(paragraphs)), options=SheetOptions())
        pdf = read_pdf(result.pdf)
        assert page_with(pdf, "You may skip") == page_with(pdf, "What I was asked") == len(pdf.pages)

    @pytest.mark.parametrize("paragraphs", range(28, 48, 4))
    def test_takes_lines_for_notes_along_but_never_a_page_for_them(self, printer: Printer, paragraphs: int) -> None:
        pdf = read_pdf(printed(printer, sheet_of(lines_after_prose(paragraphs))).pdf)
        assert page_with(pdf, "You may skip") == page_with(pdf, "Between now") == len(pdf.pages)


def test_only_homework_asks_for_a_commitment(printer: Printer) -> None:
    blocks = lines_after_prose(1)
    home = read_pdf(printed(printer, sheet_of(blocks)).pdf).text
    here = read_pdf(printed(printer, sheet_of(blocks), options=SheetOptions()).pdf).text
    asked = ("Between now and next time", "When and where", "and then I will", "How sure am I")
    assert all(words in home and words not in here for words in asked)


@pytest.mark.parametrize("theme", Theme)
def test_the_ribbon_shows_the_mark_that_the_symbol_font_has(theme: Theme) -> None:
    font = TTFont(folder("fonts") / "TherapytoolSymbols.ttf")
    pen = SVGPathPen(font.getGlyphSet(), ntos=lambda value: f"{value:.0f}")
    glyph = font.getGlyphSet()[font.getBestCmap()[ord(theme.mark)]]
    glyph.draw(TransformPen(pen, (0.1, 0, 0, -0.1, 0, 85)))
    ribbons = (folder("templates") / "print" / "worksheet_ribbon.css").read_text(encoding="utf-8")
    own = ribbons.partition(f"@page theme-{theme.lower()}")[2].partition("}")[0]
    assert pen.getCommands() in own


def share_used(pdf: bytes, page: int) -> float:
    """How much of a page its content takes before the widest blank band, from 0 to 1; 1 when no band is wide."""
    document = pypdfium2.PdfDocument(pdf)
    drawn = document[page].render(scale=0.5, grayscale=True).to_pil()
    document.close()
    area = drawn.crop((0, round(drawn.height * 0.06), drawn.width, round(drawn.height * 0.94)))
    inked = [row for row in range(area.height) if area.crop((0, row, area.width, row + 1)).getextrema()[0] < 200]
    bands = [(after - before, before) for before, after in pairwise([0, *inked, area.height])]
    widest, end = max(bands)
    return end / area.height if widest > WIDE_BAND * area.height else 1.0


@pytest.mark.parametrize("dose", Dose)
@pytest.mark.parametrize("path", exercise_paths(), ids=lambda path: path.stem)
class TestAShippedSheet:
    def test_ends_on_a_page_worth_turning_to(self, printer: Printer, path: Any, dose: Dose) -> None:
        job = PrintJob([shipped_sheet(exercise_in(path), dose)], PrintProfile(), title="", author="", cacheable=True)
        result = printer.print(job)
        assert result.warnings == ()
        assert share_used(result.pdf, result.page_count - 1) >= LEAST_OF_A_LAST_PAGE
