"""What reads progress: what a person filled in, and alerts that wait. Whatever is not this clinician's is not there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from therapytool import clock
from therapytool.cases.models import Case, Person
from therapytool.cases.queries import PersonView, get_person_row, person_view
from therapytool.database import db
from therapytool.errors import NotFound
from therapytool.exercises.measures.content import AlertRule, Measure
from therapytool.exercises.measures.files import get_measure, read_measures, wording_hash
from therapytool.exercises.measures.sheet import values_of
from therapytool.homework.lifecycle import last_day
from therapytool.progress.models import ConditionsAccepted, FilledMeasure, MeasureRound, RaisedAlert
from therapytool.progress.series import Taken


@dataclass(frozen=True, slots=True)
class SentView:
    """How a measure was sent by a link: which link, since when it can be filled in, until when, and who opened it."""

    link_id: str
    opens_on: date
    last_day: date
    opened_at: datetime | None
    is_open: bool
    has_passcode: bool

    @property
    def is_to_come(self) -> bool:
        """Whether its day has not come yet."""
        return self.opens_on > clock.today()


@dataclass(frozen=True, slots=True)
class FilledView:
    """One measure of one person; `answers` are by the keys of its paper, and empty until she has filled it in."""

    public_id: str
    measure: Measure
    person: PersonView
    case_id: str
    way: str
    given_at: datetime
    completed_at: datetime | None
    answers: dict[str, str]
    is_current_wording: bool
    sent: SentView | None = None

    @property
    def taken(self) -> Taken:
        """What it was worth, and when."""
        return Taken(self.public_id, self.completed_at or self.given_at, values_of(self.measure, self.answers))


@dataclass(frozen=True, slots=True)
class AlertView:
    """One alert in words, for the clinician alone."""

    public_id: str
    case_id: str
    case_name: str
    person: PersonView
    measure: Measure
    rule: AlertRule
    raised_at: datetime
    acknowledged_at: datetime | None
    note: str

    @property
    def is_safety(self) -> bool:
        """Whether it is to be looked at now."""
        return self.rule.urgency == "safety"


def get_filled(public_id: str, clinician_id: int) -> FilledView:
    """One measure of one of her clients. Raises NotFound."""
    return filled_view(get_filled_row(public_id, clinician_id))


def get_filled_row(public_id: str, clinician_id: int) -> FilledMeasure:
    """The row behind it, for operations. Raises NotFound."""
    row = db.session.scalar(_filled(clinician_id).where(FilledMeasure.public_id == public_id))
    if row is None:
        raise NotFound("there is no such measure")
    return row


def list_filled(person_id: str, clinician_id: int) -> list[FilledView]:
    """What a person was given, oldest first. Raises NotFound for a person of somebody else's case."""
    person = get_person_row(person_id, clinician_id)
    wanted = _filled(clinician_id).where(FilledMeasure.person_id == person.id).order_by(FilledMeasure.id)
    return [filled_view(row) for row in db.session.scalars(wanted)]


def list_waiting(person_id: str, clinician_id: int) -> list[FilledView]:
    """What a person was given and has not filled in, rounds to come too, the next one first. Raises NotFound."""
    blank = [each for each in list_filled(person_id, clinician_id) if each.completed_at is None]
    return sorted(blank, key=lambda each: each.sent.opens_on if each.sent else date.min)


def list_alerts(
    clinician_id: int, *, case_id: str = "", person_id: str = "", open_only: bool = True
) -> list[AlertView]:
    """Alerts of her cases, of one case or one person; safety first, then the newest."""
    wanted = select(RaisedAlert).join(FilledMeasure).join(Person).join(Case).where(Case.clinician_id == clinician_id)
    if open_only:
        wanted = wanted.where(RaisedAlert.acknowledged_at.is_(None))
    if case_id:
        wanted = wanted.where(Case.public_id == case_id)
    if person_id:
        wanted = wanted.where(Person.public_id == person_id)
    found = [alert_view(row) for row in db.session.scalars(wanted.order_by(RaisedAlert.id.desc()))]
    return sorted(found, key=lambda alert: not alert.is_safety)


