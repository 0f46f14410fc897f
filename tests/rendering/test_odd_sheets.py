"""Odd practices and people: long names, sheets from right to left, a whole e-mail on one line, narrow bound pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.blocks.printing import HEAD, frame, sheet
from tests.pdf import read_pdf
from tests.rendering.elastic_sheets import Laid, filler, lines, table
from tests.rendering.test_profiles import PLAIN, TOLERANCE, homework, letters
from therapytool.blocks import AnyBlock
from therapytool.blocks.conditional import ConditionalBlock
from therapytool.blocks.dialogue import DialogueBlock
from therapytool.blocks.rating import RatingBlock
from therapytool.blocks.rating_grid import RatingGridBlock
from therapytool.blocks.table import TableBlock
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.rendering.document import Document
from therapytool.rendering.html import to_html
from therapytool.rendering.printer import Printer, PrintJob
from therapytool.rendering.profiles.profile import Binding, Paper, PrintProfile, TypeSize

LONGEST_CODE_NAME = "Hohenstein-Sturmfeder, Maximiliane v. d."
EMAIL = "Subject: Saturday\n\n" + "I waited in the car with the engine running.\n" * 60
BOUND_AND_SMALL = PrintProfile(Paper.A5, TypeSize.LARGE, Binding.LEFT)
SCALE = {"highest": 10, "lowest_label": "not at all", "highest_label": "completely"}
RATED = {"kind": "rating", "id": "near", "label": "How near?", "scale": SCALE}
RATING = RatingBlock.model_validate(RATED)


def script(*roles: str) -> DialogueBlock:
    turns = [{"who": roles[0], "says": "…"}, {"who": roles[1], "says": roles[0] * 30, "lines": 1}]
    return DialogueBlock.model_validate(
        {"kind": "dialogue", "id": "talk", "label": "Talk", "roles": roles, "turns": turns}
    )


def titled(title: str, *blocks: AnyBlock, code_name: str = "") -> Document:
    worksheet = frame().worksheet.model_copy(update={"blocks": blocks})
    exercise = frame().model_copy(update={"title": title, "worksheet": worksheet})
    options = SheetOptions(code_name=code_name)
    return worksheet_document(exercise, version="", options=options, letterhead=HEAD, slots={}, answers={})


def ends_of_the_last_scale(pdf: bytes) -> list[tuple[int, str]]:
    """The first and the last circle of the last scale, and how high on its page each stands."""
    ends = [(round(bottom), letter) for _, _, bottom, _, _, letter in letters(pdf) if letter in "⓪⑩"]
    return ends[-2:]


def outside(printer: Printer, document: Document, profile: PrintProfile) -> list[str]:
    """The letters that stand in the margins at the sides."""
    pdf = printer.print(PrintJob([document], profile, title="A Sheet", author="Harbor Practice")).pdf
    left, right = (side * 72 / 25.4 - TOLERANCE for side in (profile.margins.inner, profile.margins.outer))
    return [letter for width, start, _, end, _, letter in letters(pdf) if start < left or end > width - right]


def test_the_longest_code_name_stays_on_the_paper(printer: Printer) -> None:
    document = titled("A Sheet", lines("one", 2), code_name=LONGEST_CODE_NAME)
    assert outside(printer, document, PLAIN) == []
    assert outside(printer, document, BOUND_AND_SMALL) == []


def test_a_script_from_right_to_left_stays_between_the_margins(printer: Printer) -> None:
    assert outside(printer, titled("לשבת יחד", script("אני", "את")), PLAIN) == []


def test_an_email_pasted_where_one_line_is_asked_takes_lines_of_its_own(printer: Printer) -> None:
    document = sheet([script("You", "I")], {"talk.t2": EMAIL})
    assert 'class="written"' in to_html([document], PLAIN, title="", author="")
    first, *others = read_pdf(printer.print(PrintJob([document], PLAIN, title="", author="")).pdf).pages
    assert others
    assert "Saturday" in first.text


def test_rows_with_ratings_are_as_high_filled_as_blank(lay: Callable[..., Laid]) -> None:
    columns = [{"head": "What"}, {"head": "How near", "answer": "rating", "scale": SCALE}]
    given = {"kind": "table", "id": "log", "label": "Log", "columns": columns, "blank_rows": 12, "row_height": "short"}
    block = TableBlock.model_validate(given)
    rated = {f"log.r{row}.c2": "7" for row in range(1, 13)}
    assert lay(block, answers=rated).row_heights() == pytest.approx(lay(block).row_heights(), abs=0.01)


def test_a_row_alone_in_its_table_holds_on_to_nothing_after_it(lay: Callable[..., Laid]) -> None:
    blocks = filler(15), lines("one", 2), table(1), lines("two", 12, boxed=True, least_lines=12)
    assert [len(page.blocks) for page in lay(*blocks).last.pages] == [3, 1]


def test_a_grid_of_six_columns_stays_on_the_smallest_page_in_the_largest_type(printer: Printer) -> None:
    columns = ["Sleep", "Money", "Touch", "Noise", "Quarrels", "Housework and all that"]
    given = {"kind": "rating_grid", "id": "six", "label": "Six", "rows": ["Me", "You"], "columns": columns}
    document = sheet([RatingGridBlock.model_validate({**given, "own_rows": 1})])
    html = to_html([document], BOUND_AND_SMALL, title="", author="")
    assert outside(printer, document, BOUND_AND_SMALL) == []
    assert html.count('class="number"') == 18


def test_few_circles_within_a_branch_are_no_wider_than_it(printer: Printer) -> None:
    few = {**RATED, "id": "few", "scale": {**SCALE, "highest": 5}}
    asked = {"kind": "conditional", "id": "then", "when": "near", "at_least": 5, "parts": [few]}
    document = sheet([RATING, ConditionalBlock.model_validate(asked)])
    assert outside(printer, document, BOUND_AND_SMALL) == []


def test_eleven_circles_stand_on_one_line_of_the_narrowest_page(printer: Printer) -> None:
    asked = {"kind": "conditional", "when": "near", "at_least": 5}
    inside = ConditionalBlock.model_validate({**asked, "id": "more", "parts": [{**RATED, "id": "then"}]})
    grid = RatingGridBlock.model_validate(
        {"kind": "rating_grid", "id": "one", "label": "One", "rows": ["Me"], "columns": ["Near"], "scale": SCALE}
    )
    document = sheet([RATING, inside, grid])
    for binding in (Binding.LEFT, Binding.DUPLEX, Binding.NONE):
        profile = replace(BOUND_AND_SMALL, binding=binding)
        pdf = printer.print(PrintJob([document], profile, title="", author="")).pdf
        circles = [(round(bottom), letter) for _, _, bottom, _, _, letter in letters(pdf) if letter in "⓪⑩"]
        assert len(circles) == 6
        assert len({bottom for bottom, _ in circles}) == 3


def test_the_circles_of_the_strip_stand_on_one_line_of_a_bound_page_in_easy_read(printer: Printer) -> None:
    for paper in (Paper.LETTER, Paper.A4):
        profile = PrintProfile(paper, TypeSize.EASY_READ, Binding.LEFT)
        pdf = printer.print(PrintJob([homework()], profile, title="", author="")).pdf
        strip = ends_of_the_last_scale(pdf)
        assert "".join(letter for _, letter in strip) == "⓪⑩"
        assert len({bottom for bottom, _ in strip}) == 1
