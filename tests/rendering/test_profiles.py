"""Print profiles: every choice reaches the pages and what they are cached by; small paper and large type still fit."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pypdfium2
import pytest

from tests.blocks.printing import HEAD, frame, sheet
from tests.pdf import Pdf, read_pdf
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.blocks.lines import LinesBlock
from therapytool.exercises.sheets.sheet import SheetOptions, WayIn, worksheet_document
from therapytool.rendering.binding import parts
from therapytool.rendering.document import Document
from therapytool.rendering.html import stylesheet, to_html
from therapytool.rendering.layout.engine import pages_of
from therapytool.rendering.printer import Printer, PrintJob
from therapytool.rendering.profiles.profile import Binding, Paper, PrintProfile, SheetLayout, TypeSize
from therapytool.rendering.workers.jobs import CompileJob

PLAIN = PrintProfile()
OTHERWISE: dict[str, Any] = {
    "paper": Paper.A5,
    "type_size": TypeSize.LARGE,
    "binding": Binding.LEFT,
    "layout": SheetLayout.BOOKLET,
    "ink_saver": True,
    "greyscale": True,
    "name_field": False,
    "qr": False,
    "commitment": False,
    "language": "ar",
}
SPECIAL = {
    "large": PrintProfile(type_size=TypeSize.LARGE),
    "easy-read": PrintProfile(Paper.A4, TypeSize.EASY_READ),
    "a5": PrintProfile(Paper.A5),
    "a5-large": PrintProfile(Paper.A5, TypeSize.LARGE),
    "bound": PrintProfile(Paper.A4, binding=Binding.DUPLEX, greyscale=True),
}
DOT = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/%3E"
PIXEL = 0.75
"""The engine draws in pixels of so many points."""
TOLERANCE = 1.5
"""Points by which the ink of a letter may lean over the edge of its line."""


def homework() -> Document:
    options = SheetOptions(is_homework=True, way_in=WayIn("therapy.example.org/w", "AB12", DOT))
    return worksheet_document(frame(), version="", options=options, letterhead=HEAD, slots={}, answers={})


def gallery() -> list[Document]:
    """Four sheets with a sample of every kind of block, but for the cards, which have pages of their own."""
    blocks = [sample.block for kind, sample in SAMPLES.items() if kind not in ("cards", "page_break")]
    return [sheet(blocks[first::4]) for first in range(4)]


def colorful() -> Document:
    """A short sheet with tints, frames and a drawing."""
    return sheet([SAMPLES[kind].block for kind in ("callout", "dialogue", "table", "venn", "lines")])


def printed(printer: Printer, document: Document, profile: PrintProfile) -> Pdf:
    result = printer.print(PrintJob([document], profile, title="A Sheet", author="Harbor Practice"))
    assert result.warnings == ()
    return read_pdf(result.pdf)


def key(profile: PrintProfile) -> str:
    document = homework()
    return parts._key(CompileJob(to_html([document], profile, title=document.title, author=""), ""))


@pytest.mark.parametrize("choice", [field.name for field in fields(PrintProfile) if field.name != "layout"])
def test_every_choice_is_part_of_what_a_page_is_found_by(choice: str) -> None:
    assert key(replace(PLAIN, **{choice: OTHERWISE[choice]})) != key(PLAIN)


def test_every_choice_has_a_test() -> None:
    assert OTHERWISE.keys() == {field.name for field in fields(PrintProfile)}


def test_a_sheet_carries_what_it_is_told_to(printer: Printer) -> None:
    whole = printed(printer, homework(), PLAIN).text
    bare = printed(printer, homework(), replace(PLAIN, name_field=False, qr=False, commitment=False)).text
    for words in ("Name or code", "therapy.example.org/w", "Between now and next time"):
        assert words in whole
        assert words not in bare


@pytest.fixture(scope="module", params=SPECIAL)
def special(request: pytest.FixtureRequest, printer: Printer) -> tuple[PrintProfile, bytes]:
    """All kinds of blocks in a profile, once for the tests below."""
    profile = SPECIAL[request.param]
    result = printer.print(PrintJob(gallery(), profile, title="A Sheet", author="Harbor Practice"))
    assert result.warnings == ()
    return profile, result.pdf


def letters(pdf: bytes) -> list[tuple[float, float, float, float, float, str]]:
    """Every letter that shows: width of its page, left, bottom, right, size, itself."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        width, _ = page.get_size()
        for number in range(text.count_chars()):
            left, bottom, right, _ = text.get_charbox(number)
            if right > left:
                size = PIXEL * pypdfium2.raw.FPDFText_GetFontSize(text.raw, number)
                found.append((width, left, bottom, right, size, text.get_text_range(number, 1)))
    document.close()
    return found


