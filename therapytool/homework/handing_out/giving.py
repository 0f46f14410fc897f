"""What is given: one worksheet in one version and dose, to people of a case, for certain days."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select

from therapytool import clock
from therapytool.blocks.dose import Dose
from therapytool.cases.gates import clear_gate
from therapytool.cases.models import Case, Person
from therapytool.cases.queries import get_case_row
from therapytool.database import db
from therapytool.errors import Conflict, NotFound
from therapytool.exercises.queries import get_version
from therapytool.exercises.vocabulary import Gate
from therapytool.homework.commitment import Commitment, commitment_as_kept
from therapytool.homework.gates import gate_checks
from therapytool.homework.handing_out.recurrence import Span, spans
from therapytool.homework.models import Homework, Response
from therapytool.homework.queries import find_homework_given_by
from therapytool.tokens import new_public_id


class Keeping(StrEnum):
    """How long what comes back is kept; then it is deleted."""

    QUARTER = "quarter"
    YEAR = "year"
    SEVEN_YEARS = "seven-years"
    ALWAYS = "always"

    @property
    def label(self) -> str:
        """As in the form."""
        return {
            "quarter": "For 90 days",
            "year": "For a year",
            "seven-years": "For seven years",
            "always": "Until I erase it",
        }[self.value]

    def ends(self, last_day: date) -> datetime | None:
        """When it is deleted, counted from the last day of the homework; None when that is left to the clinician."""
        days = {"quarter": 90, "year": 365, "seven-years": 7 * 365 + 2}.get(self.value)
        return None if days is None else datetime.combine(last_day, datetime.min.time()).astimezone() + timedelta(days)


@dataclass(frozen=True, slots=True)
class Share:
    """One person's part: her words in the slots, and what she means to do."""

    person_id: str
    slots: dict[str, str] = field(default_factory=dict)
    commitment: Commitment = field(default_factory=Commitment)


@dataclass(frozen=True, slots=True)
class Gift:
    """What is given. A form sent twice, known by its `request_key`, gives once; `cleared` are gates cleared with it."""

    version: str
    dose: Dose
    shares: tuple[Share, ...]
    not_before: date | None = None
    due_on: date | None = None
    every_days: int | None = None
    until: date | None = None
    keeping: Keeping = Keeping.YEAR
    cleared: frozenset[Gate] = frozenset()
    plan_id: str | None = None
    request_key: str = ""
    reminds: bool = False


def give_homework(case_id: str, gift: Gift, *, clinician_id: int) -> str:
    """Give homework to people of a case; returns the public id of its first round.

    Raises Conflict when a gate before this work is not cleared, or the case is put away, and NotFound for people who
    are not in the case or a version that is not known.
    """
    case = get_case_row(case_id, clinician_id)
    before = find_homework_given_by(gift.request_key, case.id) if gift.request_key else None
    if before is not None:
        return before
    if case.archived_at is not None:
        raise Conflict("This case is put away. Open it again to give homework.")
    _pass_gates(case, gift, clinician_id)
    rounds = spans(not_before=gift.not_before, due_on=gift.due_on, every_days=gift.every_days, until=gift.until)
    people = _people(case, gift)
    series = new_public_id() if len(rounds) > 1 else None
    given = [_give_round(case, gift, span, people, series=series) for span in rounds]
    db.session.flush()
    return given[0].public_id


def _pass_gates(case: Case, gift: Gift, clinician_id: int) -> None:
    checks = gate_checks(case.public_id, get_version(gift.version), clinician_id=clinician_id)
    waiting = [check for check in checks if not check.is_cleared]
    if any(check.needs_record for check in waiting):
        raise Conflict("A gate before this work was closed. Record how it stands on the safety page. Nothing is given.")
    if {check.gate for check in waiting} - gift.cleared:
        raise Conflict("Something has to be cleared before this work. Nothing was given.")
    for check in waiting:
        clear_gate(case.public_id, check.gate.value, clinician_id=clinician_id)


def _people(case: Case, gift: Gift) -> list[tuple[Person, Share]]:
    known = {row.public_id: row for row in db.session.scalars(select(Person).where(Person.case_id == case.id))}
    if not gift.shares or any(share.person_id not in known for share in gift.shares):
        raise NotFound("there is no such person in this case")
    return [(known[share.person_id], share) for share in gift.shares]


def _give_round(
    case: Case, gift: Gift, span: Span, people: list[tuple[Person, Share]], *, series: str | None
) -> Homework:
    homework = Homework(
        case=case,
        version_hash=gift.version,
        dose=gift.dose.value,
        given_at=clock.now(),
        not_before=span.not_before,
        due_on=span.due_on,
        series=series,
        repeats_every_days=gift.every_days if series else None,
        repeats_until=gift.until if series else None,
        deletes_at=gift.keeping.ends(span.due_on or clock.today()),
        plan_public_id=gift.plan_id,
        request_key=gift.request_key,
        reminds=gift.reminds,
    )
    db.session.add(homework)
    for person, share in people:
        response = Response(person=person)
        response.slots_json = json.dumps(share.slots, ensure_ascii=False) if share.slots else ""
        response.commitment_json = commitment_as_kept(share.commitment)
        homework.responses.append(response)
    return homework