def count_safety_alerts(clinician_id: int) -> int:
    """How many alerts about safety wait for her: one statement, and no name is opened for it.

    Which rule it was is sealed, so that much is; of measures that never ask about safety nothing is read.
    """
    grave = [measure.slug for measure in read_measures().values() if measure.asks_about_safety]
    wanted = (
        select(RaisedAlert)
        .join(RaisedAlert.filled)
        .join(FilledMeasure.person)
        .join(Person.case)
        .where(
            Case.clinician_id == clinician_id,
            RaisedAlert.acknowledged_at.is_(None),
            FilledMeasure.measure.in_(grave),
        )
        .options(contains_eager(RaisedAlert.filled).contains_eager(FilledMeasure.person))
    )
    return sum(_rule(row).urgency == "safety" for row in db.session.scalars(wanted))


def get_alert_row(public_id: str, clinician_id: int) -> RaisedAlert:
    """The row of an alert, for operations. Raises NotFound."""
    wanted = select(RaisedAlert).join(FilledMeasure).join(Person).join(Case)
    row = db.session.scalar(wanted.where(RaisedAlert.public_id == public_id, Case.clinician_id == clinician_id))
    if row is None:
        raise NotFound("there is no such alert")
    return row


def accepted_measures(practice_id: int) -> frozenset[str]:
    """The conditional measures whose conditions a practice has accepted."""
    wanted = select(ConditionsAccepted.measure).where(ConditionsAccepted.practice_id == practice_id)
    return frozenset(db.session.scalars(wanted))


def filled_view(row: FilledMeasure) -> FilledView:
    """A row as a plain value."""
    measure = get_measure(row.measure)
    return FilledView(
        public_id=row.public_id,
        measure=measure,
        person=person_view(row.person),
        case_id=row.person.case.public_id,
        way=row.way,
        given_at=row.given_at,
        completed_at=row.completed_at,
        answers=json.loads(row.answers_json or "{}"),
        is_current_wording=row.wording_hash == wording_hash(measure),
        sent=_sent_view(row.round) if row.round else None,
    )


@dataclass(frozen=True, slots=True)
class AskedView:
    """A measure as the person sees it who fills it in by a link: the questions, and nothing that was answered."""

    public_id: str
    measure: Measure
    is_complete: bool
    next_on: date | None
    last_day: date | None
    clinician_id: int


def get_asked(filled_id: int) -> AskedView:
    """A measure for the browser that may fill it in by a link (see `links`); nobody else asks for it by its row."""
    row = db.session.get_one(FilledMeasure, filled_id)
    sent = _sent_view(row.round) if row.round else None
    days = [each.opens_on for each in row.round.link.rounds] if row.round else []
    return AskedView(
        public_id=row.public_id,
        measure=get_measure(row.measure),
        is_complete=row.completed_at is not None,
        next_on=min((day for day in days if day > clock.today()), default=None),
        last_day=sent.last_day if sent else None,
        clinician_id=row.person.case.clinician_id,
    )


def alert_view(row: RaisedAlert) -> AlertView:
    """A row as a plain value."""
    measure, person = get_measure(row.filled.measure), row.filled.person
    return AlertView(
        public_id=row.public_id,
        case_id=person.case.public_id,
        case_name=person.case.name,
        person=person_view(person),
        measure=measure,
        rule=_rule(row),
        raised_at=row.raised_at,
        acknowledged_at=row.acknowledged_at,
        note=row.note,
    )


def _rule(row: RaisedAlert) -> AlertRule:
    """What set it off, as the measure's file says."""
    opened = row.rule
    return next(rule for rule in get_measure(row.filled.measure).alerts if rule.id == opened)


def _sent_view(one: MeasureRound) -> SentView:
    link = one.link
    return SentView(
        link_id=link.public_id,
        opens_on=one.opens_on,
        last_day=last_day(link.expires_at),
        opened_at=link.opened_at,
        is_open=link.revoked_at is None and clock.now() < link.expires_at,
        has_passcode=link.passcode_hash is not None,
    )


def _filled(clinician_id: int) -> Select[FilledMeasure]:
    return select(FilledMeasure).join(Person).join(Case).where(Case.clinician_id == clinician_id)
