"""What the kinds of blocks accept, what they ask, and how they read in plain words."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.blocks.odd_cases import ODD_BLOCKS, odd_answers
from therapytool.blocks import KINDS, AnyBlock
from therapytool.blocks.base import LONG_ANSWER_LENGTH, SHORT_ANSWER_LENGTH, AnswerableBlock, Block, Control

ANY_BLOCK: TypeAdapter[AnyBlock] = TypeAdapter(AnyBlock)
SCALE = {"lowest_label": "low", "highest_label": "high"}
TABLE = {"kind": "table", "id": "x", "label": "x", "columns": [{"head": "a"}]}
ANSWERABLE = [block for block in ODD_BLOCKS if isinstance(block, AnswerableBlock) and block.questions()]


def block(**content: Any) -> AnyBlock:
    return ANY_BLOCK.validate_python(content)


def test_the_odd_cases_show_every_kind() -> None:
    assert {block.kind for block in ODD_BLOCKS} == set(KINDS)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ({"kind": "crossword"}, "does not match any of the expected tags"),
        ({"kind": "prose", "text": "x", "colour": "red"}, "Extra inputs are not permitted"),
        ({"kind": "prose", "text": "x", "from": "long", "until": "short"}, "swap them"),
        ({"kind": "lines", "id": "Not a key", "label": "x"}, "String should match pattern"),
        ({"kind": "lines", "id": "x", "label": "x", "lines": 41}, "less than or equal to 40"),
        ({"kind": "checklist", "id": "x", "label": "x", "options": []}, "at least 1 item"),
        ({"kind": "choice", "id": "x", "label": "x", "options": ["one"]}, "at least 2 items"),
        ({"kind": "rating", "id": "x", "label": "x", "scale": {}}, "name both ends of the scale"),
        ({"kind": "rating", "id": "x", "label": "x", "scale": {**SCALE, "highest": 21}}, "less than or equal to 20"),
        (TABLE, "the table has no rows"),
        (
            {
                "kind": "table",
                "id": "x",
                "label": "x",
                "columns": [{"head": "a"}],
                "blank_rows": 1,
                "example": ["", ""],
            },
            "the example has 2 cells for 1 columns",
        ),
        (
            {
                "kind": "table",
                "id": "x",
                "label": "x",
                "columns": [{"head": "a"}],
                "blank_rows": 1,
                "row_labels": ["b"],
            },
            "do not mix",
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_words(content: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        block(**content)


def test_keys_are_unique_over_a_whole_worksheet() -> None:
    keys = [question.key for each in ODD_BLOCKS for question in each.questions()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("each", ANSWERABLE, ids=lambda each: each.id)
class TestQuestions:
    def test_begin_with_the_name_of_their_block(self, each: Block) -> None:
        name = each.model_dump()["id"]
        assert all(question.key.partition(".")[0] == name for question in each.questions())

    def test_are_told_apart_by_their_labels_alone(self, each: Block) -> None:
        labels = [question.label for question in each.questions()]
        assert len(labels) == len(set(labels))

    def test_offer_options_exactly_when_one_is_to_be_chosen(self, each: Block) -> None:
        for question in each.questions():
            assert bool(question.options) == (question.control in {Control.CHOICE, Control.RATING})

    def test_have_room_for_words(self, each: Block) -> None:
        assert {question.max_length for question in each.questions()} <= {SHORT_ANSWER_LENGTH, LONG_ANSWER_LENGTH}


@pytest.mark.parametrize("each", ANSWERABLE, ids=lambda each: each.id)
class TestPlainText:
    def test_says_the_prompt_when_nothing_is_answered(self, each: Block) -> None:
        assert each.model_dump()["label"] in each.plain_text({})

    def test_says_every_word_that_was_written(self, each: Block) -> None:
        answers = odd_answers()
        said = each.plain_text(answers)
        written = [q for q in each.questions() if not q.options and q.control is not Control.TICK]
        dates = [q for q in written if q.key.endswith(".date")]
        assert [q.key for q in written if q not in dates and q.in_words(answers[q.key]) not in said] == []


def test_a_rating_says_its_number_and_the_top_of_its_scale() -> None:
    rating = block(kind="rating", id="urge", label="The urge", scale=SCALE)
    assert rating.plain_text({"urge": "7"}) == "The urge: 7 of 10"


def test_a_checklist_says_what_was_ticked_and_nothing_else() -> None:
    checklist = block(kind="checklist", id="moves", label="Moves", options=["Fixing", "Joking"], own_lines=1)
    assert checklist.plain_text({"moves.2": "yes", "moves.own1": "Leaving"}) == "Moves\n- Joking\n- Leaving"


@pytest.mark.parametrize(("lowest", "highest", "middle"), [(0, 10, 5), (1, 5, 3), (1, 10, None), (0, 2, 1)])
def test_only_a_scale_with_a_middle_has_one(lowest: int, highest: int, middle: int | None) -> None:
    rating = block(kind="rating", id="x", label="x", scale={**SCALE, "lowest": lowest, "highest": highest})
    assert rating.kind == "rating"
    assert rating.scale.middle == middle


def test_a_callout_without_a_heading_is_called_by_its_tone() -> None:
    callout = block(kind="callout", tone="caution", text="Mind the step.")
    assert callout.plain_text({}) == "Take care: Mind the step."
