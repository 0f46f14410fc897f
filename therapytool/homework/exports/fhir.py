"""Worksheets and answers as FHIR R4: a Questionnaire of each version and dose, a QuestionnaireResponse of each person.

Plain mappings ready for JSON; the tests hold them against the published R4 types. Names of people are code names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from therapytool.blocks.base import TICKED, Answers, Block, Control, Question
from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent

Resource = dict[str, Any]

HOME = "https://therapytool.invalid"
"""Where canonical addresses begin: a name that never leads anywhere, because nothing is published there."""
PERSON_SYSTEM = f"{HOME}/people"
DIGITS_OF_VERSION = 12

TYPES = {
    Control.LINE: "string",
    Control.CELL: "string",
    Control.SIGNATURE: "string",
    Control.LINES: "text",
    Control.TICK: "boolean",
    Control.CHOICE: "choice",
    Control.RATING: "choice",
    Control.QUANTITY: "decimal",
    Control.DATE: "date",
    Control.TIME: "time",
}
TYPES_OF_WORDS = {"string", "text"}


@dataclass(frozen=True, slots=True)
class Filled:
    """One person's part of one homework; `answers` are those she shares, `ended` None while it is not handed in."""

    response_id: str
    person_id: str
    person: str
    blocks: tuple[Block, ...]
    answers: Answers
    at: datetime
    ended: str | None


def questionnaire(exercise: ExerciseContent, version: str, dose: Dose) -> Resource:
    """A worksheet at a dose: what it tells as display items, blocks with several questions as groups."""
    return {
        "resourceType": "Questionnaire",
        "id": f"{version[:DIGITS_OF_VERSION]}-{dose.value}",
        "url": _address(exercise, dose),
        "version": version[:DIGITS_OF_VERSION],
        "name": "".join(word.capitalize() for word in exercise.slug.split("-")),
        "title": exercise.title,
        "status": "active",
        "subjectType": ["Patient"],
        "description": exercise.worksheet.purpose,
        "item": [_item(number, block) for number, block in enumerate(_said(exercise.blocks_at(dose)), 1)],
    }


def questionnaire_response(exercise: ExerciseContent, version: str, dose: Dose, filled: Filled) -> Resource:
    """What one person answered. Handed in is "completed", not this time "stopped", anything else "in-progress"."""
    status = {None: "in-progress", "not-done": "stopped"}.get(filled.ended, "completed")
    return {
        "resourceType": "QuestionnaireResponse",
        "id": filled.response_id,
        "questionnaire": f"{_address(exercise, dose)}|{version[:DIGITS_OF_VERSION]}",
        "status": status,
        "subject": {
            "type": "Patient",
            "identifier": {"system": PERSON_SYSTEM, "value": filled.person_id},
            "display": filled.person,
        },
        "authored": filled.at.isoformat(timespec="seconds"),
        "item": [item for block in filled.blocks if (item := _answered(block, filled.answers))],
    }


def bundle(resources: Iterable[Resource], *, at: datetime) -> Resource:
    """Several resources as one collection, each once."""
    once = {(each["resourceType"], each["id"]): each for each in resources}
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": at.isoformat(timespec="seconds"),
        "entry": [
            {"fullUrl": f"{HOME}/{kind}/{name}", "resource": resource} for (kind, name), resource in once.items()
        ],
    }


def _address(exercise: ExerciseContent, dose: Dose) -> str:
    return f"{HOME}/Questionnaire/{exercise.slug}/{dose.value}"


def _said(blocks: Iterable[Block]) -> Iterable[Block]:
    """The blocks that ask or tell something in words."""
    return (block for block in blocks if block.questions() or block.plain_text({}).strip())


def _item(number: int, block: Block) -> Resource:
    questions = block.questions()
    if not questions:
        return {"linkId": f"text-{number}", "type": "display", "text": block.plain_text({}).strip()}
    asked = [_asked(question) for question in questions]
    if _stands_alone(block):
        return asked[0]
    return {"linkId": _name(block), "type": "group", "text": _label(block), "item": asked}


def _asked(question: Question) -> Resource:
    item: Resource = {"linkId": question.key, "text": question.label, "type": _type(question)}
    if question.control in {Control.CHOICE, Control.RATING}:
        field = "valueInteger" if item["type"] == "integer" else "valueString"
        item["answerOption"] = [{field: _typed(item["type"], option)} for option in question.options]
    elif item["type"] in TYPES_OF_WORDS:
        item["maxLength"] = question.max_length
    return item


def _answered(block: Block, answers: Answers) -> Resource | None:
    items = [
        {"linkId": question.key, "text": question.label, "answer": [_answer(question, answers[question.key])]}
        for question in block.questions()
        if answers.get(question.key)
    ]
    if not items or _stands_alone(block):
        return items[0] if items else None
    return {"linkId": _name(block), "text": _label(block), "item": items}


def _answer(question: Question, text: str) -> Resource:
    kind = _type(question)
    field = {"text": "String", "string": "String", "choice": "String"}.get(kind, kind.capitalize())
    return {f"value{field}": _typed(kind, text)}


def _type(question: Question) -> str:
    """The FHIR type of an item; a rating of whole numbers is an integer."""
    is_counted = question.control is Control.RATING and all(option.isdecimal() for option in question.options)
    return "integer" if is_counted else TYPES[question.control]


def _typed(kind: str, text: str) -> object:
    return VALUES.get(kind, str)(text)


VALUES: Mapping[str, Callable[[str], object]] = {
    "boolean": lambda text: text == TICKED,
    "integer": int,
    "decimal": float,
    "time": lambda text: f"{text}:00",
}


def _stands_alone(block: Block) -> bool:
    """Whether a block is one question that goes by the block's own name."""
    questions = block.questions()
    return len(questions) == 1 and questions[0].key == _name(block)


def _name(block: Block) -> str:
    return str(getattr(block, "id", ""))


def _label(block: Block) -> str:
    return str(getattr(block, "label", "") or block.questions()[0].label)
