"""A worksheet's answers as a form: what a browser sent becomes answers, and stored answers are checked before use.

One table says which field reads which control; a block's questions do the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from wtforms import BooleanField, Field, Form, RadioField, StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import Length, ValidationError

from therapytool.blocks.base import TICKED, Answers, Block, Control, Question
from therapytool.blocks.stored import KEEPERS, complaint, tidied


class OneOrNone(RadioField):
    """One of the options, or none: every line of a worksheet may be skipped."""

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is no option; a field nobody touched, and one left blank, are no answer and pass."""
        if self.data:
            super().pre_validate(form)


FIELDS: dict[Control, type[Field]] = {
    Control.LINE: StringField,
    Control.LINES: TextAreaField,
    Control.TICK: BooleanField,
    Control.CHOICE: OneOrNone,
    Control.RATING: OneOrNone,
    Control.CELL: TextAreaField,
    Control.SIGNATURE: StringField,
    Control.QUANTITY: StringField,
    Control.DATE: StringField,
    Control.TIME: StringField,
}


def answer_form(blocks: Sequence[Block]) -> type[Form]:
    """A form class with a field for each question of these blocks, named by the question's key."""
    fields = {question.key: _field(question) for question in questions_of(blocks)}
    return cast("type[Form]", type("AnswerForm", (Form,), fields))


def answers_in(form: Form) -> dict[str, str]:
    """What the form holds as answers: a tick is "yes", blanks are left out, words lose the space around them."""
    said = {field.name: TICKED if field.data is True else str(field.data or "").strip() for field in form}
    return {key: text for key, text in said.items() if text}


def answer_problems(blocks: Sequence[Block], answers: Answers) -> dict[str, str]:
    """What is wrong with stored answers, a sentence by key; empty when they fit these blocks.

    Finds keys no question has, options that are not offered, ticks that are not ticks, words beyond their length, and
    numbers, dates and times that are none.
    """
    known = {question.key: question for question in questions_of(blocks)}
    checked = ((key, _problem(known.get(key), text)) for key, text in answers.items())
    return {key: problem for key, problem in checked if problem}


def fitting_answers(blocks: Sequence[Block], answers: Answers) -> dict[str, str]:
    """The answers that fit these blocks, as they are kept; those with a problem are left out."""
    problems = answer_problems(blocks, answers)
    known = {question.key: question for question in questions_of(blocks)}
    return {key: tidied(known[key], text) for key, text in answers.items() if key not in problems}


def questions_of(blocks: Iterable[Block]) -> tuple[Question, ...]:
    """Every question of the blocks, in reading order."""
    return tuple(question for block in blocks for question in block.questions())


def _field(question: Question) -> Field:
    return FIELDS[question.control](question.label, **_rules(question))


def _rules(question: Question) -> dict[str, Any]:
    if question.options:
        return {"choices": list(question.options), "invalid_choice_message": _not_offered(question)}
    if question.control is Control.TICK:
        return {}
    if question.control in KEEPERS:
        return {"filters": [lambda text: tidied(question, (text or "").strip())], "validators": [_keepable(question)]}
    return {"validators": [Length(max=question.max_length, message=_too_long(question))]}


def _keepable(question: Question) -> Callable[[Form, Field], None]:
    def check(form: Form, field: Field) -> None:
        if field.data and (sentence := _problem(question, field.data)):
            raise ValidationError(sentence)

    return check


def _problem(question: Question | None, text: str) -> str:
    if question is None:
        return "This worksheet asks nothing by that name."
    if question.options:
        return "" if text in question.options else _not_offered(question)
    if question.control is Control.TICK:
        return "" if text == TICKED else f"“{question.label}” is ticked with “{TICKED}”, or left out."
    return complaint(question, text) if len(text) <= question.max_length else _too_long(question)


def _not_offered(question: Question) -> str:
    return f"“{question.label}” offers {_in_short(question.options)}; choose one of them."


def _too_long(question: Question) -> str:
    return f"“{question.label}” has room for {question.max_length:,} characters; please shorten it."


def _in_short(options: Sequence[str]) -> str:
    return ", ".join(options) if len(options) <= 5 else f"{options[0]} to {options[-1]}"
