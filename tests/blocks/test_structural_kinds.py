"""Blanks, dialogues, repeated groups, legends, word banks: what they accept, what they ask, how they read."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from therapytool.blocks import AnyBlock
from therapytool.blocks.blanks import BlanksBlock
from therapytool.blocks.dialogue import DialogueBlock
from therapytool.blocks.legend import LegendBlock
from therapytool.blocks.repeated import RepeatedBlock
from therapytool.blocks.word_bank import WordBankBlock

ANY_BLOCK: TypeAdapter[AnyBlock] = TypeAdapter(AnyBlock)
WHERE = {"kind": "short_text", "id": "where", "label": "Where I was"}
TALK = {"kind": "dialogue", "id": "talk", "label": "A talk", "roles": ["Me", "You"]}


def blanks(text: str, **content: Any) -> BlanksBlock:
    return BlanksBlock.model_validate({"kind": "blanks", "id": "say", "label": "Say it", "text": text, **content})


def repeated(**content: Any) -> RepeatedBlock:
    usual = {"kind": "repeated", "id": "sit", "label": "Moments", "name": "Moment", "times": 2, "parts": [WHERE]}
    return RepeatedBlock.model_validate({**usual, **content})


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ({"kind": "blanks", "id": "x", "label": "x", "text": "No blank."}, "the text has no blank"),
        ({"kind": "blanks", "id": "x", "label": "x", "text": "[[a]] [[a]]"}, "two blanks are called 'a'"),
        ({"kind": "blanks", "id": "x", "label": "x", "text": "[[Not a name]]"}, "String should match pattern"),
        (
            {"kind": "blanks", "id": "x", "label": "x", "text": "[[a]]", "blanks": [{"name": "b"}]},
            r"the text has no blank \[\[b\]\]",
        ),
        ({"kind": "blanks", "id": "x", "label": "x", "text": "*I [[a]]*"}, "same side of a blank"),
        ({**TALK, "turns": [{"who": "Me"}]}, "the turn is empty"),
        ({**TALK, "turns": [{"who": "He", "says": "x"}]}, "'He' is none of the roles"),
        ({**TALK, "roles": ["Me", "Me"], "turns": [{"who": "Me", "says": "x"}]}, "two roles have the same name"),
        (
            {"kind": "repeated", "id": "x", "label": "x", "name": "x", "parts": [WHERE, WHERE]},
            "two questions are called 'where'",
        ),
        (
            {"kind": "repeated", "id": "x", "label": "x", "name": "x", "parts": [{**WHERE, "from": "long"}]},
            "put them on the whole group",
        ),
        (
            {"kind": "repeated", "id": "x", "label": "x", "name": "x", "parts": [{"kind": "table", "id": "t"}]},
            "does not match any of the expected tags",
        ),
        ({"kind": "legend", "signs": [{"sign": "ABCDE", "means": "x"}]}, "at most 4 characters"),
        ({"kind": "word_bank"}, "give either 'words' or 'groups'"),
        ({"kind": "word_bank", "words": ["a"], "groups": [{"head": "b", "words": ["c"]}]}, "give either 'words'"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(content: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        ANY_BLOCK.validate_python(content)


class TestBlanks:
    def test_are_asked_in_reading_order_by_their_names(self) -> None:
        block = blanks("I feel [[feeling]].\n\nI want [[wish]].")
        assert [question.key for question in block.questions()] == ["say.feeling", "say.wish"]

    def test_read_as_one_sentence(self) -> None:
        block = blanks("When you say “[[words]]”, I feel [[feeling]].")
        said = block.plain_text({"say.words": "later", "say.feeling": "alone"})
        assert said == "Say it\nWhen you say “later”, I feel alone."

    def test_left_open_are_a_line(self) -> None:
        assert blanks("I feel [[feeling]].").plain_text({}) == "Say it\nI feel ______."

    def test_are_heard_with_the_sentence_around_them(self) -> None:
        block = blanks("I feel [[feeling]] when [[the_case]].", blanks=[{"name": "feeling", "hint": "a feeling"}])
        labels = [question.label for question in block.questions()]
        assert labels == ["a feeling (I feel … when the case.)", "the case (I feel feeling when ….)"]

    def test_keep_the_marks_that_stand_at_them(self) -> None:
        (pieces,) = blanks("says “[[words]]”, then").paragraphs
        assert [(piece.words, piece.opening, piece.closing, piece.spaced) for piece in pieces] == [
            ("says", "", "", False),
            ("", "“", "”,", True),
            ("then", "", "", True),
        ]


class TestADialogue:
    BLOCK = DialogueBlock.model_validate(
        {
            **TALK,
            "turns": [
                {"who": "Me", "says": "I need a minute."},
                {"who": "You", "lines": 2},
                {"who": "Me", "says": "Thank you", "lines": 1},
            ],
        }
    )

    def test_asks_for_the_turns_with_lines_and_says_whose_they_are(self) -> None:
        asked = [(question.key, question.label) for question in self.BLOCK.questions()]
        assert asked == [("talk.t2", "Turn 2, You: your words"), ("talk.t3", "Turn 3, Me: your words")]

    def test_puts_the_two_on_two_sides(self) -> None:
        assert [self.BLOCK.side(turn) for turn in self.BLOCK.turns] == ["left", "right", "left"]

    def test_reads_as_a_script(self) -> None:
        said = self.BLOCK.plain_text({"talk.t2": "Take it.", "talk.t3": "for waiting."})
        assert said == "A talk\nMe: I need a minute.\nYou: Take it.\nMe: Thank you for waiting."


class TestARepeatedGroup:
    def test_asks_the_same_each_time_under_a_key_of_its_own(self) -> None:
        asked = [(question.key, question.label) for question in repeated().questions()]
        assert asked == [("sit.1.where", "Moment 1: Where I was"), ("sit.2.where", "Moment 2: Where I was")]

    def test_gives_the_questions_inside_a_part_keys_below_it(self) -> None:
        moves = {"kind": "checklist", "id": "moves", "label": "Moves", "options": ["Fix", "Flee"]}
        keys = [question.key for question in repeated(parts=[moves]).questions()]
        assert keys == ["sit.1.moves.1", "sit.1.moves.2", "sit.2.moves.1", "sit.2.moves.2"]

    def test_says_only_the_times_that_were_answered(self) -> None:
        assert repeated().plain_text({"sit.2.where": "At home"}) == "Moments\nMoment 2\nWhere I was: At home"


class TestAWordBank:
    @pytest.mark.parametrize(("count", "heights"), [(8, [2, 2, 2, 2]), (9, [3, 2, 2, 2]), (3, [1, 1, 1])])
    def test_deals_its_words_down_the_columns(self, count: int, heights: list[int]) -> None:
        words = [str(number) for number in range(count)]
        bank = WordBankBlock.model_validate({"kind": "word_bank", "words": words})
        assert [len(column) for column in bank.in_columns] == heights
        assert [word for column in bank.in_columns for word in column] == words

    def test_asks_nothing_and_says_its_words(self) -> None:
        bank = WordBankBlock.model_validate(
            {"kind": "word_bank", "groups": [{"head": "Glad", "words": ["warm", "low"]}]}
        )
        assert bank.questions() == ()
        assert bank.plain_text({}) == "Words to borrow\nGlad: warm, low"


def test_a_legend_says_what_its_signs_mean() -> None:
    legend = LegendBlock.model_validate({"kind": "legend", "signs": [{"sign": "+", "means": "It helped"}]})
    assert legend.plain_text({}) == "What the signs mean\n+ = It helped"
