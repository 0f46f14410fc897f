"""Every kind of block on real pages: nothing to complain about, nothing torn apart, words where the pen would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pypdfium2
import pytest
from pydantic import TypeAdapter

from tests.blocks.odd_cases import ODD_BLOCKS, odd_answers
from tests.pdf import Pdf, read_pdf
from therapytool.blocks import AnyBlock
from therapytool.blocks.base import Answers
from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.letterhead import letterhead
from therapytool.exercises.library import exercise_paths
from therapytool.exercises.reading import read_file
from therapytool.exercises.sheet import SheetOptions, worksheet_document
from therapytool.rendering.cache import PrintCache
from therapytool.rendering.document import Paper, PrintProfile
from therapytool.rendering.packet import Printed
from therapytool.rendering.pool import Pool
from therapytool.rendering.printer import Printer, PrintJob

HEAD = letterhead("Harbor Practice", "12 Harbor Lane", "US")
SHEET_FONTS = {
    "Atkinson-Hyperlegible-Next",
    "Atkinson-Hyperlegible-Next-Italic",
    "Atkinson-Hyperlegible-Next-Semi-Bold",
    "Atkinson-Hyperlegible-Next-Bold",
    "Source-Serif-4-Semi-Bold",
    "Therapytool-Symbols",
}
HOMEWORK = SheetOptions(is_homework=True, copy_label="Partner A")
KINDS_WITH_A_TABLE = {"table", "rating_grid", "weekly_log", "sort"}
MARGINS_IN_POINTS = (48.2, 51.0)
LEAST_OF_A_LAST_PAGE = 0.2


@pytest.fixture(scope="module")
def printer() -> Iterator[Printer]:
    with Pool(size=1) as pool:
        yield Printer(pool, PrintCache())


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


@pytest.fixture(scope="module", params=Paper)
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
        assert all(figure.alternative.endswith("to write on") for figure in figures)

    def test_names_practice_title_version_and_page_in_every_foot(self, blank: tuple[Printed, Pdf]) -> None:
        _, pdf = blank
        for number, page in enumerate(pdf.pages, 1):
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
        last = blank[1].pages[-1].text
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


def test_only_homework_asks_for_a_commitment(printer: Printer) -> None:
    blocks = lines_after_prose(1)
    home = read_pdf(printed(printer, sheet_of(blocks)).pdf).text
    here = read_pdf(printed(printer, sheet_of(blocks), options=SheetOptions()).pdf).text
    asked = ("Between now and next time", "When and where", "and then I will", "How sure am I")
    assert all(words in home and words not in here for words in asked)


def share_used(pdf: bytes, page: int) -> float:
    """How far down a page its content reaches, between the margins, from 0 to 1."""
    document = pypdfium2.PdfDocument(pdf)
    drawn = document[page].render(scale=1, grayscale=True).to_pil()
    top, bottom = MARGINS_IN_POINTS
    area = drawn.crop((0, round(top), drawn.width, drawn.height - round(bottom)))
    box = area.point(lambda shade: 255 if shade < 200 else 0).getbbox()
    document.close()
    return box[3] / area.height if box else 0.0


@pytest.mark.parametrize("dose", Dose)
@pytest.mark.parametrize("path", exercise_paths(), ids=lambda path: path.stem)
class TestAShippedSheet:
    def test_ends_on_a_page_worth_turning_to(self, printer: Printer, path: Any, dose: Dose) -> None:
        options = replace(SheetOptions(), dose=dose)
        result = printed(printer, read_file(path, ExerciseContent), options=options)
        assert result.warnings == ()
        assert share_used(result.pdf, result.page_count - 1) >= LEAST_OF_A_LAST_PAGE
