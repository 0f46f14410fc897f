"""Short options stand in two columns in a Word file, as on paper, and everything else in one."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.blocks.printing import HEAD
from tests.rendering.test_word import EXERCISES, sheet
from therapytool.blocks.dose import Dose
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.rendering.document import PrintProfile
from therapytool.rendering.profiles.profile import TypeSize
from therapytool.rendering.word.styles import SIDE_MARGIN
from therapytool.rendering.word.worksheet import to_word

LISTS = ("action-language", "emotion-log", "armor-inventory", "vulnerability-ladder")


def stretches(file) -> list[tuple[int, list[str]]]:
    """How many columns each section has, and the words of its paragraphs."""
    found, words = [], []
    for paragraph in file.paragraphs:
        words.append(paragraph._p.xpath("string()").strip())
        if (ends := paragraph._p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")) is not None:
            found.append((columns(ends), words))
            words = []
    return [*found, (columns(file.element.body.sectPr), words)]


def columns(section) -> int:
    chosen = section.find(qn("w:cols"))
    return 1 if chosen is None else int(chosen.get(qn("w:num"), 1))


@pytest.mark.parametrize("slug", LISTS)
def test_a_list_stands_in_two_columns_by_itself(slug):
    block = next(
        each for each in EXERCISES[slug].blocks_at(Dose.STANDARD) if each.kind == "checklist" and each.columns == 2
    )
    beside = [words for count, words in stretches(sheet(slug)) if count == 2]
    assert [question.label for question in block.option_questions()] in [
        [line.lstrip("☐ ") for line in words][: len(block.options)] for words in beside
    ]


@pytest.mark.parametrize("slug", LISTS)
def test_sections_end_in_words_and_go_on_on_the_same_page_with_the_same_foot(slug):
    file = sheet(slug)
    assert all(words and words[-1] for _, words in stretches(file)[:-1])
    turned = [section.orientation for section in file.sections]
    for before, section in zip(file.sections, list(file.sections)[1:], strict=False):
        assert (section.start_type is WD_SECTION.CONTINUOUS) == (before.orientation == section.orientation)
        assert section.footer.is_linked_to_previous or before.orientation != section.orientation
    assert len(turned) >= 3


@pytest.mark.parametrize("slug", LISTS)
def test_properties_of_a_section_are_in_the_order_of_the_format(slug):
    order = [qn(f"w:{name}") for name in ("footerReference", "type", "pgSz", "pgMar", "cols", "titlePg", "docGrid")]
    for section in sheet(slug).element.body.iter(qn("w:sectPr")):
        places = [order.index(each.tag) for each in section]
        assert places == sorted(places)


def test_in_large_type_only_short_options_stand_beside_each_other():
    document = worksheet_document(
        EXERCISES["action-language"], version="", options=SheetOptions(), letterhead=HEAD, slots={}, answers={}
    )
    large = to_word(document, PrintProfile(type_size=TypeSize.LARGE), author="")
    assert [count for count, _ in stretches(docx.Document(BytesIO(large)))].count(2) == 0
    assert [count for count, _ in stretches(sheet("action-language"))].count(2) == 1


def test_whom_to_call_stays_together_at_the_end():
    care = [paragraph for paragraph in sheet("safe-space-pledge").paragraphs if paragraph.style.name == "Care"]
    assert care[-1].text.startswith("In an emergency")
    assert all(paragraph.style.paragraph_format.keep_with_next for paragraph in care)


def test_a_blank_behind_words_has_the_rest_of_the_line():
    paragraphs = {each._p.xpath("string()").split("(")[0].strip(): each for each in sheet("emotion-log").paragraphs}
    happened, name = paragraphs["What happened"], paragraphs[next(key for key in paragraphs if "Name or code" in key)]
    (stop,) = happened.paragraph_format.tab_stops
    assert stop.position == pytest.approx(sheet("emotion-log").sections[0].page_width - 2 * SIDE_MARGIN, abs=Pt(0.1))
    assert happened._p.xpath("count(.//w:sdt//w:tab)") == 1
    assert not list(name.paragraph_format.tab_stops)
