"""What homework adds to the sample caseload: the story's homework, answered in the words of the library's samples."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import islice

from therapytool import clock
from therapytool.blocks import AnyBlock
from therapytool.blocks.answers import fitting_answers
from therapytool.cases.queries import get_case
from therapytool.database import db
from therapytool.errors import InvalidContent, NotFound
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.files.sample_answers import SampleAnswers
from therapytool.exercises.queries import current_versions
from therapytool.exercises.vocabulary import Gate
from therapytool.homework.commitment import Commitment
from therapytool.homework.handing_out.giving import Gift, Share, give_homework
from therapytool.homework.models import Answer, Homework, Response
from therapytool.homework.operations import save_note
from therapytool.homework.queries import get_homework_row
from therapytool.homework.sample_story import STORY, SampleHomework, SamplePart
from therapytool.shipped import folder

REPEATS_FOR = timedelta(days=21)
EVENING = timedelta(hours=20, minutes=14)
BY_CLIENT = "client"


def fill_samples(cases: Mapping[str, str], clinician_id: int) -> None:
    """Give the invented homework to the sample cases; exercises the library lacks are left out."""
    for sample in STORY:
        try:
            _give(sample, cases[sample.case], clinician_id)
        except NotFound:
            continue


def _give(sample: SampleHomework, case_id: str, clinician_id: int) -> None:
    (version, exercise), *_ = current_versions([sample.exercise]).items()
    row = get_homework_row(
        give_homework(case_id, _gift(sample, version, case_id, clinician_id), clinician_id=clinician_id), clinician_id
    )
    for each in _rounds(row):
        each.given_at = _evening(sample.given_ago)
    blocks = exercise.blocks_at(sample.dose)
    for response, part in zip(sorted(row.responses, key=lambda one: one.person.seat), sample.parts, strict=False):
        _do(response, part, _answers(sample, part, blocks), clinician_id)


def _gift(sample: SampleHomework, version: str, case_id: str, clinician_id: int) -> Gift:
    people = get_case(case_id, clinician_id).people
    commitments = (*(part.commitment for part in sample.parts), *(Commitment() for _ in people))
    due_on = clock.today() + timedelta(days=sample.due_in)
    return Gift(
        version=version,
        dose=sample.dose,
        shares=tuple(
            Share(person.public_id, commitment=commitment)
            for person, commitment in zip(people, commitments, strict=False)
        ),
        due_on=due_on,
        every_days=sample.every_days,
        until=due_on + REPEATS_FOR if sample.every_days else None,
        cleared=frozenset(Gate),
    )


def _rounds(row: Homework) -> list[Homework]:
    return db.session.query(Homework).filter_by(series=row.series).all() if row.series else [row]


def _do(row: Response, part: SamplePart, answers: Mapping[str, str], clinician_id: int) -> None:
    """Let a person have come as far as the story says."""
    if not part.is_opened:
        return
    now = _evening(part.ago)
    row.opened_at = now - timedelta(minutes=14)
    row.helpfulness, row.distress_before, row.distress_after = part.ratings
    if answers:
        row.started_at = now - timedelta(minutes=12)
        _keep(row, part, answers, now)
    if part.outcome is None:
        return
    row.submitted_at, row.outcome, row.outcome_by, row.reason = now, part.outcome.value, BY_CLIENT, part.reason
    row.agreed_to_reveal_at = now if part.agrees else None
    row.reviewed_at = _evening(part.ago - 1) if part.is_reviewed else None
    db.session.flush()
    save_note(row.public_id, part.note, clinician_id=clinician_id)


def _keep(row: Response, part: SamplePart, answers: Mapping[str, str], now: datetime) -> None:
    for key, text in answers.items():
        answer = Answer(key=key, response=row, saved_at=now, is_private=key.partition(".")[0] in part.kept)
        answer.text = text
        db.session.add(answer)
    db.session.flush()


def _answers(sample: SampleHomework, part: SamplePart, blocks: tuple[AnyBlock, ...]) -> dict[str, str]:
    """What a person wrote, as far as it fits the sheet; nothing for somebody who only looked at it."""
    if part.outcome is None and part.begun is None:
        return {}
    given = part.answers if part.answers is not None else {} if part.reason else _answers_to(sample.exercise)
    return dict(islice(fitting_answers(blocks, given).items(), part.begun))


def _answers_to(slug: str) -> dict[str, str]:
    """The invented answers to an exercise; none when the library ships none."""
    path = folder("worksheets") / "samples" / f"{slug}.yaml"
    try:
        return read_file(path, SampleAnswers).answers
    except (OSError, InvalidContent):
        return {}


def _evening(ago: int) -> datetime:
    """An evening some days ago, here; never later than now."""
    day: date = clock.today() - timedelta(days=ago)
    return min(datetime.combine(day, datetime.min.time()).astimezone() + EVENING, clock.now())
