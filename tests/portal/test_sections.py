"""A worksheet cut for a phone: nothing that tells is lost, everything that asks is asked once, in order."""

from __future__ import annotations

import pytest

from tests.blocks.test_results import AUDIT
from tests.shipped_exercises import exercise_in
from therapytool.blocks.answers import questions_of
from therapytool.blocks.callout import CalloutBlock
from therapytool.blocks.choice import ChoiceBlock
from therapytool.blocks.computed import ComputedBlock
from therapytool.blocks.conditional import ConditionalBlock
from therapytool.blocks.dose import Dose
from therapytool.blocks.number import NumberBlock
from therapytool.blocks.page_break import PageBreakBlock
from therapytool.blocks.prose import ProseBlock
from therapytool.blocks.questionnaire import QuestionnaireBlock
from therapytool.blocks.short_text import ShortTextBlock
from therapytool.portal.sections import sections_of
from therapytool.shipped import folder

TELL = ProseBlock(kind="prose", text="Read this first.")
MORE = CalloutBlock(kind="callout", tone="example", text="For example ...")
ASK = ShortTextBlock(kind="short_text", id="ask", label="Ask")
MOOD = ChoiceBlock(kind="choice", id="mood", label="Mood", options=("Good", "Bad"))
IF_BAD = ConditionalBlock(kind="conditional", when="mood", equals="Bad", text="Call somebody.")
HOURS = NumberBlock(kind="number", id="hours", label="Hours")
TOTAL = ComputedBlock(kind="computed", id="total", label="Total", of=("hours",))
BREAK = PageBreakBlock(kind="page_break")
FILES = sorted(path for path in folder("worksheets").glob("*-*/*.yaml"))


def test_what_tells_goes_with_the_next_question() -> None:
    (first, second) = sections_of([TELL, MORE, ASK, MOOD])
    assert (first.lead_in, first.asking) == ((TELL, MORE), ASK)
    assert (second.lead_in, second.asking) == ((), MOOD)
    assert [first.number, second.number] == [1, 2]


def test_instructions_can_be_read_again_where_there_are_no_new_ones() -> None:
    first, second, third, fourth = sections_of([TELL, ASK, MOOD, MORE, HOURS, ASK])
    assert [section.instructions for section in (first, second, third, fourth)] == [(), (TELL,), (), (MORE,)]


def test_what_hangs_on_an_answer_stays_with_its_question() -> None:
    first, second = sections_of([MOOD, IF_BAD, HOURS, TOTAL])
    assert (first.following, second.following) == ((IF_BAD,), (TOTAL,))
    assert second.blocks == (HOURS, TOTAL)


def test_what_hangs_on_a_result_stays_with_its_questionnaire() -> None:
    audit = QuestionnaireBlock.model_validate(AUDIT)
    high = ConditionalBlock(kind="conditional", when="audit._total", at_least=4, text="Talk with somebody.")
    first, _second = sections_of([audit, high, HOURS])
    assert first.following == (high,)


def test_what_hangs_on_an_earlier_question_leads_up_to_the_next() -> None:
    _, second = sections_of([MOOD, ASK, IF_BAD])
    assert second.following == (IF_BAD,)
    *_, third = sections_of([MOOD, ASK, IF_BAD, HOURS])
    assert third.lead_in == (IF_BAD,)


def test_the_last_words_stay_with_the_last_question() -> None:
    (only,) = sections_of([ASK, TELL])
    assert only.blocks == (ASK, TELL)


def test_page_breaks_are_for_paper() -> None:
    first, second = sections_of([ASK, BREAK, MOOD, BREAK])
    assert (first.blocks, second.blocks) == ((ASK,), (MOOD,))


def test_a_sheet_that_asks_nothing_has_no_sections() -> None:
    assert sections_of([TELL]) == sections_of([]) == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_block_of_the_library_is_lost_or_asked_twice(path) -> None:
    exercise = exercise_in(path)
    for dose in Dose:
        blocks = exercise.blocks_at(dose)
        shown = [block for section in sections_of(blocks) for block in section.blocks]
        assert shown == [block for block in blocks if block.questions() or block.plain_text({})]
        assert questions_of(shown) == questions_of(blocks)
