"""Worksheets and answers as FHIR R4: every exercise is a valid Questionnaire, every answer fits it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from pydantic import TypeAdapter

from tests.blocks.test_results import AUDIT, HIGH
from tests.branched import SINCE_CHANGED, branched
from tests.homework.practice import LISTEN, Desk
from tests.shipped_exercises import shipped_exercises
from therapytool.blocks import AnyBlock
from therapytool.blocks.answers import fitting_answers, questions_of
from therapytool.blocks.branches import meant_answers
from therapytool.blocks.dose import Dose
from therapytool.errors import InvalidContent
from therapytool.exercises.canonical import canonical
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.reading import read_file
from therapytool.homework.exports.export import fhir_of_case
from therapytool.homework.exports.fhir import Filled, questionnaire, questionnaire_response
from therapytool.homework.exports.fhir_conditions import enabled_when, hung_on
from therapytool.homework.samples import SampleAnswers
from therapytool.shipped import folder

BLOCKS: TypeAdapter[tuple[AnyBlock, ...]] = TypeAdapter(tuple[AnyBlock, ...])
VERSION = "a" * 64
MOMENT = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def exercises() -> list[ExerciseContent]:
    return list(shipped_exercises().values())


def sample_answers(slug: str) -> dict[str, str]:
    try:
        return read_file(folder("worksheets") / "samples" / f"{slug}.yaml", SampleAnswers).answers
    except (OSError, InvalidContent):
        return {}


def filled(exercise: ExerciseContent, dose: Dose, answers: dict[str, str], ended: str | None = "done") -> Filled:
    blocks = exercise.blocks_at(dose)
    return Filled("resp-1", "person-1", "Heron", blocks, fitting_answers(blocks, answers), MOMENT, ended)


def items_in(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from items_in(item.get("item", []))


def test_every_exercise_at_every_dose_is_a_questionnaire_with_one_item_for_each_question(exercises) -> None:
    for exercise in exercises:
        for dose in Dose:
            made = questionnaire(exercise, VERSION, dose)
            Questionnaire.model_validate(made)
            names = [item["linkId"] for item in items_in(made["item"])]
            assert len(names) == len(set(names)), exercise.slug
            assert {question.key for question in questions_of(exercise.blocks_at(dose))} <= set(names)


def test_every_sample_answer_is_in_its_response_under_the_type_of_its_question(exercises) -> None:
    for exercise in exercises:
        made = filled(exercise, Dose.STANDARD, sample_answers(exercise.slug))
        response = questionnaire_response(exercise, VERSION, Dose.STANDARD, made)
        QuestionnaireResponse.model_validate(json.loads(json.dumps(response)))
        asked = {
            item["linkId"]: item["type"] for item in items_in(questionnaire(exercise, VERSION, Dose.STANDARD)["item"])
        }
        given = {item["linkId"]: item["answer"][0] for item in items_in(response["item"]) if "answer" in item}
        assert set(given) == set(made.answers)
        for name, answer in given.items():
            wanted = {"text": "String", "string": "String", "choice": "String"}.get(
                asked[name], asked[name].capitalize()
            )
            assert list(answer) == [f"value{wanted}"], (exercise.slug, name)


@pytest.mark.parametrize(
    ("ended", "status"),
    [(None, "in-progress"), ("done", "completed"), ("partly", "completed"), ("not-done", "stopped")],
)
def test_how_it_ended_is_its_status(exercises, ended: str | None, status: str) -> None:
    made = questionnaire_response(exercises[0], VERSION, Dose.SHORT, filled(exercises[0], Dose.SHORT, {}, ended))
    QuestionnaireResponse.model_validate(made)
    assert made["status"] == status


def test_a_case_is_a_bundle_without_what_is_kept_and_without_the_partner_when_one_is_asked_for(desk: Desk) -> None:
    case = desk.case("Heron", "Finch")
    given = desk.give(case, LISTEN, dose=Dose.STANDARD)
    for part, words in zip(given.responses, ("Shall I listen?", "Tell me more"), strict=True):
        desk.answers(part.public_id, {"question": words, "moves.1": "yes"}, kept=("moves",))
    made = fhir_of_case(case.public_id, clinician_id=desk.clinician_id)
    Bundle.model_validate(made)
    assert [entry["resource"]["resourceType"] for entry in made["entry"]] == [
        "Questionnaire",
        "QuestionnaireResponse",
        "QuestionnaireResponse",
    ]
    hers = json.dumps(
        fhir_of_case(case.public_id, clinician_id=desk.clinician_id, person_id=case.people[0].public_id)["entry"][1:]
    )
    assert "Shall I listen?" in hers
    assert "Tell me more" not in hers
    assert "moves.1" not in hers


def test_what_is_for_some_answers_only_says_on_which_it_hangs_and_is_not_in_responses_of_others() -> None:
    exercise = branched()
    made = questionnaire(exercise, VERSION, Dose.SHORT)
    Questionnaire.model_validate(made)
    conditions = {item["linkId"]: item.get("enableWhen") for item in items_in(made["item"])}
    assert conditions["more"] == [{"question": "told", "operator": "=", "answerString": "Yes"}]
    assert conditions["often"] == [{"question": "more.times", "operator": ">=", "answerDecimal": 3.0}]
    assert conditions["next"] is None
    answers = meant_answers(exercise.blocks_at(Dose.SHORT), SINCE_CHANGED)
    response = questionnaire_response(exercise, VERSION, Dose.SHORT, filled(exercise, Dose.SHORT, answers))
    QuestionnaireResponse.model_validate(response)
    assert [item["linkId"] for item in response["item"]] == ["told", "next"]


@pytest.mark.parametrize(
    ("asked", "condition", "said"),
    [
        (
            {"kind": "rating", "scale": {"lowest_label": "calm", "highest_label": "tense"}},
            {"at_least": 2.5, "at_most": 6},
            [(">=", "Integer", 3), ("<=", "Integer", 6)],
        ),
        ({"kind": "choice", "options": ["1", "2", "3"]}, {"at_least": 2}, [("=", "String", "2"), ("=", "String", "3")]),
        ({"kind": "date"}, {"equals": "2026-11-22"}, [("=", "Date", "2026-11-22")]),
    ],
)
def test_a_condition_is_said_in_values_of_what_it_hangs_on(
    asked: dict[str, Any], condition: dict[str, Any], said: list[tuple[str, str, object]]
) -> None:
    question = {"id": "q", "label": "Q", **asked}
    blocks = BLOCKS.validate_python([question, {"kind": "conditional", "when": "q", "text": "Go on.", **condition}])
    found = enabled_when(blocks[1], hung_on(blocks))
    assert found["enableBehavior"] == ("all" if len(said) == 2 and said[0][0] == ">=" else "any")
    assert [
        (each["operator"], *(name.removeprefix("answer"), value))
        for each in found["enableWhen"]
        for name, value in each.items()
        if name.startswith("answer")
    ] == said


def test_a_total_that_something_hangs_on_is_a_value_of_the_response() -> None:
    number = {"kind": "number", "id": "cups", "label": "Cups"}
    total = {"kind": "computed", "id": "all", "label": "All", "of": ["cups"]}
    hung = {"kind": "conditional", "when": "all", "at_least": 10, "text": "That is a lot."}
    content = canonical(branched())
    content["worksheet"]["blocks"] = [number, total, hung]
    exercise = ExerciseContent.model_validate(content)
    made = questionnaire(exercise, VERSION, Dose.SHORT)
    Questionnaire.model_validate(made)
    assert made["item"][1] == {"linkId": "all", "text": "All", "type": "decimal", "readOnly": True}
    assert made["item"][2]["enableWhen"] == [{"question": "all", "operator": ">=", "answerDecimal": 10.0}]
    given = filled(exercise, Dose.SHORT, {"cups": "12"})
    response = questionnaire_response(exercise, VERSION, Dose.SHORT, given)
    assert [item["answer"] for item in response["item"]] == [[{"valueDecimal": 12.0}], [{"valueDecimal": 12.0}]]


def test_a_result_that_something_hangs_on_is_a_value_of_its_questionnaire() -> None:
    content = canonical(branched())
    high = {"kind": "conditional", "when": "audit._total", "at_least": 4, "text": "Talk."}
    worth = {"kind": "conditional", "when": "audit._total_band", "equals": "worth a talk", "text": "Soon."}
    content["worksheet"]["blocks"] = [AUDIT, high, worth]
    exercise = ExerciseContent.model_validate(content)
    made = questionnaire(exercise, VERSION, Dose.SHORT)
    Questionnaire.model_validate(made)
    total, band = made["item"][0]["item"][-2:]
    assert (total["linkId"], total["type"], total["readOnly"]) == ("audit._total", "decimal", True)
    assert band["answerOption"] == [{"valueString": "low"}, {"valueString": "worth a talk"}]
    wanted = [item["enableWhen"][0] for item in made["item"][1:]]
    assert [each.get("answerDecimal") or each["answerString"] for each in wanted] == [4.0, "worth a talk"]
    response = questionnaire_response(exercise, VERSION, Dose.SHORT, filled(exercise, Dose.SHORT, HIGH))
    QuestionnaireResponse.model_validate(response)
    assert [item["answer"][0] for item in response["item"][0]["item"][-2:]] == [
        {"valueDecimal": 7.0},
        {"valueString": "worth a talk"},
    ]
