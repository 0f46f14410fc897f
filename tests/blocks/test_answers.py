"""Answers from a form and answers from the store: what is taken, what is refused, and in which words."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter
from werkzeug.datastructures import MultiDict
from wtforms import Form

from tests.blocks.odd_cases import ODD_BLOCKS, odd_answers
from therapytool.blocks import AnyBlock
from therapytool.blocks.answers import answer_form, answer_problems, answers_in, fitting_answers, questions_of

BLOCKS: tuple[AnyBlock, ...] = TypeAdapter(tuple[AnyBlock, ...]).validate_python(
    [
        {"kind": "short_text", "id": "rule", "label": "A rule"},
        {"kind": "checklist", "id": "moves", "label": "Moves", "options": ["Fixing", "Joking"]},
        {"kind": "choice", "id": "when", "label": "When?", "options": ["Now", "Later"]},
        {
            "kind": "rating",
            "id": "urge",
            "label": "The urge",
            "scale": {"lowest_label": "none", "highest_label": "strong"},
        },
    ]
)


def filled(**sent: Any) -> Form:
    return answer_form(BLOCKS)(MultiDict({key.replace("__", "."): value for key, value in sent.items()}))


class TestTheForm:
    def test_has_a_field_for_every_question(self) -> None:
        form = answer_form(ODD_BLOCKS)()
        assert {field.name for field in form} == {question.key for question in questions_of(ODD_BLOCKS)}

    def test_takes_a_blank_worksheet(self) -> None:
        form = filled()
        assert form.validate()
        assert answers_in(form) == {}

    def test_takes_everything_that_can_be_answered(self) -> None:
        form = answer_form(ODD_BLOCKS)(MultiDict(odd_answers()))
        assert form.validate(), form.errors
        assert answers_in(form) == odd_answers()

    def test_leaves_out_blanks_and_the_space_around_words(self) -> None:
        form = filled(rule="  Handle it alone \n", when="", urge="")
        assert form.validate()
        assert answers_in(form) == {"rule": "Handle it alone"}

    def test_keeps_ticks_as_yes(self) -> None:
        assert answers_in(filled(moves__1="yes")) == {"moves.1": "yes"}

    def test_ignores_what_nobody_asked(self) -> None:
        assert answers_in(filled(rule="x", admin="yes")) == {"rule": "x"}

    @pytest.mark.parametrize(
        ("sent", "complaint"),
        [
            ({"when": "Never"}, "“When?” offers Now, Later; choose one of them."),
            ({"urge": "11"}, "“The urge” offers 0 to 10; choose one of them."),
            ({"rule": "x" * 201}, "“A rule” has room for 200 characters; please shorten it."),
        ],
    )
    def test_refuses_in_plain_words(self, sent: dict[str, str], complaint: str) -> None:
        form = filled(**sent)
        assert not form.validate()
        assert list(form.errors.values()) == [[complaint]]


class TestStoredAnswers:
    def test_that_fit_have_no_problems(self) -> None:
        assert answer_problems(ODD_BLOCKS, odd_answers()) == {}

    @pytest.mark.parametrize(
        ("key", "text", "problem"),
        [
            ("gone", "x", "This worksheet asks nothing by that name."),
            ("moves.3", "yes", "This worksheet asks nothing by that name."),
            ("moves.1", "on", "“Fixing” is ticked with “yes”, or left out."),
            ("when", "Never", "“When?” offers Now, Later; choose one of them."),
            ("urge", "eleven", "“The urge” offers 0 to 10; choose one of them."),
            ("rule", "x" * 201, "“A rule” has room for 200 characters; please shorten it."),
        ],
    )
    def test_that_do_not_fit_are_named(self, key: str, text: str, problem: str) -> None:
        assert answer_problems(BLOCKS, {"urge": "3", key: text}) == {key: problem}

    def test_lose_only_what_does_not_fit(self) -> None:
        assert fitting_answers(BLOCKS, {"urge": "3", "gone": "x", "when": "Now"}) == {"urge": "3", "when": "Now"}
