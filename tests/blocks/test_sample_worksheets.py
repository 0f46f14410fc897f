"""Sheets clinicians ask for, made from blocks alone: a thought record, a sleep diary, a decisional balance."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blocks.odd_cases import WRITTEN
from tests.blocks.printing import printed, sheet
from tests.pdf import Pdf, read_pdf
from therapytool.blocks.answers import answer_form, answer_problems, answers_in
from therapytool.blocks.base import Control
from therapytool.exercises.content import Worksheet
from therapytool.exercises.files.reading import read_file
from therapytool.rendering.document import Paper
from therapytool.rendering.printer import Printer

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.yaml"))
NAMES = [path.stem for path in SAMPLES]
IS_TURNED = {"decisional-balance": False, "sleep-diary": True, "thought-record": True}


def worksheet(name: str) -> Worksheet:
    return read_file(SAMPLES[NAMES.index(name)], Worksheet)


def invented(name: str) -> dict[str, str]:
    """An answer to every question, as short as people write."""
    questions = [question for block in worksheet(name).blocks for question in block.questions()]
    usual = {**WRITTEN, Control.CELL: "A few words", Control.LINE: "A few words"}
    return {q.key: q.options[0] if q.options else usual[q.control] for q in questions}


def read(printer: Printer, name: str, *, paper: Paper = Paper.LETTER, is_filled: bool = False) -> Pdf:
    answers = invented(name) if is_filled else {}
    result = printed(printer, sheet(worksheet(name).blocks, answers), paper=paper)
    assert result.warnings == ()
    return read_pdf(result.pdf)


@pytest.mark.parametrize("is_filled", [False, True], ids=["blank", "filled"])
@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
@pytest.mark.parametrize("name", NAMES)
def test_a_sample_prints_on_whole_pages_the_right_way_round(
    printer: Printer, name: str, paper: Paper, is_filled: bool
) -> None:
    pdf = read(printer, name, paper=paper, is_filled=is_filled)
    width, height = (round(side, 1) for side in paper.size_in_points)
    assert pdf.sizes == {(height, width) if IS_TURNED[name] else (width, height)}
    assert len(pdf.pages) <= 2
    for number, page in enumerate(pdf.pages, 1):
        assert f"Page {number} of {len(pdf.pages)}" in page.text


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_takes_its_answers_from_a_form(name: str) -> None:
    form = answer_form(worksheet(name).blocks)(data=invented(name))
    assert answer_problems(worksheet(name).blocks, invented(name)) == {}
    assert answers_in(form).keys() == invented(name).keys()


class TestTheThoughtRecord:
    def test_repeats_both_rows_of_heads_on_each_page(self, printer: Printer) -> None:
        pdf = read(printer, "thought-record")
        assert all("Weighing it" in page.text and "What speaks for it" in page.text for page in pdf.pages)

    def test_shows_a_made_up_row_once(self, printer: Printer) -> None:
        assert read(printer, "thought-record").text.count("Sunday") == 1

    def test_is_a_table_whose_heads_are_heads(self, printer: Printer) -> None:
        pdf = read(printer, "thought-record")
        counts = pdf.tag_counts()
        assert counts["TH"] == 3 + 7
        assert counts["TD"] == 7 * 5


class TestTheSleepDiary:
    def test_has_the_night_on_one_page_and_the_day_on_the_other(self, printer: Printer) -> None:
        night, day = read(printer, "sleep-diary").pages
        assert "In the morning" in night.text
        assert "In the evening" in day.text

    def test_adds_up_what_was_written(self, printer: Printer) -> None:
        day = read(printer, "sleep-diary", is_filled=True).pages[1].text
        assert "Minutes awake at night, the whole week (add up) = 21" in day


class TestTheDecisionalBalance:
    def test_weighs_both_sides(self, printer: Printer) -> None:
        text = read(printer, "decisional-balance", is_filled=True).text
        assert text.count("= 18") == 2

    def test_says_what_hangs_on_the_answer_only_when_it_fits(self, printer: Printer) -> None:
        assert "If your answer is 7 or more" in read(printer, "decisional-balance").text
        assert "If your answer is 7 or more" not in read(printer, "decisional-balance", is_filled=True).text
