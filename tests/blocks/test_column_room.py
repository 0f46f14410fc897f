"""Crowded tables on small paper or in large type: their rows become records, and nowhere else."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.blocks.printing import sheet
from tests.pdf import read_pdf
from therapytool.blocks.sections import sections
from therapytool.blocks.table import TableBlock
from therapytool.blocks.tables.column_room import head_share, least_width, record_lines, with_room_for_heads
from therapytool.blocks.weekly_log import WeeklyLogBlock
from therapytool.rendering.printer import Printer, PrintJob
from therapytool.rendering.profiles.profile import Paper, PrintProfile, TypeSize

LETTER, A5 = PrintProfile(), PrintProfile(Paper.A5)
LARGE, A5_LARGE = PrintProfile(type_size=TypeSize.LARGE), PrintProfile(Paper.A5, TypeSize.LARGE)
SURE = {"head": "How sure", "answer": "number", "lowest": 0, "highest": 10, "prompt": "0 to 10"}


def table(*columns: dict[str, Any], **content: Any) -> TableBlock:
    rows = {} if "row_labels" in content else {"blank_rows": 2}
    return TableBlock.model_validate(
        {"kind": "table", "id": "t", "label": "What I did", "columns": columns, **rows, **content}
    )


def of_words(count: int, **content: Any) -> TableBlock:
    return table(*({"head": f"Column {number}"} for number in range(count)), **content)


CROWDED = table({"head": "What I feared"}, {"head": "What I said"}, SURE, {"head": "What happened"}, {"head": "Next"})


def test_words_need_more_than_a_box_and_a_head_its_longest_word() -> None:
    assert least_width("To me", "words") == 24
    assert least_width("To me", "number") < 15
    assert least_width("Embarrassment", "tick") > least_width("Calm", "tick")
    assert least_width("It was", "choice", options=("all right for me",)) > 24


@pytest.mark.parametrize(
    ("answers", "lines"),
    [
        (["words", "words"], ((1,), (2,))),
        (["words", "number", "words"], ((1, 2), (3,))),
        (["words", "number", "rating"], ((1,), (2, 3))),
        (["fields", "number"], ((1,), (2,))),
        (["tick", "words"], ((1,), (2,))),
    ],
)
def test_a_mark_shares_the_line_of_its_neighbor(answers: list[str], lines: tuple[tuple[int, ...], ...]) -> None:
    assert record_lines(answers) == lines


@pytest.mark.parametrize(
    ("block", "stacked"),
    [
        (of_words(3), (False, False, False, False)),
        (of_words(5), (False, False, False, True)),
        (of_words(6), (False, True, True, True)),
        (CROWDED, (False, False, False, True)),
        (of_words(3, row_labels=["Wednesday", "Thursday"]), (False, False, False, True)),
    ],
)
def test_rows_become_records_where_columns_would_be_too_narrow(block: TableBlock, stacked: tuple[bool, ...]) -> None:
    assert tuple(profile.stacks(block) for profile in (LETTER, A5, LARGE, A5_LARGE)) == stacked


def test_a_log_of_days_has_room_for_the_names_of_the_days() -> None:
    log = WeeklyLogBlock.model_validate({"kind": "weekly_log", "id": "w", "label": "x", "entries": [{"head": "Did"}]})
    assert (A5.stacks(log), A5_LARGE.stacks(log)) == (False, True)


def test_a_page_is_not_turned_for_what_becomes_records() -> None:
    (section,) = sections([of_words(9, landscape=True)])
    assert LETTER.turns(section.wide_blocks)
    assert not A5.turns(section.wide_blocks)
    (fits,) = sections([of_words(3, landscape=True)])
    assert A5.turns(fits.wide_blocks)


def test_a_record_asks_and_shows_all_that_the_row_would(printer: Printer) -> None:
    block = CROWDED.model_copy(update={"example": ("He laughs", "“Bad day”", "7", "He nodded", "Again")})
    answers = {"t.r1.c1": "She frowns", "t.r1.c3": "9", "t.r2.c5": "Ask twice"}
    printed = printer.print(PrintJob([sheet([block], answers)], A5_LARGE, title="A Sheet", author="Harbor Practice"))
    assert printed.warnings == ()
    text = " ".join(read_pdf(printed.pdf).text.split())
    assert text.count("What I feared") == text.count("What happened") == 3
    for words in ("He laughs", "She frowns", "9", "Ask twice"):
        assert words in text


def test_a_record_that_parts_has_two_questions_on_either_side(printer: Printer) -> None:
    block = of_words(7, row_labels=["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"])
    printed = printer.print(PrintJob([sheet([block], {})], A5_LARGE, title="A Sheet", author="Harbor Practice"))
    pages = [re.findall(r"Column (\d)", page.text) for page in read_pdf(printed.pdf).pages]
    asked = [page for page in pages if page]
    assert len(asked) > 2
    assert {page[0] for page in asked} <= set("012345")
    assert {page[-1] for page in asked} <= set("123456")


def test_a_head_gets_the_width_of_its_longest_word_from_columns_that_can_spare_it() -> None:
    ticks = [{"head": head, "answer": "tick"} for head in ("Notices", "Remembers everything", "Does it")]
    table = TableBlock.model_validate(
        {
            "kind": "table",
            "id": "jobs",
            "label": "Jobs",
            "row_labels": ["Dentist"],
            "columns": [*ticks, {"head": "What it costs", "width": 8}],
        }
    )
    tick, costs = table.shares[0], table.shares[3]
    assert table.shares == (tick, tick, tick, costs)
    assert tick >= head_share("Remembers", turned=False) > 8
    assert sum(table.shares) + table.label_room == 100


def test_columns_stay_as_told_where_nothing_can_be_spared() -> None:
    assert with_room_for_heads((20, 40), (30, 35), (1, 2), (10, 40)) == (20, 40)
    assert with_room_for_heads((20, 40), (25, 35), (1, 2), (10, 30)) == (25, 35)
    assert with_room_for_heads((20, 40), (20, 40), (1, 1), (10, 30)) == (20, 40)
