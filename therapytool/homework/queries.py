"""What reads homework, for the clinician whose case it is. Whatever is not hers is not there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from therapytool import clock
from therapytool.blocks.dose import Dose
from therapytool.cases.models import Case, Person
from therapytool.cases.queries import CaseView, PersonView, case_view, person_view
from therapytool.database import db
from therapytool.errors import NotFound
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.models import ExerciseVersion
from therapytool.exercises.queries import get_version
from therapytool.exercises.vocabulary import Theme
from therapytool.homework.answers.agreeing import COMPLETE
from therapytool.homework.answers.revealing import Side
from therapytool.homework.board import Entry
from therapytool.homework.commitment import Commitment
from therapytool.homework.lifecycle import Facts, Outcome, Standing, standing
from therapytool.homework.links.history import LinkView, link_view
from therapytool.homework.models import Answer, ClinicianNote, Homework, HomeworkLink, Response


@dataclass(frozen=True, slots=True)
class ResponseView:
    """What one person does with one homework, without the words of any answer."""

    public_id: str
    person: PersonView
    standing: Standing
    slots: dict[str, str]
    commitment: Commitment
    opened_at: datetime | None
    started_at: datetime | None
    submitted_at: datetime | None
    outcome: Outcome | None
    outcome_by: str
    reason: str
    helpfulness: int | None
    distress_before: int | None
    distress_after: int | None
    agreed_to_reveal_at: datetime | None
    reviewed_at: datetime | None
    links: tuple[LinkView, ...]

    @property
    def has_begun(self) -> bool:
        """Whether anything came from the person yet."""
        return self.started_at is not None or self.outcome is not None


@dataclass(frozen=True, slots=True)
class HomeworkView:
    """One homework with all that its pages need."""

    public_id: str
    case: CaseView
    exercise: ExerciseContent
    version: str
    dose: Dose
    given_at: datetime
    not_before: date | None
    due_on: date | None
    series: str | None
    repeats_every_days: int | None
    repeats_until: date | None
    deletes_at: datetime | None
    responses: tuple[ResponseView, ...]
    plan_id: str = ""


def get_homework(public_id: str, clinician_id: int) -> HomeworkView:
    """One homework of one of this clinician's cases. Raises NotFound."""
    return homework_view(get_homework_row(public_id, clinician_id))


def get_homework_of(response_id: str, clinician_id: int) -> tuple[HomeworkView, ResponseView]:
    """A homework and one person's part in it. Raises NotFound."""
    row = get_response_row(response_id, clinician_id)
    return homework_view(row.homework), response_view(row)


def get_homework_row(public_id: str, clinician_id: int) -> Homework:
    """The row behind a homework, for operations. Raises NotFound."""
    wanted = select(Homework).join(Case).where(Homework.public_id == public_id, Case.clinician_id == clinician_id)
    row = db.session.scalar(wanted)
    if row is None:
        raise NotFound("there is no such homework")
    return row


def get_response_row(public_id: str, clinician_id: int) -> Response:
    """The row of one person's part, for operations. Raises NotFound."""
    row = db.session.scalar(_responses(clinician_id).where(Response.public_id == public_id))
    if row is None:
        raise NotFound("there is no such homework")
    return row


def list_entries(clinician_id: int, *, case_id: str = "") -> list[Entry]:
    """Every response of her open cases as an entry of the board; of one case, whether put away or not."""
    wanted = _responses(clinician_id).where(Case.public_id == case_id if case_id else Case.archived_at.is_(None))
    rows = db.session.scalars(wanted.order_by(Response.id)).all()
    heads = _heads({row.homework.version_hash for row in rows})
    return [_entry(row, heads) for row in rows]


def list_homework(case_id: str, clinician_id: int) -> list[HomeworkView]:
    """All homework of a case, newest first. Raises NotFound for a case that is not hers."""
    wanted = select(Homework).join(Case).where(Case.public_id == case_id, Case.clinician_id == clinician_id)
    return [homework_view(row) for row in db.session.scalars(wanted.order_by(Homework.id.desc()))]


def find_homework_given_by(request_key: str, case_id: int) -> str | None:
    """The homework that a form gave when it was sent before; None when it was not."""
    return db.session.scalar(
        select(Homework.public_id)
        .where(Homework.request_key == request_key, Homework.case_id == case_id)
        .order_by(Homework.id)
        .limit(1)
    )


def given_from_plan(plan_id: str, clinician_id: int) -> dict[str, str]:
    """What was given from a plan: the public id of its first round by the version of the exercise."""
    wanted = select(Homework).join(Case).where(Homework.plan_public_id == plan_id, Case.clinician_id == clinician_id)
    rows = db.session.scalars(wanted.order_by(Homework.id.desc()))
    return {row.version_hash: row.public_id for row in rows}


