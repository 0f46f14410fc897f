"""Writing space stretches: pages are filled, nothing spills onto an empty page, and every way to print agrees."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pypdfium2
import pytest

from tests.blocks.printing import HEAD, sheet
from tests.pdf import read_pdf
from tests.rendering.elastic_sheets import Laid, filler, lines, script, table
from therapytool.blocks.agreement import AgreementBlock
from therapytool.blocks.ladder import LadderBlock
from therapytool.blocks.sort import SortBlock
from therapytool.rendering.document import Document
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.layout.geometry import PIXELS_PER_MM
from therapytool.rendering.layout.writing_lines import least_lines, most_lines
from therapytool.rendering.linked import print_linked
from therapytool.rendering.profiles.profile import PrintProfile, TypeSize
from therapytool.rendering.request import Request, Workshop
from therapytool.rendering.whole import print_whole
from therapytool.rendering.workers.pool import Pool


def test_limits_leave_short_answers_short_and_long_ones_long() -> None:
    assert [least_lines(count) for count in (1, 2, 3, 6, 12)] == [1, 2, 2, 4, 8]
    assert [most_lines(count) for count in (1, 2, 6, 12)] == [3, 4, 9, 18]


class TestRoomThatIsLeft:
    def test_goes_to_lines_within_their_limits_and_then_to_notes(self, lay: Callable[..., Laid]) -> None:
        laid = lay(lines("one", 2), lines("two", 4))
        (page,) = laid.last.pages
        assert laid.counts() == [4, 6]
        assert page.notes is not None
        assert page.limit - page.notes_end < page.notes.step
        assert len(laid.layouts) == 1

    def test_is_all_for_the_questions_where_little_is_left_for_notes(self, lay: Callable[..., Laid]) -> None:
        laid = lay(lines("one", 4), lines("two", 6))
        (page,) = laid.last.pages
        assert [count > most_lines(asked) for count, asked in zip(laid.counts(), (4, 6), strict=True)] == [True, True]
        assert page.notes is None
        assert page.free < page.rooms[0].step + 2 * PIXELS_PER_MM
        assert len(laid.layouts) == 1

    def test_goes_to_lines_beyond_that_where_the_next_thing_does_not_fit(self, lay: Callable[..., Laid]) -> None:
        laid = lay(lines("one", 4), table(3), lines("two", 12, boxed=True))
        assert [len(page.blocks) for page in laid.last.pages] == [2, 1]
        assert laid.counts()[0] > most_lines(4)

    def test_goes_threefold_to_lines_where_a_page_would_end_early_all_the_same(self, lay: Callable[..., Laid]) -> None:
        laid = lay(filler(10), lines("one", 4), lines("two", 12, boxed=True, least_lines=12))
        assert [len(page.blocks) for page in laid.last.pages] == [2, 1]
        assert laid.counts()[0] == 4 + 3 * (most_lines(4) - 4)

    def test_comes_between_blocks_where_nobody_writes(self, lay: Callable[..., Laid]) -> None:
        laid = lay(filler(6), filler(6), filler(6), lines("one", 12, boxed=True, least_lines=12))
        before, after = ([placed.top for placed in sheet.pages[0].blocks] for sheet in (laid.layouts[0], laid.last))
        moved = [(now - then) / PIXELS_PER_MM for then, now in zip(before, after, strict=True)]
        assert moved == pytest.approx([6, 12, 18], abs=0.1)

    def test_fills_a_page_and_adds_none(self, lay: Callable[..., Laid]) -> None:
        laid = lay(filler(2), lines("one", 5), lines("two", 5), lines("three", 3))
        assert len(laid.last.pages) == len(laid.layouts[0].pages) == 1
        assert laid.last.pages[0].share_used > laid.layouts[0].pages[0].share_used
        assert laid.last.pages[0].free < 10 * PIXELS_PER_MM

    def test_is_no_more_for_the_blank_lines_below_a_short_answer(self, lay: Callable[..., Laid]) -> None:
        blocks = filler(2), lines("one", 5), lines("two", 5), lines("three", 3)
        written = lay(*blocks, answers=dict.fromkeys(("one", "two", "three"), "A few words."))
        assert written.counts() == lay(*blocks).counts()

    def test_is_as_much_below_words_as_below_blank_lines(self, lay: Callable[..., Laid]) -> None:
        blank, written = (lay(lines("one", 5), answers=answers) for answers in ({}, {"one": "A few words."}))
        assert written.layouts[0].pages[0].end == pytest.approx(blank.layouts[0].pages[0].end, abs=0.1)

    def test_makes_rows_of_a_table_higher_and_all_alike(self, lay: Callable[..., Laid]) -> None:
        laid = lay(table(3))
        heights = laid.row_heights()
        assert max(heights) - min(heights) < 0.2
        assert 1.3 * 16 < heights[0] <= 1.6 * 16.2

    def test_is_left_where_nobody_writes(self, lay: Callable[..., Laid]) -> None:
        assert len(lay(filler(3)).layouts) == 1


class TestAFewLinesTooMany:
    def test_give_way_so_that_a_page_is_saved(self, lay: Callable[..., Laid]) -> None:
        laid = lay(filler(7), lines("one", 6), lines("two", 5), lines("three", 3))
        assert [len(layout.pages) for layout in laid.layouts] == [2, 1]
        assert all(now <= asked for now, asked in zip(laid.counts(), (6, 5, 3), strict=True))
        assert all(now >= least_lines(asked) for now, asked in zip(laid.counts(), (6, 5, 3), strict=True))

    def test_give_way_so_that_no_page_before_the_last_is_half_empty(self, lay: Callable[..., Laid]) -> None:
        laid = lay(filler(12), lines("one", 12, boxed=True), filler(11))
        as_written, tight = laid.layouts
        assert len(as_written.pages) == len(tight.pages) == 2
        assert as_written.pages[0].share_used < 0.6
        assert laid.last.pages[0].share_used > 0.9

    def test_do_not_go_below_what_the_block_allows(self, lay: Callable[..., Laid]) -> None:
        held = [lines("one", 6, least_lines=6), lines("two", 5, least_lines=5), lines("three", 3, least_lines=3)]
        laid = lay(filler(7), *held)
        assert len(laid.last.pages) == 2
        assert laid.counts()[0] >= 6

    def test_that_cannot_give_way_are_kept_company(self, lay: Callable[..., Laid]) -> None:
        held = [lines(name, 5, least_lines=5) for name in ("one", "two", "three", "four")]
        laid = lay(filler(6), *held)
        assert len(laid.last.pages) == 2
        assert laid.last.pages[-1].share_used > 0.25
        assert len(laid.layouts) <= 3


class TestWhatIsKeptWhole:
    def test_is_a_table_of_which_two_rows_would_stand_on_the_next_page(self, lay: Callable[..., Laid]) -> None:
        cards = tuple(f"Card {number}" for number in range(18))
        sort = SortBlock(kind="sort", id="s", label="Which?", left="Mine", right="Not mine", cards=cards, own_cards=1)
        laid = lay(filler(2), sort, lines("one", 8), profile=PrintProfile(type_size=TypeSize.EASY_READ))
        (before, after), (first, second) = laid.layouts[0].pages, laid.last.pages
        assert before.blocks[-1].element is after.blocks[0].element
        assert first.blocks[-1].element is not second.blocks[0].element

    def test_is_closed_below_its_words_where_it_parts(self, lay: Callable[..., Laid]) -> None:
        clauses = tuple(f"Clause {number}" for number in range(6))
        pact = AgreementBlock(kind="agreement", id="a", label="We agree", clauses=clauses, signers=("One", "Two"))
        laid = lay(filler(5), pact, profile=PrintProfile(type_size=TypeSize.LARGE))
        first, second = laid.layouts[0].pages
        assert first.blocks[-1].element is second.blocks[0].element
        assert first.free > 15 * PIXELS_PER_MM

    def test_parts_between_turns_where_it_would_else_cost_a_page(self, lay: Callable[..., Laid]) -> None:
        laid = lay(filler(12), script(4), filler(12))
        assert [len(layout.pages) for layout in laid.layouts] == [3, 2]
        assert laid.last.pages[0].blocks[-1].element is laid.last.pages[1].blocks[0].element

    def test_stays_whole_where_no_page_is_saved(self, lay: Callable[..., Laid]) -> None:
        laid = lay(filler(12), script(4))
        first, second = laid.last.pages
        assert first.blocks[-1].element is not second.blocks[0].element

    def test_parts_between_rungs_in_large_print_where_a_page_would_stay_half_empty(
        self, lay: Callable[..., Laid]
    ) -> None:
        columns = ({"head": "What", "answer": "words"},)
        ladder = LadderBlock.model_validate({"kind": "ladder", "id": "l", "label": "Steps", "columns": columns})
        laid = lay(filler(5), ladder, profile=PrintProfile(type_size=TypeSize.LARGE))
        assert laid.layouts[0].pages[0].share_used < 0.6
        assert laid.last.pages[0].share_used > 0.9


@pytest.fixture(scope="module")
def documents() -> tuple[Document, ...]:
    blocks: list[Any] = [filler(8), lines("one", 6), lines("two", 5), table(4), lines("three", 3)]
    short = {"one": "A few words.", "log.r1.c1": "Monday"}
    long = {"one": "A rather long answer. " * 60}
    return tuple(sheet(blocks, answers) for answers in ({}, short, long))


def test_is_the_same_laid_out_alone_and_whole(documents: Sequence[Document], pool: Pool) -> None:
    request = Request(documents, PrintProfile(), "Packet", "Practice", Workshop(pool, PrintCache()))
    linked, whole = print_linked(request), print_whole(request)
    assert read_pdf(linked.pdf).pages == read_pdf(whole.pdf).pages
    assert linked.warnings == whole.warnings == ()


def test_stands_in_the_same_places_whether_something_is_written_or_not(
    documents: Sequence[Document], pool: Pool
) -> None:
    blank, short = (places_of_prompts(document, pool) for document in documents[:2])
    assert blank.keys() == short.keys()
    for prompt, place in blank.items():
        assert short[prompt] == pytest.approx(place, abs=0.6), prompt


def test_a_long_answer_shows_to_its_last_word(documents: Sequence[Document], pool: Pool) -> None:
    request = Request(documents[2:], PrintProfile(), "Sheet", "", Workshop(pool, PrintCache()))
    assert len(re.findall("rather", read_pdf(print_linked(request).pdf).text)) == 60


def places_of_prompts(document: Document, pool: Pool) -> dict[str, tuple[float, float]]:
    """Page and height of every prompt, by its words."""
    request = Request([document], PrintProfile(), "Sheet", HEAD.practice, Workshop(pool, PrintCache()))
    file = pypdfium2.PdfDocument(print_linked(request).pdf)
    found: dict[str, tuple[float, float]] = {}
    for number, page in enumerate(file):
        text = page.get_textpage()
        for words in ("About one", "About two", "About three", "Log", "When"):
            if match := text.search(words).get_next():
                found[words] = (number, round(text.get_charbox(match[0])[1], 1))
    file.close()
    return found
