"""What changes progress: giving a measure, keeping what was answered, setting off alerts, acknowledging them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import delete

from therapytool import clock
from therapytool.cases.gates import reopen_gate
from therapytool.cases.queries import get_person_row
from therapytool.database import db
from therapytool.errors import Conflict, NotAllowed
from therapytool.exercises.measures.content import Measure
from therapytool.exercises.measures.files import get_measure, wording_hash
from therapytool.exercises.measures.scoring import Alert, score
from therapytool.exercises.measures.sheet import values_of
from therapytool.progress.models import ConditionsAccepted, FilledMeasure, RaisedAlert
from therapytool.progress.queries import accepted_measures, get_alert_row, get_filled_row


class Way(StrEnum):
    """How the answers come: on the clinician's device, by a link from elsewhere, or typed in from paper."""

    HERE = "here"
    LINK = "link"
    PAPER = "paper"


def may_be_given(measure: Measure, accepted: frozenset[str]) -> bool:
    """Whether a practice that accepted these conditions may give a measure."""
    return measure.enabled and (not measure.is_conditional or measure.slug in accepted)


def give_measure(person_id: str, slug: str, way: Way, *, clinician_id: int, practice_id: int) -> str:
    """Put a measure before one person; returns its public id.

    Raises NotAllowed for one that may not be given, NotFound for a person of somebody else's case, and Conflict where
    the case is put away.
    """
    person, measure = get_person_row(person_id, clinician_id), get_measure(slug)
    if not may_be_given(measure, accepted_measures(practice_id)):
        raise NotAllowed(f"{measure.short_title} cannot be given. {measure.permission.reason}")
    if person.case.archived_at is not None:
        raise Conflict("This case is put away. Open it again first.")
    row = FilledMeasure(
        person=person,
        clinician_id=clinician_id,
        measure=slug,
        wording_hash=wording_hash(measure),
        way=way.value,
        given_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    return row.public_id


def keep_answers(public_id: str, answers: Mapping[str, str], *, clinician_id: int) -> tuple[Alert, ...]:
    """Keep what was answered, by the keys of the measure's paper; returns the alerts it sets off, safety first.

    A gate that an alert names closes until the clinician clears it again. Raises Conflict for one that is complete.
    """
    return _keep(get_filled_row(public_id, clinician_id), answers)


def keep_answers_from_afar(filled_id: int, answers: Mapping[str, str]) -> tuple[Alert, ...]:
    """The same for a browser that may fill it in by a link. Raises Conflict for one that is complete."""
    return _keep(db.session.get_one(FilledMeasure, filled_id), answers)


def _keep(row: FilledMeasure, answers: Mapping[str, str]) -> tuple[Alert, ...]:
    """Whoever has the case now is who is told."""
    if row.completed_at is not None:
        raise Conflict("This was answered already. Nothing was changed.")
    measure, case = get_measure(row.measure), row.person.case
    row.answers_json = json.dumps(dict(answers), ensure_ascii=False)
    row.completed_at = clock.now()
    alerts = score(measure, values_of(measure, answers)).alerts
    for alert in alerts:
        _raise(row, alert)
    for gate in sorted({alert.gate.value for alert in alerts if alert.gate}):
        reopen_gate(case.public_id, gate, clinician_id=case.clinician_id, by_answers=True)
    db.session.flush()
    return alerts


def discard_measure(public_id: str, *, clinician_id: int) -> None:
    """Take back a measure that nobody has filled in. Raises Conflict once it is complete."""
    row = get_filled_row(public_id, clinician_id)
    if row.completed_at is not None:
        raise Conflict("This was answered. It stays with the person's record.")
    db.session.delete(row)
    db.session.flush()


def acknowledge_alert(public_id: str, *, note: str, clinician_id: int) -> None:
    """Record that the clinician has seen an alert, with a note that stays sealed. The gate it closed stays closed."""
    row = get_alert_row(public_id, clinician_id)
    row.acknowledged_at, row.acknowledged_by = clock.now(), clinician_id
    row.note = note
    db.session.flush()


def accept_conditions(slug: str, *, practice_id: int, clinician_id: int) -> None:
    """Record that a practice keeps the conditions of a measure; doing it twice renews the day. Raises NotAllowed."""
    if not get_measure(slug).is_conditional:
        raise NotAllowed("This measure has no conditions to accept.")
    withdraw_conditions(slug, practice_id=practice_id)
    db.session.add(
        ConditionsAccepted(practice_id=practice_id, measure=slug, clinician_id=clinician_id, accepted_at=clock.now())
    )
    db.session.flush()


def withdraw_conditions(slug: str, *, practice_id: int) -> None:
    """Switch a conditional measure off again; what was filled in stays."""
    db.session.execute(
        delete(ConditionsAccepted).where(
            ConditionsAccepted.practice_id == practice_id, ConditionsAccepted.measure == slug
        )
    )


def _raise(row: FilledMeasure, alert: Alert) -> None:
    raised = RaisedAlert(filled=row, raised_at=clock.now())
    raised.rule = alert.rule
    db.session.add(raised)
