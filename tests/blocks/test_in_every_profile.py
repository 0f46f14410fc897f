"""What an author may write, in type and on paper other than the usual: nothing leaves its place, its card, its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pymupdf
import pytest
from pydantic import TypeAdapter

from tests.blocks.printing import HEAD, sheet
from tests.rendering.fillable_sheets import TOKEN
from tests.rendering.fillable_sheets import sheet as sheet_of
from therapytool.blocks import AnyBlock
from therapytool.blocks.answers import questions_of
from therapytool.blocks.base import Block
from therapytool.rendering.document import Document, Paper, PrintProfile
from therapytool.rendering.printer import Printer, PrintJob
from therapytool.rendering.profiles.profile import MM_PER_POINT, TypeSize

LONG = "A very long title that somebody wrote because three words would not do and nobody told them to stop in time"
TOLD = f"{LONG}, though they had every wish, much paper and all of an evening"
LARGE, EASY = PrintProfile(type_size=TypeSize.LARGE), PrintProfile(type_size=TypeSize.EASY_READ)
A5, A5_LARGE = PrintProfile(Paper.A5), PrintProfile(Paper.A5, TypeSize.LARGE)
ENDS = {"lowest_label": "calm", "highest_label": "wild"}
LONG_SCALE = {"kind": "rating", "id": "long", "label": "How much", "scale": {"highest": 20, **ENDS}}
PART = {"kind": "rating", "id": "heat", "label": "How hot", "scale": ENDS}
CHOICE = {"kind": "choice", "id": "way", "label": "Which", "options": ["Yes", "No"], "layout": "row"}
BRANCH = {"kind": "conditional", "id": "yes", "when": "way", "equals": "Yes", "parts": [PART]}
OPEN_CELLS = {"label": "How near", "answer": "rating", "scale": {"highest": 5, **ENDS}}
CROWD = {"columns": [{"head": "Before", "fields": [{"label": "Where"}, OPEN_CELLS]}], "blank_rows": 2}
TALK = {"kind": "table", "id": "talk", "label": "The talk", **CROWD}
FIRST = {"kind": "lines", "id": "first", "label": "First", "lines": 12}
NOTED = [{"head": "Ten?", "answer": "tick"}, {"head": "Warmth", "answer": "number"}, {"head": "A word", "width": 3}]
LOG = {"kind": "weekly_log", "id": "days", "label": "My week", "entries": NOTED}
STOP = {"kind": "callout", "tone": "note", "heading": "Stop", "text": "Take care."}
SIGNED = {"clauses": ["One.", "Two."], "own_clauses": 1, "signers": ["A", "B"]}
RULES = {"kind": "agreement", "id": "rules", "label": "Rules", **SIGNED}
SENTENCE = {"kind": "blanks", "id": "say", "label": "Say it", "text": "When [[what]] happens I feel [[so]]."}
HINTED = {**SENTENCE, "blanks": [{"name": "what", "hint": "a moment"}, {"name": "so", "width": "short"}]}
CARDS = {"kind": "cards", "id": "deck", "label": "Cut", "cards": [{"front": TOLD}, {"front": "No"}]}
CURVE = {
    "kind": "curve",
    "id": "week",
    "label": "A week",
    "moments": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    "note": "What was",
}


@cache
def adapter() -> TypeAdapter[AnyBlock]:
    return TypeAdapter(AnyBlock)


def blocks(*content: Mapping[str, Any]) -> list[Any]:
    return [adapter().validate_python({**each}) for each in content]


def pages(printer: Printer, document: Document, profile: PrintProfile) -> list[pymupdf.Page]:
    made = printer.print(PrintJob([document], profile, title="A Sheet", author=HEAD.practice))
    assert made.warnings == ()
    return list(pymupdf.open(stream=made.pdf))


def words_of(page: pymupdf.Page) -> Iterator[tuple[str, pymupdf.Rect]]:
    return ((found[4], pymupdf.Rect(found[:4])) for found in page.get_text("words"))


def place(page: pymupdf.Page, words: str) -> pymupdf.Rect:
    return page.search_for(words)[0]


@pytest.mark.parametrize("profile", [PrintProfile(), LARGE, A5, A5_LARGE], ids=lambda each: each.name)
def test_a_long_title_stays_on_the_paper_at_the_foot_too(printer: Printer, profile: PrintProfile) -> None:
    long = replace(sheet(blocks(CHOICE)), title=LONG, running_title=f"{LONG}, abc1234")
    for page in pages(printer, long, profile):
        assert max(box.y1 for _word, box in words_of(page)) <= page.rect.height - 5
        assert "…, abc1234" in page.get_text().replace("\n", " ") or profile == PrintProfile()


@pytest.mark.parametrize("profile", [PrintProfile(), LARGE, A5, A5_LARGE], ids=lambda each: each.name)
def test_every_number_of_a_scale_has_its_ring_below_or_beside_the_others(
    printer: Printer, profile: PrintProfile
) -> None:
    asked = sheet_of(blocks(LONG_SCALE, CHOICE, BRANCH), token=TOKEN)
    made = printer.print(PrintJob([asked], profile, title="A Sheet", author=""))
    with pymupdf.open(stream=made.pdf) as file:
        found = [(widget.field_name, *widget.rect) for page in file for widget in page.widgets()]
    for key, count in (("1.long", 21), ("1.yes/heat", 11)):
        rings = [each for each in found if each[0] == key]
        columns = sorted(left for _key, left, *_rest in rings)
        apart = [right - left for left, right in pairwise(columns)]
        assert len(rings) == count
        assert all(each < 1.5 or each > 10 for each in apart)
    assert profile.is_narrow == (len({round(top) for key, _left, top, *_rest in found if key == "1.long"}) == 2)


def test_what_is_short_moves_nothing_in_a_cell(printer: Printer) -> None:
    blank, filled = (
        pages(printer, sheet(blocks(TALK), answers), PrintProfile())[0]
        for answers in ({}, {"talk.r1.c1.f1": "Home", "talk.r1.c1.f2": "3"})
    )
    for label in ("Where", "How near"):
        assert abs(place(blank, label).y0 - place(filled, label).y0) < 0.2


def test_rows_of_numbers_take_as_much_room_as_on_blank_paper(printer: Printer) -> None:
    asked = blocks({"kind": "page_break"}, LOG, STOP, RULES)
    numbers = {question.key: "4" for question in questions_of(asked)}
    blank, filled = (pages(printer, sheet(blocks(FIRST) + asked, given), PrintProfile()) for given in ({}, numbers))
    assert len(blank) == len(filled)
    for label in ("Monday", "Sunday"):
        assert abs(place(blank[1], label).y0 - place(filled[1], label).y0) < 0.2


def test_blanks_stand_on_one_line_whether_hinted_or_not(printer: Printer) -> None:
    page = pages(printer, sheet(blocks(HINTED)), PrintProfile())[0]
    words = place(page, "happens I feel")
    frames = [
        drawn["rect"]
        for drawn in page.get_drawings()
        if drawn["rect"].intersects((words.x0 - 200, words.y0, words.x1 + 200, words.y1))
    ]
    feet = [frame.y1 for frame in frames if frame.height < 20]
    assert len(feet) == 2
    assert abs(feet[0] - feet[1]) < 1


@pytest.mark.parametrize("profile", [LARGE, EASY], ids=lambda each: each.name)
def test_words_stay_on_their_card_in_larger_type(printer: Printer, profile: PrintProfile) -> None:
    page = pages(printer, sheet(blocks(CARDS)), profile)[-1]
    front = [box for word, box in words_of(page) if word in TOLD.split() and box.y1 < page.rect.height * 0.9]
    assert len(front) == len(TOLD.split())
    height = max(box.y1 for box in front) - min(box.y0 for box in front)
    width = max(box.x1 for box in front) - min(box.x0 for box in front)
    assert (height * MM_PER_POINT < 88 - 10, width * MM_PER_POINT < 63 - 6) == (True, True)


def test_answers_in_a_drawing_are_measured_in_the_type_they_get(printer: Printer) -> None:
    said = "When the kettle boils I go out to the yard and count the windows that are still lit,"
    asked = sheet(blocks(CURVE), {f"week.m{number}": said for number in range(1, 8)})
    usual, wide = ("".join(page.get_text() for page in pages(printer, asked, each)) for each in (PrintProfile(), EASY))
    assert ("(written out below)" in usual, "(written out below)" in wide) == (False, True)


def test_a_single_question_does_not_leave_its_head_alone(printer: Printer) -> None:
    only: list[Block] = blocks({"kind": "lines", "id": "all", "label": f"{LONG}; {LONG}", "lines": 12})
    first = pages(printer, sheet(only), LARGE)[0]
    assert "somebody wrote" in first.get_text().replace("\n", " ")