def test_no_letter_leaves_the_margins(special: tuple[PrintProfile, bytes]) -> None:
    profile, pdf = special
    edge = min(profile.margins.inner, profile.margins.outer) * 72 / 25.4 - TOLERANCE
    outside = [each for each in letters(pdf) if each[1] < edge or each[3] > each[0] - edge]
    assert outside == []


def test_no_letter_is_too_small_to_read(special: tuple[PrintProfile, bytes]) -> None:
    profile, pdf = special
    least = 11.5 if profile.type_size is TypeSize.LARGE else 9
    small = {(round(size, 1), letter) for *_, size, letter in letters(pdf) if size < least - 0.05 and letter.isalpha()}
    assert small == set()


def test_pages_have_the_size_of_the_paper(special: tuple[PrintProfile, bytes]) -> None:
    profile, pdf = special
    assert read_pdf(pdf).sizes == {tuple(round(side, 1) for side in profile.paper.size_in_points)}


def test_text_is_as_large_as_the_profile_says(printer: Printer) -> None:
    def prompt_size(profile: PrintProfile) -> float:
        pdf = printer.print(PrintJob([sheet([SAMPLES["lines"].block])], profile, title="", author="")).pdf
        sizes = [size for *_, size, letter in letters(pdf) if letter == "T"]
        return round(max(size for size in sizes if size < 20), 1)

    assert prompt_size(PLAIN) == 11
    assert prompt_size(SPECIAL["large"]) == 16
    assert prompt_size(SPECIAL["easy-read"]) == 13


def test_pages_break_where_a_sheet_asks_only_while_type_and_paper_are_the_usual(printer: Printer) -> None:
    document = sheet([SAMPLES[kind].block for kind in ("short_text", "page_break", "rating")])
    assert len(printed(printer, document, PLAIN).pages) == 2
    assert [len(printed(printer, document, SPECIAL[name]).pages) for name in ("large", "easy-read", "a5")] == [1, 1, 1]


class TestADrawing:
    def test_is_put_into_words_where_it_cannot_grow(self, printer: Printer) -> None:
        document = sheet([SAMPLES["feelings_wheel"].block])
        for profile in (SPECIAL["large"], SPECIAL["a5"]):
            assert printed(printer, document, profile).text.count("☐") > 20
        assert printed(printer, document, PLAIN).text.count("☐") < 20

    def test_of_few_words_is_drawn_at_any_width(self) -> None:
        document = sheet([SAMPLES["pie"].block])
        for profile in SPECIAL.values():
            assert 'class="drawing-picture"' in to_html([document], profile, title="", author="")

    def test_grows_with_the_type_where_there_is_room(self) -> None:
        assert PLAIN.drawing_scale(172, 100) == pytest.approx(1.034, abs=0.001)
        assert SPECIAL["large"].drawing_scale(86, 60) == pytest.approx(1.4545, abs=0.001)
        assert SPECIAL["large"].drawing_scale(172, 60) is None
        assert PrintProfile(Paper.A4).drawing_scale(172, 100) == 1

    def test_is_put_into_words_where_it_is_taller_than_a_page(self) -> None:
        assert PLAIN.drawing_scale(172, 245) is None
        assert PrintProfile(Paper.A4).drawing_scale(172, 245) == 1


