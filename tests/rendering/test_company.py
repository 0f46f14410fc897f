"""Pages that would end early: blocks and rows move over to them, lists and short answers take what is left on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import pytest

from tests.rendering.elastic_sheets import Laid, filler, lines, table
from therapytool.blocks.agreement import AgreementBlock
from therapytool.blocks.checklist import ChecklistBlock
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.blocks.repeated import RepeatedBlock
from therapytool.blocks.short_text import ShortTextBlock
from therapytool.blocks.table import TableBlock
from therapytool.rendering.layout.geometry import PIXELS_PER_MM, MeasuredPage
from therapytool.rendering.profiles.profile import PrintProfile, TypeSize

LARGE = PrintProfile(type_size=TypeSize.LARGE)
EASY_READ = PrintProfile(type_size=TypeSize.EASY_READ)
OFTEN = ("short_text", "lines", "checklist", "rating", "agreement", "repeated")


def short(name: str) -> ShortTextBlock:
    return ShortTextBlock(kind="short_text", id=name, label=f"About {name}")


def turned(rows: int, height: int) -> TableBlock:
    return table(rows).model_copy(update={"landscape": True, "row_height": height})


def whole(name: str) -> Any:
    """What takes half a page and gives nothing, so that it stands on the next one."""
    return lines(name, 12, boxed=True, least_lines=12)


def used(pages: Sequence[MeasuredPage]) -> list[float]:
    return [page.share_used for page in pages]


def rows(pages: Sequence[MeasuredPage]) -> list[int]:
    return [sum(room.is_row for room in page.rooms) for page in pages]


class TestAPageBeforeOneThatIsTurned:
    def test_is_kept_company_by_blocks_of_the_page_before(self, lay: Callable[..., Laid]) -> None:
        laid = lay(*[filler(3)] * 8, short("one"), turned(4, 20))
        assert used(laid.layouts[0].pages)[1] < 0.3
        assert len(laid.last.pages) == len(laid.layouts[0].pages)
        assert min(used(laid.last.pages)[:2]) > 0.5

    def test_is_kept_company_by_rows_of_a_table_that_goes_on(self, lay: Callable[..., Laid]) -> None:
        after = [lines(name, 4) for name in ("one", "two", "three", "four", "five", "six")]
        laid = lay(short("zero"), turned(4, 60), *after)
        assert rows(laid.layouts[1].pages)[1:3] == [3, 1]
        assert rows(laid.last.pages)[1:3] == [2, 2]
        assert min(used(laid.last.pages)[1:3]) > 0.9


class TestBlocksThatMoveOver:
    """They never cost a page: what was reckoned to fit on the one they left, and on the one they come to, does."""

    @pytest.mark.parametrize(("paragraphs", "count"), [(8, 4), (11, 3)])
    def test_leave_the_spare_line_above_them_where_it_is(
        self, lay: Callable[..., Laid], paragraphs: int, count: int
    ) -> None:
        shorts = [short(name) for name in ("one", "two", "three", "four", "five")]
        laid = lay(filler(paragraphs), *shorts, lines("six", count, least_lines=count), turned(4, 60), profile=LARGE)
        assert len(laid.last.pages) == len(laid.layouts[0].pages)
        assert min(used(laid.last.pages)) > 0.85

    def test_do_not_part_a_block_that_holds_others(self, lay: Callable[..., Laid]) -> None:
        rounds = RepeatedBlock(kind="repeated", id="r", label="R", name="Time", parts=(short("one"), lines("two", 3)))
        laid = lay(filler(10), rounds, turned(4, 60))
        assert len(laid.last.pages) == len(laid.layouts[0].pages)
        assert min(used(laid.last.pages)) > 0.45

    @pytest.mark.parametrize("seed", [1, 2, 29, 39, 58])
    def test_take_no_page_more_whatever_the_sheet(self, lay: Callable[..., Laid], seed: int) -> None:
        chance = Random(seed)
        asked = [SAMPLES[kind].block for kind in chance.choices(OFTEN, k=chance.randint(4, 8))]
        blocks = [block.model_copy(update={"id": f"nr{number}"}) for number, block in enumerate(asked)]
        laid = lay(filler(chance.randint(1, 8)), *blocks, turned(3, 60), profile=chance.choice((LARGE, EASY_READ)))
        assert len(laid.last.pages) <= len(laid.layouts[0].pages)


class TestAPageThatEndsEarly:
    def test_sets_what_is_listed_apart_after_its_blocks(self, lay: Callable[..., Laid]) -> None:
        clauses = tuple(f"Clause {number}" for number in range(6))
        pact = AgreementBlock(kind="agreement", id="a", label="We agree", clauses=clauses, signers=("One", "Two"))
        laid = lay(filler(2), pact, whole("one"))
        before, after = ([item.top for item in sheet.pages[0].items] for sheet in (laid.layouts[0], laid.last))
        moved = [(now - then) / PIXELS_PER_MM for then, now in zip(before, after, strict=True)]
        assert moved == pytest.approx([12 + 3.5 * place for place in range(1, 7)], abs=0.1)

    def test_gives_all_short_answers_a_second_line(self, lay: Callable[..., Laid]) -> None:
        laid = lay(filler(8), short("one"), short("two"), whole("three"))
        assert laid.counts()[:2] == [1, 1]

    def test_gives_none_a_second_line_where_not_all_can_have_one(self, lay: Callable[..., Laid]) -> None:
        laid = lay(filler(16), *[short(f"nr{number}") for number in range(5)], whole("last"))
        assert laid.layouts[0].pages[0].free > 2 * 9 * PIXELS_PER_MM
        assert laid.counts()[:5] == [0] * 5


def test_a_table_of_two_deep_rows_parts_in_easy_read_where_a_page_would_stay_half_empty(
    lay: Callable[..., Laid],
) -> None:
    fields = [{"label": label} for label in ("I feared", "I would know by", "I felt", "I did")]
    deep = {
        "kind": "table",
        "id": "log",
        "label": "Log",
        "blank_rows": 2,
        "columns": [{"head": "When", "fields": fields}],
    }
    laid = lay(filler(6), TableBlock.model_validate(deep), profile=EASY_READ)
    assert laid.layouts[0].pages[0].share_used < 0.6
    assert rows(laid.last.pages) == [1, 1]


@pytest.mark.parametrize("paragraphs", range(3, 7))
def test_blank_lines_of_ones_own_never_stand_on_a_page_alone(lay: Callable[..., Laid], paragraphs: int) -> None:
    options = tuple(f"An option among many, number {number}" for number in range(14))
    checklist = ChecklistBlock(kind="checklist", id="c", label="Which?", options=options, own_lines=2, columns=2)
    laid = lay(filler(paragraphs), checklist, profile=LARGE)
    parted = [page.items[0].element.get("class") for page in laid.last.pages if page.items and page.items[0].goes_on]
    assert parted == [None]
