"""Worksheets and answers as FHIR R4: a Questionnaire of each version and dose, a QuestionnaireResponse of each person.

Plain mappings ready for JSON; the tests hold them against the published R4 types. Names of people are code names.
Values reckoned from answers are items only where something hangs on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from therapytool.blocks.base import Answers, Block, Control, Question
from therapytool.blocks.computed import with_computed
from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.homework.exports.fhir_conditions import enabled_when, hung_on, reckoned_in
from therapytool.homework.exports.fhir_values import TYPES_OF_WORDS, Resource, item_type, value

HOME = "https://therapytool.invalid"
"""Where canonical addresses begin: a name that never leads anywhere, because nothing is published there."""
PERSON_SYSTEM = f"{HOME}/people"
DIGITS_OF_VERSION = 12


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
    """A worksheet at a dose: what it tells as display items, blocks with several questions as groups.

    A handout is one of display items alone.
    """
    blocks = exercise.blocks_at(dose)
    known = hung_on(blocks)
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
        "item": [_item(number, block, known) for number, block in enumerate(_said(blocks), 1)],
    }


def questionnaire_response(exercise: ExerciseContent, version: str, dose: Dose, filled: Filled) -> Resource:
    """What one person answered. Handed in is "completed", not this time "stopped", anything else "in-progress".

    Without an answer it has no items: FHIR knows no empty lists.
    """
    status = {None: "in-progress", "not-done": "stopped"}.get(filled.ended, "completed")
    known, said = hung_on(filled.blocks), with_computed(filled.blocks, filled.answers)
    items = [item for block in filled.blocks if (item := _answered(block, said, known))]
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
        **({"item": items} if items else {}),
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


def _item(number: int, block: Block, known: Mapping[str, Question]) -> Resource:
    questions, condition = block.questions(), enabled_when(block, known)
    reckoned = [_reckoned(question) for question in _hung_on_here(block, known)]
    if not questions:
        telling = {"linkId": f"text-{number}", "type": "display", "text": block.plain_text({}).strip(), **condition}
        return reckoned[0] if reckoned else telling
    asked = [_asked(question) for question in questions]
    if _stands_alone(block) and not reckoned:
        return {**asked[0], **condition}
    told = _told(block)
    return {
        "linkId": _name(block),
        "type": "group",
        "text": _label(block),
        "item": told + asked + reckoned,
        **condition,
    }


def _told(block: Block) -> list[Resource]:
    """The words before the questions that are for some answers only."""
    words = getattr(block, "text", None) if block.hangs_on else None
    return [{"linkId": f"{_name(block)}.text", "type": "display", "text": words}] if words else []


def _hung_on_here(block: Block, known: Mapping[str, Question]) -> Iterator[Question]:
    """The values reckoned in a block that something hangs on."""
    return (question for question in reckoned_in(block) if question.key in known)


def _reckoned(question: Question) -> Resource:
    item: Resource = {"linkId": question.key, "text": question.label, "type": item_type(question), "readOnly": True}
    return item | _options(question)


def _asked(question: Question) -> Resource:
    item: Resource = {"linkId": question.key, "text": question.label, "type": item_type(question)}
    if item["type"] in TYPES_OF_WORDS:
        item["maxLength"] = question.max_length
    return item | _options(question)


def _options(question: Question) -> Resource:
    """What may be answered to a question that offers answers."""
    if question.control not in {Control.CHOICE, Control.RATING}:
        return {}
    return {"answerOption": [value("value", question, option) for option in question.options]}


def _answered(block: Block, answers: Answers, known: Mapping[str, Question]) -> Resource | None:
    reckoned = tuple(_hung_on_here(block, known))
    items = [
        {"linkId": question.key, "text": question.label, "answer": [value("value", question, answers[question.key])]}
        for question in (*block.questions(), *reckoned)
        if answers.get(question.key)
    ]
    if not items or not block.questions() or (_stands_alone(block) and not reckoned):
        return items[0] if items else None
    return {"linkId": _name(block), "text": _label(block), "item": items}


def _stands_alone(block: Block) -> bool:
    """Whether a block is one question that goes by the block's own name."""
    questions = block.questions()
    return len(questions) == 1 and questions[0].key == _name(block)


def _name(block: Block) -> str:
    return str(getattr(block, "id", ""))


def _label(block: Block) -> str:
    return str(getattr(block, "label", "") or block.questions()[0].label)
