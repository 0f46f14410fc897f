"""A worksheet as a file for Word: everything that is asked stands there in order, to read, to fill in, to hear."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from tests.blocks.printing import HEAD
from tests.shipped_exercises import shipped_exercises
from therapytool.blocks import KINDS
from therapytool.blocks.dose import Dose
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.exercises.slots import with_words
from therapytool.rendering.document import Paper, PrintProfile
from therapytool.rendering.profiles.profile import TypeSize
from therapytool.rendering.word.content_controls import LONGEST_NAME
from therapytool.rendering.word.worksheet import to_word

GALLERY = tuple(sample.block for sample in SAMPLES.values())
EXERCISES = shipped_exercises()
CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
KINDS_OF_CONTROL = {qn("w:text"), qn("w:dropDownList"), qn("w:date"), CHECKBOX}
ORDER = ["alias", "tag", "id", "showingPlcHdr"]


def in_word(
    exercise: ExerciseContent, answers=None, *, paper: Paper = Paper.LETTER, is_homework: bool = False
) -> bytes:
    document = worksheet_document(
        exercise, version="", options=SheetOptions(is_homework=is_homework), letterhead=HEAD, slots={},
        answers=answers or {},
    )  # fmt: skip
    return to_word(document, PrintProfile(paper), author="Harbor Practice")


@cache
def sheet(slug: str) -> docx.document.Document:
    return docx.Document(BytesIO(in_word(EXERCISES[slug], is_homework=True)))


def with_blocks(blocks) -> ExerciseContent:
    """An exercise whose sheet has these blocks."""
    exercise = next(iter(EXERCISES.values()))
    return exercise.model_copy(update={"worksheet": exercise.worksheet.model_copy(update={"blocks": tuple(blocks)})})


def blocks_of(slug: str):
    return with_words(EXERCISES[slug], {}).blocks_at(Dose.STANDARD)


def words(file: docx.document.Document) -> str:
    return " ".join("".join(text.text or "" for text in file.element.body.iter(qn("w:t"))).split())


def controls(file: docx.document.Document) -> list:
    return list(file.element.body.iter(qn("w:sdt")))


def tag_of(control) -> str:
    return control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val"))


@pytest.mark.parametrize("slug", EXERCISES)
class TestEverySheetOfTheLibrary:
    def test_opens_with_every_prompt_in_order(self, slug: str) -> None:
        said, place = words(sheet(slug)), 0
        for block in blocks_of(slug):
            label = getattr(block, "label", None) or getattr(block, "heading", None) or ""
            place = said.find(" ".join(label.replace("*", "").split()), place)
            assert place >= 0, label

    def test_has_a_control_for_every_question(self, slug: str) -> None:
        there = {tag_of(control).partition("=")[0] for control in controls(sheet(slug))}
        asked = {question.key for block in blocks_of(slug) for question in block.questions()}
        cards = {question.key for block in blocks_of(slug) if block.kind == "cards"
                 for question in block.questions()}  # fmt: skip
        assert asked - cards <= there

    def test_ends_with_whom_to_call(self, slug: str) -> None:
        assert "988 Suicide & Crisis Lifeline" in words(sheet(slug))[-400:]


class TestAccessibility:
    def test_says_its_title_and_language(self) -> None:
        file = sheet("listen-dont-fix")
        assert (file.core_properties.title, file.core_properties.language) == ("Listen, Don’t Fix", "en-US")
        assert file.styles["Normal"].element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-US"

    def test_has_native_headings(self) -> None:
        headings = [p.text for p in sheet("listen-dont-fix").paragraphs if p.style.name.startswith("Heading")]
        assert headings[0] == "Listen, Don’t Fix"
        assert "Between now and next time" in headings

    def test_tables_repeat_their_heads_and_say_what_they_are(self) -> None:
        tables = [table for slug in ("fix-or-feel-sort", "emotion-log") for table in sheet(slug).tables]
        assert tables
        for table in tables:
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
            assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))

    def test_columns_are_as_wide_as_what_they_ask_for(self) -> None:
        (ladder,) = sheet("vulnerability-ladder").tables
        rung, step, whom, before, *_ = widths = [cell.width for cell in ladder.rows[1].cells]
        assert step > whom > before > rung
        assert sum(widths) == pytest.approx(sum(column.width for column in ladder.columns), rel=0.01)

    def test_drawings_are_pictures_that_say_what_they_show(self) -> None:
        content = in_word(EXERCISES["feelings-wheel-checkin"])
        file = docx.Document(BytesIO(content))
        (picture,) = file.inline_shapes
        assert "wheel" in picture._inline.docPr.get("descr").lower()
        with ZipFile(BytesIO(content)) as archive:
            (drawing,) = [archive.read(name) for name in archive.namelist() if name.endswith(".svg")]
        assert b"viewBox=" in drawing
        assert b"angry" in drawing


class TestTheWayWordWantsIt:
    def test_words_take_styles_and_no_look_of_their_own(self) -> None:
        looks = {
            fact.tag.rpartition("}")[2] for look in sheet("fix-or-feel-sort").element.body.iter(qn("w:rPr"))
            if look.getparent().tag == qn("w:r") and not list(look.getparent().iterancestors(qn("w:sdt")))
            for fact in look
        }  # fmt: skip
        assert looks == {"rStyle"}

    def test_no_empty_paragraph_makes_room(self) -> None:
        for paragraph in sheet("emotion-log").paragraphs:
            parts = [part for part in paragraph._p if part.tag != qn("w:pPr")]
            assert parts or paragraph.style.name == "Writing Line" or paragraph._p.pPr.sectPr is not None

    def test_tables_that_follow_each_other_stay_two(self) -> None:
        block = next(block for block in GALLERY if block.kind == "table").model_copy(update={"label": "", "help": None})
        body = docx.Document(BytesIO(in_word(with_blocks([block, block.model_copy(update={"id": "again"})])))).element
        assert all(table.getnext().tag == qn("w:p") for table in body.iter(qn("w:tbl")))

    def test_is_no_file_of_an_old_word(self) -> None:
        settings = sheet("emotion-log").settings.element.iter(qn("w:compatSetting"))
        modes = {each.get(qn("w:name")): each.get(qn("w:val")) for each in settings}
        assert modes["compatibilityMode"] == "15"

    def test_page_numbers_end_where_the_lines_do_on_a_turned_page_too(self) -> None:
        sections = sheet("emotion-log").sections
        assert {section.orientation for section in sections} == set(WD_ORIENT)
        for section in sections:
            foot = section.footer.paragraphs[0]
            (stop,) = foot.paragraph_format.tab_stops
            assert stop.position == section.page_width - section.left_margin - section.right_margin
            assert [field.get(qn("w:instr")) for field in foot._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]

    def test_what_is_cut_has_no_head(self) -> None:
        (cards,) = docx.Document(BytesIO(in_word(with_blocks([b for b in GALLERY if b.kind == "cards"])))).tables
        assert cards._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "0"
        assert {column.width for column in cards.columns} == {cell.width for cell in cards.rows[0].cells}


class TestContentControls:
    def test_stand_as_word_wants_them(self) -> None:
        file = docx.Document(BytesIO(in_word(with_blocks(GALLERY))))
        found = controls(file)
        numbers = [control.find(f"{qn('w:sdtPr')}/{qn('w:id')}").get(qn("w:val")) for control in found]
        assert len(set(numbers)) == len(numbers) > 50
        for control in found:
            facts, content = control
            names = [fact.tag.rpartition("}")[2] for fact in facts]
            assert names[:-1] == [name for name in ORDER if name in names]
            assert facts[-1].tag in KINDS_OF_CONTROL
            assert [run.tag for run in content] == [qn("w:r")]
            assert control.getparent().tag == qn("w:p")
            for name in ("alias", "tag"):
                assert len(facts.find(qn(f"w:{name}")).get(qn("w:val"))) <= LONGEST_NAME

    def test_say_of_what_they_are_one(self) -> None:
        block = next(block for block in GALLERY if block.kind == "checklist")
        found = controls(docx.Document(BytesIO(in_word(with_blocks([block])))))
        titles = [control.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val")) for control in found]
        assert f"{block.options[0]} ({block.label})" in titles

    def test_every_kind_of_block_comes_out(self) -> None:
        assert {block.kind for block in GALLERY} == set(KINDS)
        said = words(docx.Document(BytesIO(in_word(with_blocks(GALLERY)))))
        for block in GALLERY:
            if label := getattr(block, "label", None):
                assert " ".join(label.replace("*", "").split()) in said

    def test_hold_what_was_answered(self) -> None:
        block = next(block for block in GALLERY if block.kind == "lines")
        exercise = with_blocks([block])
        (question,) = block.questions()
        file = docx.Document(BytesIO(in_word(exercise, {question.key: "First line\nSecond <b>line</b> & more"})))
        control = next(each for each in controls(file) if tag_of(each) == question.key)
        assert [text.text for text in control.iter(qn("w:t"))] == ["First line", "Second <b>line</b> & more"]
        assert control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is None


def test_takes_the_paper_asked_for() -> None:
    section = docx.Document(BytesIO(in_word(EXERCISES["listen-dont-fix"], paper=Paper.A4))).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_follows_the_type_asked_for_and_the_color_of_its_theme() -> None:
    exercise = EXERCISES["listen-dont-fix"]
    document = worksheet_document(
        exercise, version="", options=SheetOptions(), letterhead=HEAD, slots={}, answers={}
    )  # fmt: skip
    plain, large = (
        docx.Document(BytesIO(to_word(document, PrintProfile(type_size=size), author=""))).styles
        for size in (TypeSize.STANDARD, TypeSize.LARGE)
    )
    assert (plain["Normal"].font.size.pt, large["Normal"].font.size.pt) == (11, 16)
    assert large["Writing Line"].paragraph_format.line_spacing.mm == pytest.approx(12, abs=0.1)
    assert str(plain["Theme"].font.color.rgb) == "1F6F6B"


def test_the_same_sheet_is_the_same_file() -> None:
    parts = []
    for _ in range(2):
        with ZipFile(BytesIO(in_word(EXERCISES["listen-dont-fix"]))) as archive:
            parts.append({name: archive.read(name) for name in archive.namelist()})
    assert parts[0] == parts[1]
