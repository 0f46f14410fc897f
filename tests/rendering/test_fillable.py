"""Sheets to fill in look exactly like the blank paper, with a field in every place where a pen would write."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import combinations

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops, ImageDraw

from tests.pdf import read_pdf
from tests.rendering.fillable_sheets import KINDS, TOKEN, printed, sample, sheet
from tests.rendering.verapdf import objections
from therapytool.blocks.answers import questions_of
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.exercises.sheets.form import SheetToken
from therapytool.rendering.fillable.conventions import TOKEN_ENTRY, TYPING_NAME
from therapytool.rendering.fillable.form import key_and_part, mark_of
from therapytool.rendering.fillable.reading import filled_copies
from therapytool.rendering.printer import Printer

HAS_NO_PLACE_ON_PAPER = {
    "cards": re.compile(r"home\.(\d+|own\d+)"),
    "venn": re.compile(r"circles\.c\d+"),
    "body_map": re.compile(r"body\..*\.mark"),
}
"""Asked on a screen alone: into which pile a card goes, where a word belongs, which mark stands on the body."""
MOVED_BY_ANSWERS = {"pie", "ladder"}
"""Filled slices cover the marks of the blank pie; a rung with an answer of two lines is half a point higher."""
MULTILINE, HIDDEN = 1 << 12, 2
AROUND, CLEARLY = 5, 90
"""Points around a field that type may reach into; how much lighter a dot has to be to count."""


@dataclass(frozen=True, slots=True)
class Box:
    """A field's rectangle on a page, and its name."""

    name: str
    page: int
    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: Box) -> bool:
        """Whether both share room, a hair aside."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.top, other.top) - max(self.bottom, other.bottom)
        return self.page == other.page and across > 0.3 and down > 0.3


@pytest.fixture(scope="module")
def forms(printer: Printer) -> bytes:
    """Every kind as a document of one packet."""
    made = printed(printer, *map(sample, KINDS))
    assert made.warnings == ()
    return made.pdf


@pytest.fixture(scope="module")
def papers(printer: Printer) -> bytes:
    """The same on paper."""
    return printed(printer, *(sample(kind, token=None) for kind in KINDS)).pdf


@pytest.fixture(scope="module")
def prints(printer: Printer) -> bytes:
    """The same with the gallery's answers."""
    filled = (sheet([SAMPLES[kind].block], answers=SAMPLES[kind].answers) for kind in KINDS)
    return printed(printer, *filled).pdf


@pytest.fixture(scope="module")
def homework(printer: Printer) -> bytes:
    """One sheet that goes home."""
    blocks = [SAMPLES[kind].block for kind in ("short_text", "lines", "checklist", "rating", "table", "date", "time")]
    return printed(printer, sheet(blocks, token=TOKEN, is_homework=True)).pdf


@pytest.fixture
def file(homework: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(homework)) as file:
        yield file


