"""What hangs on other answers: totals add up, conditional words come and go, and both name what is really asked."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from therapytool.blocks import AnyBlock
from therapytool.blocks.arithmetic import is_meant, numbers_of
from therapytool.blocks.computed import ComputedBlock, with_computed
from therapytool.blocks.conditional import ConditionalBlock
from therapytool.blocks.references_between import reference_problems
from therapytool.exercises.content import Worksheet

BLOCKS = TypeAdapter(tuple[AnyBlock, ...])
CUPS = {"kind": "number", "id": "cups", "label": "Cups"}
MOVES = {"kind": "checklist", "id": "moves", "label": "Moves", "options": ["Fixing", "Joking"], "own_lines": 1}
TOLD = {"kind": "choice", "id": "told", "label": "Told anyone?", "options": ["Yes", "No"]}
WEEK = {
    "kind": "table",
    "id": "week",
    "label": "Week",
    "blank_rows": 3,
    "columns": [{"head": "What"}, {"head": "Hours", "answer": "number"}],
}
GRID = {"kind": "rating_grid", "id": "grid", "label": "Grid", "rows": ["a", "b"], "columns": ["now"], "own_rows": 1}


def computed(*of: str, **content: Any) -> ComputedBlock:
    return ComputedBlock.model_validate({"kind": "computed", "id": "sum", "label": "Total", "of": of, **content})


def conditional(**content: Any) -> ConditionalBlock:
    return ConditionalBlock.model_validate({"kind": "conditional", "text": "Go on.", **content})


def worksheet(*blocks: dict[str, Any]) -> Worksheet:
    minutes = {"short": 1, "standard": 2, "long": 3}
    return Worksheet.model_validate({"purpose": "x", "minutes": minutes, "setting": "x", "blocks": blocks})


class TestAReference:
    @pytest.mark.parametrize(
        ("reference", "key", "meant"),
        [
            ("cups", "cups", True),
            ("cups", "cups2", False),
            ("moves", "moves.1", True),
            ("week.c2", "week.r1.c2", True),
            ("week.c2", "week.r3.c2", True),
            ("week.c2", "week.r1.c1", False),
            ("week.c2", "week.r1.c2.f1", False),
            ("week.c2.f1", "week.r1.c2.f1", True),
            ("grid.c1", "grid.own1.c1", True),
            ("grid.c1", "grid.own1", False),
        ],
    )
    def test_means_a_question_a_block_or_a_column(self, reference: str, key: str, meant: bool) -> None:
        assert is_meant(reference, key) is meant

    def test_counts_ticks_and_passes_over_words(self) -> None:
        answers = {"moves.1": "yes", "moves.2": "yes", "moves.own1": "leaving"}
        assert sum(numbers_of("moves", answers)) == 2


class TestAComputedValue:
    @pytest.mark.parametrize(
        ("operation", "of", "value"),
        [
            ("sum", ["week.c2"], "5.5"),
            ("sum", ["week.c2", "cups"], "7.5"),
            ("sum", ["nothing"], ""),
            ("average", ["week.c2"], "2.8"),
            ("difference", ["week.c2", "cups"], "3.5"),
            ("difference", ["cups", "week.c2"], "-3.5"),
            ("share", ["cups", "week.c2"], "36.4"),
            ("share", ["cups", "zero"], ""),
            ("difference", ["cups", "nothing"], ""),
        ],
    )
    def test_is_reckoned_from_what_is_answered(self, operation: str, of: list[str], value: str) -> None:
        answers = {"week.r1.c2": "3.5", "week.r3.c2": "2", "week.r1.c1": "9 lives", "cups": "2", "zero": "0"}
        assert computed(*of, operation=operation).value(answers) == value

    @pytest.mark.parametrize(("decimals", "value"), [(0, "3"), (1, "2.5"), (2, "2.5")])
    def test_is_rounded_up_at_the_half_and_shows_no_idle_zeros(self, decimals: int, value: str) -> None:
        assert computed("cups", decimals=decimals).value({"cups": "2.5"}) == value

    def test_says_how_to_reckon_it_by_hand(self) -> None:
        assert computed("cups").how_in_words == "add up"
        assert computed("cups", how="add all rows").how_in_words == "add all rows"

    def test_asks_nothing(self) -> None:
        assert computed("cups").questions() == ()

    def test_reads_with_its_unit(self) -> None:
        assert computed("a", "b", operation="share").plain_text({"a": "1", "b": "4"}) == "Total: 25 %"
        assert computed("cups", unit="points").plain_text({}) == "Total:"

    def test_can_be_hung_on_like_an_answer(self) -> None:
        answers = with_computed([computed("cups")], {"cups": "12"})
        assert conditional(when="sum", at_least=10).applies(answers) is True

    @pytest.mark.parametrize(
        ("operation", "words"),
        [("difference", "two or more"), ("product", "two or more"), ("share", "exactly two")],
    )
    def test_of_several_takes_several(self, operation: str, words: str) -> None:
        with pytest.raises(ValidationError, match=f"a {operation} is of {words}; this names 1"):
            computed("cups", operation=operation)


class TestConditionalWords:
    @pytest.mark.parametrize(
        ("condition", "answer", "applies"),
        [
            ({"equals": "Yes"}, "Yes", True),
            ({"equals": "Yes"}, "No", False),
            ({"equals": "Yes"}, "", None),
            ({"at_least": 7}, "7", True),
            ({"at_least": 7}, "6.5", False),
            ({"at_most": 3}, "3", True),
            ({"at_least": 2, "at_most": 3}, "4", False),
            ({"at_least": 2}, "many", False),
        ],
    )
    def test_are_meant_when_the_answer_fits(self, condition: dict[str, Any], answer: str, applies: bool | None) -> None:
        assert conditional(when="told", **condition).applies({"told": answer}) is applies

    @pytest.mark.parametrize(
        ("condition", "lead"),
        [
            ({"equals": "Yes"}, "If you chose “Yes”"),
            ({"at_least": 7}, "If your answer is 7 or more"),
            ({"at_most": 2.5}, "If your answer is 2.5 or less"),
            ({"at_least": 4, "at_most": 6}, "If your answer is 4 to 6"),
            ({"at_least": 4, "at_most": 4}, "If your answer is 4"),
            ({"equals": "yes", "lead_in": "If you checked Fixing"}, "If you checked Fixing"),
        ],
    )
    def test_begin_on_paper_with_when_they_are_meant(self, condition: dict[str, Any], lead: str) -> None:
        assert conditional(when="told", **condition).lead == lead

    def test_are_said_with_their_condition_only_while_it_is_open(self) -> None:
        words = conditional(when="told", equals="Yes")
        assert words.plain_text({}) == "If you chose “Yes”: Go on."
        assert words.plain_text({"told": "Yes"}) == "Go on."
        assert words.plain_text({"told": "No"}) == ""

    def test_may_ask_for_more_under_keys_of_their_own(self) -> None:
        asked = {"kind": "short_text", "id": "whom", "label": "Whom?"}
        branch = conditional(when="told", equals="Yes", id="more", text=None, parts=[asked])
        assert [question.key for question in branch.questions()] == ["more.whom"]
        answers = {"told": "Yes", "more.whom": "my sister"}
        assert branch.plain_text(answers) == "Whom?: my sister"
        assert branch.plain_text({**answers, "told": "No"}) == ""

    @pytest.mark.parametrize(
        ("content", "complaint"),
        [
            ({"text": None}, "give it a 'text', or 'parts'"),
            ({"parts": [{"kind": "number", "id": "n", "label": "N"}]}, "needs an 'id'"),
            ({"id": "c", "parts": [{"kind": "number", "id": "n", "label": "N"}] * 2}, "two questions are called 'n'"),
        ],
    )
    def test_say_or_ask_something_that_can_be_kept(self, content: dict[str, Any], complaint: str) -> None:
        with pytest.raises(ValidationError, match=complaint):
            conditional(when="told", equals="Yes", **content)

    @pytest.mark.parametrize(
        ("condition", "complaint"),
        [
            ({}, "say when it is meant"),
            ({"equals": "Yes", "at_least": 1}, "say when it is meant"),
            ({"at_least": 5, "at_most": 4}, "swap them"),
        ],
    )
    def test_hang_on_one_thing(self, condition: dict[str, Any], complaint: str) -> None:
        with pytest.raises(ValidationError, match=complaint):
            conditional(when="told", **condition)


class TestAWorksheet:
    def test_takes_references_that_hold(self) -> None:
        blocks = BLOCKS.validate_python([CUPS, MOVES, TOLD, WEEK, GRID])
        blocks += (computed("cups", "week.c2", "grid.c1", "moves.1"), conditional(when="told", equals="No"))
        blocks += (conditional(when="sum", at_least=3), conditional(when="moves.2", equals="yes", lead_in="If Joking"))
        assert reference_problems(blocks) == ()

    @pytest.mark.parametrize(
        ("block", "complaint"),
        [
            (computed("tea"), "'sum' refers to 'tea', which no block of this worksheet asks"),
            (computed("week"), "'sum' reckons with 'week', which also asks for words"),
            (computed("week.c1"), "'sum' reckons with 'week.c1', which also asks for words"),
            (computed("told"), "'sum' reckons with 'told', which also asks for words"),
            (conditional(when="week", equals="x"), "refers to 'week', which no block of this worksheet asks"),
            (conditional(when="told", equals="Maybe"), "does not offer"),
            (conditional(when="told", at_least=3), "compares numbers, but 'told' asks for words"),
            (conditional(when="moves.1", equals="yes"), "say under 'lead_in' when it is meant"),
        ],
    )
    def test_refuses_in_words_what_does_not_hold(self, block: AnyBlock, complaint: str) -> None:
        blocks = [CUPS, MOVES, TOLD, WEEK, block.model_dump(by_alias=True, exclude_defaults=True)]
        with pytest.raises(ValidationError, match=complaint):
            worksheet(*blocks)

    def test_refuses_what_hangs_on_a_question_of_another_dose(self) -> None:
        late = {**CUPS, "from": "long"}
        total = {"kind": "computed", "id": "sum", "label": "Total", "of": ["cups"]}
        with pytest.raises(ValidationError, match="stays in a dose in which 'cups' is left out"):
            worksheet(late, total)
        assert worksheet(late, {**total, "from": "long"}).blocks
