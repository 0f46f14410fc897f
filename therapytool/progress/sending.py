"""Sending a measure: to be filled in away from the session by a link, once or every so many days; and ending that."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import delete, update

from therapytool import clock
from therapytool.cases.gates import gate_standings
from therapytool.cases.models import Person
from therapytool.cases.queries import get_person_row
from therapytool.cases.vocabulary import CaseKind
from therapytool.database import db
from therapytool.errors import Conflict
from therapytool.exercises.measures.content import Measure
from therapytool.exercises.measures.files import get_measure
from therapytool.exercises.vocabulary import Gate
from therapytool.homework.handing_out.recurrence import MOST_TIMES
from therapytool.homework.links.codes import new_code
from therapytool.homework.links.issuing import NewLink, code_fingerprint, hasher
from therapytool.progress.links import days_of_rounds
from therapytool.progress.models import MeasureLink, MeasureRound, MeasureVisit
from therapytool.progress.operations import Way, give_measure
from therapytool.progress.queries import get_filled_row
from therapytool.tokens import fingerprint, new_secret

ABOUT_VIOLENCE = frozenset({Gate.IPV_CLEARED, Gate.VIOLENCE_CHECKED})
"""Gates that an answer about violence closes: who is asked that may not be asked where a partner looks on."""


@dataclass(frozen=True, slots=True)
class Sending:
    """Which measure goes to whom and how: until when its link opens, behind which passcode, and how often it comes."""

    person_id: str
    measure: str
    expires_at: datetime
    passcode: str = field(default="", repr=False)
    every_days: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A measure on its way: the link, shown this once, and its first round."""

    link: NewLink
    measure_id: str


def why_not_sent(measure: Measure, person_id: str, *, clinician_id: int) -> str:
    """Why this measure does not go to this person by a link; "" when it may. Raises NotFound."""
    if not measure.by_link:
        return f"{measure.short_title} is filled in with you, and not sent by a link."
    person = get_person_row(person_id, clinician_id)
    asked = {rule.gate for rule in measure.alerts} & ABOUT_VIOLENCE
    if person.case.kind != CaseKind.COUPLE.value or not asked:
        return ""
    standings = gate_standings(person.case.public_id, clinician_id)
    if any(gate.value not in standings or not standings[gate.value].is_cleared for gate in asked if gate):
        return (
            f"{measure.short_title} asks whether a person is safe, and at home a partner may look on. Speak with each "
            "alone first, and record it on the safety page of the case; then it can be sent."
        )
    return ""


def send_measure(sending: Sending, *, clinician_id: int, practice_id: int) -> Sent:
    """Give a measure by a link, with all its rounds.

    Raises Conflict for one that is not sent (see `why_not_sent`) or an end that has passed, and what `give_measure`
    raises.
    """
    refusal = why_not_sent(get_measure(sending.measure), sending.person_id, clinician_id=clinician_id)
    if refusal or sending.expires_at <= clock.now():
        raise Conflict(refusal or "A link has to end on a later day.")
    days = days_of_rounds(every_days=sending.every_days, until=sending.until, most=MOST_TIMES)
    given = [
        give_measure(sending.person_id, sending.measure, Way.LINK, clinician_id=clinician_id, practice_id=practice_id)
        for _ in days
    ]
    person = get_person_row(sending.person_id, clinician_id)
    link, fresh = _new_link(person, expires_at=sending.expires_at, passcode=sending.passcode)
    for public_id, day in zip(given, days, strict=True):
        filled = get_filled_row(public_id, clinician_id)
        link.rounds.append(MeasureRound(filled=filled, opens_on=day))
    db.session.flush()
    return Sent(fresh, given[0])


def send_again(measure_id: str, *, clinician_id: int) -> NewLink:
    """A fresh link for a measure that was sent and the rounds after it, until the same day; the one before is dead.

    Raises Conflict for one that was not sent, or whose days are over.
    """
    old = _link_of(measure_id, clinician_id)
    if old.expires_at <= clock.now():
        raise Conflict("Its last day is over. Take it back, and give the measure again.")
    link, fresh = _new_link(old.person, expires_at=old.expires_at, passcode="")
    link.passcode_hash = old.passcode_hash
    db.session.execute(update(MeasureRound).where(MeasureRound.link_id == old.id).values(link_id=link.id))
    _revoke(old)
    return fresh


def stop_sending(measure_id: str, *, clinician_id: int) -> int:
    """End the link of a measure that was sent, and take back what is blank; returns how many rounds that was.

    What was filled in stays. Raises Conflict for one that was not sent.
    """
    link = _link_of(measure_id, clinician_id)
    blank = [each.filled for each in link.rounds if each.filled.completed_at is None]
    _revoke(link)
    for filled in blank:
        db.session.delete(filled)
    db.session.flush()
    return len(blank)


def _new_link(person: Person, *, expires_at: datetime, passcode: str) -> tuple[MeasureLink, NewLink]:
    token, code = new_secret(), new_code()
    link = MeasureLink(
        person_id=person.id,
        token_fingerprint=fingerprint(token),
        code_fingerprint=code_fingerprint(code),
        passcode_hash=hasher.hash(passcode) if passcode else None,
        created_at=clock.now(),
        expires_at=expires_at,
    )
    db.session.add(link)
    db.session.flush()
    return link, NewLink(link.public_id, token, code)


def _link_of(measure_id: str, clinician_id: int) -> MeasureLink:
    sent = get_filled_row(measure_id, clinician_id).round
    if sent is None:
        raise Conflict("This measure was not sent by a link.")
    return sent.link


def _revoke(link: MeasureLink) -> None:
    link.revoked_at = clock.now()
    db.session.execute(delete(MeasureVisit).where(MeasureVisit.link_id == link.id))
    db.session.flush()
