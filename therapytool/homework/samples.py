"""What homework adds to the sample caseload: invented homework, answered in the words of the library's samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from therapytool import clock
from therapytool.blocks import AnyBlock
from therapytool.blocks.answers import fitting_answers
from therapytool.blocks.base import Content, Slug
from therapytool.blocks.dose import Dose
from therapytool.cases.queries import get_case
from therapytool.database import db
from therapytool.errors import InvalidContent, NotFound
from therapytool.exercises.queries import current_versions
from therapytool.exercises.reading import read_file
from therapytool.homework.commitment import Commitment
from therapytool.homework.giving import Gift, Share, give_homework, uncleared_gates
from therapytool.homework.lifecycle import Outcome
from therapytool.homework.models import Answer, Response
from therapytool.homework.queries import get_homework, get_response_row
from therapytool.shipped import folder


class SampleAnswers(Content):
    """A file of worksheets/samples/: invented answers of an invented person."""

    exercise: Slug
    person: str
    answers: dict[str, str]


@dataclass(frozen=True, slots=True)
class SampleHomework:
    """One invented homework; days count from today. `outcomes` are of the people in order, None while it is out."""

    case: str
    exercise: str
    dose: Dose
    due_in: int
    commitments: tuple[Commitment, ...] = ()
    outcomes: tuple[Outcome | None, ...] = ()
    every_days: int | None = None


SAMPLES = (
    SampleHomework(
        "Harbor-12",
        "response-to-bids-log",
        Dose.STANDARD,
        4,
        (
            Commitment(
                what="One line each evening",
                when="After the dishes",
                where="Kitchen table",
                obstacle="Late shift on Thursday",
                plan="write it in the car before I come in",
                confidence=8,
            ),
            Commitment(what="One line each evening", when="Before bed", confidence=5),
        ),
        (Outcome.DONE, None),
    ),
    SampleHomework("Harbor-12", "listen-dont-fix", Dose.SHORT, 6, every_days=7),
    SampleHomework(
        "Cedar-31",
        "armor-inventory",
        Dose.STANDARD,
        2,
        (Commitment(what="Fill in the table", when="Sunday morning", confidence=7),),
        (Outcome.PARTLY,),
    ),
    SampleHomework("Tuesday group", "rules-i-learned", Dose.SHORT, 5, outcomes=(Outcome.NOT_DONE, None, None)),
)


def fill_samples(cases: Mapping[str, str], clinician_id: int) -> None:
    """Give the invented homework to the sample cases; exercises the library lacks are left out."""
    for sample in SAMPLES:
        try:
            _give(sample, cases[sample.case], clinician_id)
        except NotFound:
            continue


def _give(sample: SampleHomework, case_id: str, clinician_id: int) -> None:
    (version, exercise), *_ = current_versions([sample.exercise]).items()
    people = get_case(case_id, clinician_id).people
    commitments = (*sample.commitments, *(Commitment() for _ in people))
    due_on = clock.today() + timedelta(days=sample.due_in)
    gift = Gift(
        version=version,
        dose=sample.dose,
        shares=tuple(
            Share(person.public_id, commitment=commitment)
            for person, commitment in zip(people, commitments, strict=False)
        ),
        due_on=due_on,
        every_days=sample.every_days,
        until=_end(due_on) if sample.every_days else None,
        cleared=frozenset(uncleared_gates(case_id, exercise, clinician_id=clinician_id)),
    )
    public_id = give_homework(case_id, gift, clinician_id=clinician_id)
    parts = get_homework(public_id, clinician_id).responses
    for part, outcome in zip(parts, sample.outcomes, strict=False):
        if outcome is not None:
            _answer(get_response_row(part.public_id, clinician_id), outcome, sample, exercise.blocks_at(sample.dose))


def _answer(row: Response, outcome: Outcome, sample: SampleHomework, blocks: tuple[AnyBlock, ...]) -> None:
    """Let a person have answered, in the library's invented words."""
    now = clock.now()
    row.opened_at = row.submitted_at = now
    row.outcome, row.outcome_by = outcome.value, "client"
    if outcome is Outcome.NOT_DONE:
        row.reason = "The week got away from me."
        return
    row.started_at = now
    row.helpfulness, row.distress_before, row.distress_after = 7, 6, 4
    for key, text in fitting_answers(blocks, _answers_to(sample.exercise)).items():
        answer = Answer(key=key, response=row, saved_at=now)
        answer.text = text
        db.session.add(answer)
    db.session.flush()


def _answers_to(slug: str) -> dict[str, str]:
    """The invented answers to an exercise; none when the library ships none."""
    path = folder("worksheets") / "samples" / f"{slug}.yaml"
    try:
        return read_file(path, SampleAnswers).answers
    except (OSError, InvalidContent):
        return {}


def _end(due_on: date) -> date:
    return due_on + timedelta(days=28)
