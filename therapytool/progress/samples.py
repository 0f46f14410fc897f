"""Measures of the sample caseload: an anxiety score that falls, and a few weekly check-ins, each over some weeks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from therapytool import clock
from therapytool.cases.queries import get_case
from therapytool.exercises.measures.files import get_measure
from therapytool.progress.answers import read_answers
from therapytool.progress.operations import Way, give_measure, keep_answers
from therapytool.progress.queries import get_filled_row


@dataclass(frozen=True, slots=True)
class SampleMeasure:
    """One measure filled in by a person of a sample case, some days ago; answers in the order of its items."""

    case: str
    seat: int
    measure: str
    days_ago: int
    answers: tuple[int, ...]


SAMPLES = (
    SampleMeasure("Cedar-31", 0, "gad7", 63, (2, 2, 3, 2, 1, 2, 1)),
    SampleMeasure("Cedar-31", 0, "gad7", 35, (2, 1, 2, 2, 1, 1, 1)),
    SampleMeasure("Cedar-31", 0, "gad7", 7, (1, 1, 1, 1, 0, 1, 0)),
    SampleMeasure("Cedar-31", 0, "weekly-checkin", 21, (4, 3, 3, 8, 9)),
    SampleMeasure("Cedar-31", 0, "weekly-checkin", 14, (5, 4, 5, 7, 9)),
    SampleMeasure("Cedar-31", 0, "weekly-checkin", 7, (6, 6, 5, 5, 10)),
    SampleMeasure("Harbor-12", 0, "weekly-checkin", 6, (6, 5, 6, 6, 9)),
    SampleMeasure("Harbor-12", 1, "weekly-checkin", 6, (5, 7, 8, 4, 9)),
)


def fill_samples(cases: Mapping[str, str], clinician_id: int) -> None:
    """Put the sample measures into the sample cases; a case that is not among them is passed over."""
    for sample in SAMPLES:
        if sample.case in cases:
            _fill(sample, cases[sample.case], clinician_id)


def _fill(sample: SampleMeasure, case_id: str, clinician_id: int) -> None:
    person = get_case(case_id, clinician_id).people[sample.seat]
    measure = get_measure(sample.measure)
    said = {item.id: str(value) for item, value in zip(measure.items, sample.answers, strict=True)}
    public_id = give_measure(person.public_id, sample.measure, Way.PAPER, clinician_id=clinician_id, practice_id=0)
    keep_answers(public_id, read_answers(measure, said), clinician_id=clinician_id)
    row = get_filled_row(public_id, clinician_id)
    row.given_at = row.completed_at = clock.now() - timedelta(days=sample.days_ago)
