"""Whose a measure is, for the audit trail: public ids alone."""

from __future__ import annotations

from sqlalchemy import select

from therapytool.accounts.auditing.trail import NOTHING, Subject
from therapytool.accounts.models import User
from therapytool.cases.models import Case, Person
from therapytool.database import db
from therapytool.progress.models import FilledMeasure


def measure_subject(public_id: str) -> Subject:
    """A measure of one person as a subject; NOTHING when there is none."""
    found = db.session.execute(
        select(User.public_id, Case.public_id)
        .select_from(FilledMeasure)
        .join(Person, Person.id == FilledMeasure.person_id)
        .join(Case, Case.id == Person.case_id)
        .join(User, User.id == Case.clinician_id)
        .where(FilledMeasure.public_id == public_id)
    ).first()
    return Subject("measure", public_id, found[0], found[1]) if found else NOTHING