def find_note(response_id: str, clinician_id: int) -> str:
    """What the clinician noted for herself beside a response; "" for nothing."""
    row = get_response_row(response_id, clinician_id)
    note = db.session.scalar(
        select(ClinicianNote).where(ClinicianNote.response_id == row.id, ClinicianNote.clinician_id == clinician_id)
    )
    return note.text if note else ""


def list_rounds(public_id: str, clinician_id: int) -> list[tuple[str, date]]:
    """The due days of a homework and its later rounds, each under the public id of its round. Raises NotFound."""
    row = get_homework_row(public_id, clinician_id)
    same = Homework.series == row.series if row.series else Homework.id == row.id
    rounds = db.session.scalars(select(Homework).where(same, Homework.id >= row.id).order_by(Homework.id))
    return [(each.public_id, each.due_on) for each in rounds if each.due_on is not None]


def side_of(row: Response) -> Side:
    """One person's part with her answers, to be shown only through `revealing`."""
    answers = db.session.scalars(select(Answer).where(Answer.response_id == row.id)).all()
    return Side(
        is_done=row.submitted_at is not None and row.outcome in COMPLETE,
        agreed=row.agreed_to_reveal_at is not None,
        answers={answer.key: answer.text for answer in answers if not answer.is_private and answer.text},
        kept_private=frozenset(answer.key for answer in answers if answer.is_private),
    )


def homework_view(row: Homework) -> HomeworkView:
    """A homework row as a plain value."""
    return HomeworkView(
        public_id=row.public_id,
        case=case_view(row.case),
        exercise=get_version(row.version_hash),
        version=row.version_hash,
        dose=Dose(row.dose),
        given_at=row.given_at,
        not_before=row.not_before,
        due_on=row.due_on,
        series=row.series,
        repeats_every_days=row.repeats_every_days,
        repeats_until=row.repeats_until,
        deletes_at=row.deletes_at,
        responses=tuple(response_view(part) for part in sorted(row.responses, key=lambda part: part.person.seat)),
        plan_id=row.plan_public_id or "",
    )


def response_view(row: Response) -> ResponseView:
    """A response row as a plain value."""
    return ResponseView(
        public_id=row.public_id,
        person=person_view(row.person),
        standing=standing_of(row),
        slots=json.loads(row.slots_json or "{}"),
        commitment=Commitment.model_validate_json(row.commitment_json or "{}"),
        opened_at=row.opened_at,
        started_at=row.started_at,
        submitted_at=row.submitted_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        outcome_by=row.outcome_by or "",
        reason=row.reason,
        helpfulness=row.helpfulness,
        distress_before=row.distress_before,
        distress_after=row.distress_after,
        agreed_to_reveal_at=row.agreed_to_reveal_at,
        reviewed_at=row.reviewed_at,
        links=tuple(link_view(link) for link in reversed(row.links)),
    )


def standing_of(row: Response) -> Standing:
    """Where a response stands today."""
    facts = Facts(
        not_before=row.homework.not_before,
        due_on=row.homework.due_on,
        opened_at=row.opened_at,
        started_at=row.started_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        reviewed_at=row.reviewed_at,
    )
    return standing(facts, clock.today())


def _responses(clinician_id: int) -> Select[Response]:
    return (
        select(Response)
        .join(Homework)
        .join(Case)
        .where(Case.clinician_id == clinician_id)
        .options(
            joinedload(Response.homework).joinedload(Homework.case),
            joinedload(Response.person).selectinload(Person.consents),
            selectinload(Response.links).selectinload(HomeworkLink.uses),
        )
    )


def _heads(hashes: Iterable[str]) -> dict[str, tuple[str, Theme]]:
    """Title and theme of versions by hash, without reading their whole content."""
    content = ExerciseVersion.content
    rows = db.session.execute(
        select(ExerciseVersion.hash, content["title"].as_string(), content["themes"][0].as_string()).where(
            ExerciseVersion.hash.in_(set(hashes))
        )
    )
    return {version: (title, Theme(theme)) for version, title, theme in rows}


def _entry(row: Response, heads: dict[str, tuple[str, Theme]]) -> Entry:
    given, case = row.homework, row.homework.case
    title, theme = heads[given.version_hash]
    moments = (given.given_at, row.opened_at, row.started_at, row.submitted_at, row.reviewed_at)
    return Entry(
        homework_id=given.public_id,
        response_id=row.public_id,
        case_id=case.public_id,
        case_name=case.name,
        person_id=row.person.public_id,
        person=person_view(row.person).title,
        title=title,
        theme=theme,
        dose=given.dose,
        given_at=given.given_at,
        not_before=given.not_before,
        due_on=given.due_on,
        last_at=max(moment for moment in moments if moment is not None),
        standing=standing_of(row),
        series=given.series,
    )
