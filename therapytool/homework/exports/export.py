"""What came back, to take away: filled sheets, answers as CSV and JSON, all of one person as a ZIP.

Answers a person keeps to herself are in none of them, and neither are the clinician's own notes. Everything is made in
memory; nothing personal is written to a file here.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from therapytool import clock
from therapytool.blocks.answers import fitting_answers, questions_of
from therapytool.blocks.base import Answers, Block
from therapytool.blocks.branches import meant_answers
from therapytool.exercises.slots import with_words
from therapytool.homework.answers.revealing import shared
from therapytool.homework.exports.fhir import Filled, bundle, questionnaire, questionnaire_response
from therapytool.homework.exports.fhir_values import Resource
from therapytool.homework.queries import (
    HomeworkView,
    ResponseView,
    get_response_row,
    list_homework,
    side_of,
)

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A cell that begins with one of these is run as a formula by some spreadsheet programs; the last four are = + - @ in
full width, which Japanese ones read alike."""
FORMAT = "therapytool-homework-1"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer with what it belongs to; dates in ISO form, "" for none."""

    case: str
    person: str
    homework: str
    exercise: str
    version: str
    dose: str
    given_on: str
    due_on: str
    outcome: str
    reason: str
    question: str
    label: str
    answer: str


def answers_of_case(case_id: str, *, clinician_id: int, person_id: str = "") -> list[AnswerRow]:
    """Every shared answer of a case, or of one person of it, oldest homework first. Raises NotFound."""
    return [
        row
        for homework in reversed(list_homework(case_id, clinician_id))
        for part in homework.responses
        if not person_id or part.person.public_id == person_id
        for row in _rows(homework, part, clinician_id)
    ]


def as_csv(rows: Iterable[AnswerRow]) -> bytes:
    """The answers as a table for spreadsheets (UTF-8 with mark); what could be run as a formula is made plain words."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(AnswerRow.__dataclass_fields__)
    writer.writerows([[plain_cell(value) for value in asdict(row).values()] for row in rows])
    return text.getvalue().encode("utf-8-sig", "replace")


def as_json(rows: Iterable[AnswerRow]) -> bytes:
    """The answers as they are, with the name of the format."""
    made = {"format": FORMAT, "made_at": clock.now().isoformat(), "answers": [asdict(row) for row in rows]}
    return json.dumps(made, ensure_ascii=False, indent=2).encode("utf-8", "replace")


def plain_cell(value: str) -> str:
    """A value no spreadsheet takes for a formula: an apostrophe goes before what begins like one, after spaces too."""
    begins = value.startswith(FORMULA_STARTS) or value.lstrip().startswith(FORMULA_STARTS)
    return f"'{value}" if begins else value


def fhir_of_case(case_id: str, *, clinician_id: int, person_id: str = "") -> Resource:
    """What was begun in a case, or by one person of it, as a FHIR R4 bundle of questionnaires and responses."""
    resources: list[Resource] = []
    for homework in reversed(list_homework(case_id, clinician_id)):
        parts = [part for part in homework.responses if part.has_begun]
        hers = [part for part in parts if not person_id or part.person.public_id == person_id]
        if hers:
            as_it_reads = with_words(homework.exercise, {})
            resources.append(questionnaire(as_it_reads, homework.version, homework.dose))
        resources += [_response(homework, part, clinician_id) for part in hers]
    return bundle(resources, at=clock.now())


def as_fhir(resource: Resource) -> bytes:
    """A resource as a file."""
    return json.dumps(resource, ensure_ascii=False, indent=2).encode("utf-8", "replace")


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """Files in one archive, each under its name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _response(homework: HomeworkView, part: ResponseView, clinician_id: int) -> Resource:
    blocks, answers = _shared_answers(homework, part, clinician_id)
    filled = Filled(
        response_id=part.public_id,
        person_id=part.person.public_id,
        person=part.person.name,
        blocks=blocks,
        answers=answers,
        at=part.submitted_at or part.started_at or homework.given_at,
        ended=part.outcome.value if part.outcome else None,
    )
    return questionnaire_response(homework.exercise, homework.version, homework.dose, filled)


def _rows(homework: HomeworkView, part: ResponseView, clinician_id: int) -> list[AnswerRow]:
    blocks, answers = _shared_answers(homework, part, clinician_id)
    return [
        AnswerRow(
            case=homework.case.name,
            person=part.person.name,
            homework=homework.public_id,
            exercise=homework.exercise.slug,
            version=homework.version,
            dose=homework.dose.value,
            given_on=homework.given_at.astimezone().date().isoformat(),
            due_on=homework.due_on.isoformat() if homework.due_on else "",
            outcome=part.outcome.value if part.outcome else "",
            reason=part.reason,
            question=question.key,
            label=question.label,
            answer=answers[question.key],
        )
        for question in questions_of(blocks)
        if question.key in answers
    ]


def _shared_answers(homework: HomeworkView, part: ResponseView, clinician_id: int) -> tuple[tuple[Block, ...], Answers]:
    """The blocks as one person reads them, and of her answers those she shares and that stand."""
    blocks = with_words(homework.exercise, part.slots).blocks_at(homework.dose)
    answers = shared(side_of(get_response_row(part.public_id, clinician_id)))
    return blocks, meant_answers(blocks, fitting_answers(blocks, answers))