@pytest.fixture
def by_name(file: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    return {str(field.T): field for field in file.Root.AcroForm.Fields[0].Kids}


def lines_lost(paper: pypdfium2.PdfPage, filled: pypdfium2.PdfPage, fields: list[Box]) -> bool:
    """Whether anything that is dark on paper is light on the filled page, but for where fields are."""
    before, after = (page.render().to_pil().convert("L") for page in (paper, filled))
    lighter = ImageChops.subtract(after, before)
    hide = ImageDraw.Draw(lighter)
    for box in fields:
        top, bottom = lighter.height - box.top, lighter.height - box.bottom
        hide.rectangle((box.left - AROUND, top - AROUND, box.right + AROUND, bottom + AROUND), fill=0)
    return bool(sum(lighter.histogram()[CLEARLY:]))


def boxes(content: bytes) -> Iterator[Box]:
    with pikepdf.open(BytesIO(content)) as file:
        for number, page in enumerate(file.pages):
            for each in page.get("/Annots", ()):
                if each.Subtype == "/Widget" and int(each.F) != HIDDEN:
                    name = each.get("/T", each.get("/Parent", {}).get("/T", ""))
                    yield Box(str(name), number, *map(float, each.Rect))


class TestOnEveryPage:
    def test_forms_and_paper_show_the_same_to_the_last_dot(self, forms, papers):
        pairs = zip(pypdfium2.PdfDocument(forms), pypdfium2.PdfDocument(papers), strict=True)
        looks = [{page.render().to_pil().tobytes() for page in pair} for pair in pairs]
        different = [number for number, look in enumerate(looks, 1) if len(look) > 1]
        assert different == []

    def test_filled_prints_lose_no_line_of_the_paper_outside_their_fields(self, forms, papers, prints):
        there = list(boxes(forms))
        pairs = zip(pypdfium2.PdfDocument(papers), pypdfium2.PdfDocument(prints), strict=True)
        lost = [
            number
            for number, pair in enumerate(pairs)
            if lines_lost(*pair, [box for box in there if box.page == number])
        ]
        starts = [mark.page - 1 for mark in read_pdf(papers).outline if mark.level == 1]
        assert {KINDS[bisect_right(starts, number) - 1] for number in lost} <= MOVED_BY_ANSWERS

    def test_fields_stand_inside_the_page_and_never_over_each_other(self, forms):
        found = list(boxes(forms))
        assert len(found) > 350
        assert [box.name for box in found if box.right - box.left < 6 or box.top - box.bottom < 6] == []
        assert [box.name for box in found if min(box.left, box.bottom) < 20 or box.right > 592 or box.top > 772] == []
        by_page = {page: [box for box in found if box.page == page] for page in {box.page for box in found}}
        pairs = (pair for on_page in by_page.values() for pair in combinations(on_page, 2))
        assert [(one.name, other.name) for one, other in pairs if one.overlaps(other)] == []


def test_every_question_of_every_kind_has_its_field(forms):
    for kind, copy in zip(KINDS, filled_copies(forms), strict=True):
        keys = {key_and_part(field.name)[0] for field in copy.fields}
        lacking = {question.key for question in questions_of([SAMPLES[kind].block])} - keys
        expected = HAS_NO_PLACE_ON_PAPER.get(kind)
        assert {key for key in lacking if expected is None or not expected.fullmatch(key)} == set()


def test_a_packet_keeps_the_fields_of_its_copies_apart_and_says_whose_each_is(printer):
    tokens = [SheetToken("b" * 64, TOKEN.dose, copy) for copy in ("one", "two")]
    made = printed(printer, sample("prose", token=None), *(sample("rating", token=token) for token in tokens)).pdf
    copies = filled_copies(made)
    assert [SheetToken.read(copy.token.rpartition(".")[0]) for copy in copies] == tokens
    with pikepdf.open(BytesIO(made)) as file:
        assert str(file.docinfo[f"/{TOKEN_ENTRY}"]).split() == [token.text for token in tokens]
        assert [str(field.T) for field in file.Root.AcroForm.Fields] == ["2", "3"]


def test_a_file_says_which_fields_it_was_made_with(homework):
    (copy,) = filled_copies(homework)
    assert copy.token == f"{TOKEN.text}.{mark_of(field.name for field in copy.fields)}"


class TestFields:
    def test_are_called_by_the_keys_of_the_answers(self, by_name):
        keys = {key_and_part(name)[0] for name in by_name}
        assert {"commitment.confidence", "sheet.name"} < keys
        assert not any("." in name for name in by_name)

    def test_say_what_they_ask_and_hold_what_is_kept(self, by_name):
        assert all(str(field.TU) for field in by_name.values())
        lengths = [int(field.get("/MaxLen", 2)) for field in by_name.values()]
        assert min(lengths) >= 2
        assert max(lengths) > 300

    def test_of_several_lines_take_several(self, by_name):
        looks = {name: bool(int(field.get("/Ff", 0)) & MULTILINE) for name, field in by_name.items()}
        lines = {question.key for question in questions_of([SAMPLES["lines"].block])}
        assert {looks[key] for key in lines} == {True}
        assert looks["commitment/what"] is False

    def test_of_a_rating_are_one_choice_with_a_named_state_for_each_number(self, by_name):
        rating = by_name["commitment/confidence"]
        states = [next(key for key in list(kid.AP.N) if key != "/Off") for kid in rating.Kids]
        assert states == [f"/{number}" for number in range(11)]
        assert all("/T" not in kid and kid.Parent.objgen == rating.objgen for kid in rating.Kids)
        assert "/Opt" not in rating

    def test_need_no_reader_to_draw_them_and_name_a_font_with_every_letter(self, file):
        form = file.Root.AcroForm
        assert "/NeedAppearances" not in form
        font = form.DR.Font[f"/{TYPING_NAME}"]
        assert "+" not in str(font.BaseFont)
        letters = font.ToUnicode.read_bytes()
        assert all(f"<{ord(letter):04x}>".encode() in letters for letter in "QXZqxzÆ€łőȘğ’—")

    def test_are_visited_in_the_order_of_reading(self, file):
        assert all(page.get("/Tabs") == "/S" for page in file.pages)

    def test_stand_in_a_form_element_each(self, homework):
        assert read_pdf(homework).tag_counts()["Form"] == len(list(boxes(homework)))


def test_break_no_rule_of_pdf_ua(forms, homework, tmp_path):
    for name, content in (("forms", forms), ("homework", homework)):
        (tmp_path / f"{name}.pdf").write_bytes(content)
    assert objections(sorted(tmp_path.glob("*.pdf"))) == {"forms.pdf": [], "homework.pdf": []}


def test_a_sheet_to_fill_in_is_of_sensible_size(homework):
    assert len(homework) < 100_000