class TestBinding:
    def test_leaves_room_on_its_side(self) -> None:
        left, right = PrintProfile(binding=Binding.LEFT).margins, PrintProfile(binding=Binding.RIGHT).margins
        assert (left.inner, right.outer) == (27, 27)
        assert left.outer < PLAIN.margins.outer

    def test_of_both_sides_mirrors_the_pages(self, printer: Printer) -> None:
        pdf = printer.print(PrintJob(gallery(), SPECIAL["bound"], title="", author="")).pdf
        document = pypdfium2.PdfDocument(pdf)
        edges = [min(_lefts(page)) for page in list(document)[:4]]
        document.close()
        assert edges[0] - edges[1] == pytest.approx(12 * 72 / 25.4, abs=6)
        assert edges[2] - edges[3] == pytest.approx(12 * 72 / 25.4, abs=6)


def _lefts(page: Any) -> list[float]:
    text = page.get_textpage()
    boxes = [text.get_charbox(number) for number in range(text.count_chars())]
    return [left for left, _, right, _ in boxes if right > left]


class TestInk:
    def test_of_greys_has_no_color(self, printer: Printer) -> None:
        pdf = printer.print(PrintJob([colorful()], replace(PLAIN, greyscale=True), title="", author="")).pdf
        assert most_colorful_dot(pdf) < 40

    def test_saved_leaves_no_tinted_areas(self, printer: Printer) -> None:
        usual, saved = (
            dark_share(printer.print(PrintJob([colorful()], profile, title="", author="")).pdf)
            for profile in (PLAIN, replace(PLAIN, ink_saver=True))
        )
        assert saved < 0.75 * usual


def pictures(pdf: bytes) -> list[Any]:
    document = pypdfium2.PdfDocument(pdf)
    found = [page.render(scale=0.6).to_pil() for page in document]
    document.close()
    return found


def most_colorful_dot(pdf: bytes) -> int:
    """The largest difference between red, green and blue of any dot; the ink itself is a little blue."""
    return max(map(_spread, pictures(pdf)))


def _spread(picture: Any) -> int:
    return max(int(max(dot) - min(dot)) for _, dot in picture.convert("RGB").getcolors(maxcolors=1 << 24))


def dark_share(pdf: bytes) -> float:
    """How much of the pages is not white."""
    counts = [picture.convert("L").histogram() for picture in pictures(pdf)]
    return sum(sum(count[:252]) for count in counts) / sum(sum(count) for count in counts)


@pytest.mark.parametrize("type_size", TypeSize)
def test_words_stand_on_the_rules_of_the_blank_sheet(type_size: TypeSize, printer: Printer) -> None:
    asked = LinesBlock(kind="lines", id="story", label="What happened", lines=5)
    profile = PrintProfile(type_size=type_size)
    blank, written = (
        rules(printer.print(PrintJob([sheet([asked], answers)], profile, title="A Sheet", author="")).pdf)
        for answers in ({}, {"story": "A few words."})
    )
    assert len(blank) > 5
    assert written == pytest.approx(blank, abs=2)


def test_letters_set_wide_break_no_line_after_its_first_word() -> None:
    said = "He said, “Me too.” He is safer than I thought. 30 sure now, and a bit more of it each week."
    narrow = "".join(f'<p style="width: {140 + step * 0.12:.2f}px">{said}</p>' for step in range(400))
    with pages_of(f'<html class="type-easy-read"><body>{narrow}</body></html>', stylesheet()) as (document, _):
        boxes = [box for page in document.pages for box in page._page_box.descendants()]
    words = [box for box in boxes if type(box).__name__ == "TextBox" and box.element_tag == "p"]
    assert len(words) > 1500
    assert [box.text for box in words if box.text in ("He", "said,")] == []


def rules(content: bytes) -> list[float]:
    """How far down the first page its ruled lines stand, in sixths of a point, seen near their right ends."""
    picture = pypdfium2.PdfDocument(content)[0].render(scale=6).to_pil().convert("L")
    column = picture.crop((picture.width * 5 // 6, 0, picture.width * 5 // 6 + 1, picture.height)).tobytes()
    dark = [row for row, ink in enumerate(column) if ink < 200]
    return [row for row, above in zip(dark, [-2, *dark], strict=False) if row - above > 1]
