"""Whose a case or a person is, for the audit trail: public ids alone."""

from __future__ import annotations

from sqlalchemy import select

from therapytool.accounts.auditing.trail import NOTHING, Subject
from therapytool.accounts.models import User
from therapytool.cases.models import Case, Person
from therapytool.database import db


def case_subject(public_id: str) -> Subject:
    """A case as a subject; NOTHING when there is none."""
    owner = db.session.scalar(
        select(User.public_id).join(Case, Case.clinician_id == User.id).where(Case.public_id == public_id)
    )
    return Subject("case", public_id, owner, public_id) if owner else NOTHING


def person_subject(public_id: str) -> Subject:
    """A person as a subject; NOTHING when there is none."""
    found = db.session.execute(
        select(User.public_id, Case.public_id)
        .select_from(Person)
        .join(Case, Case.id == Person.case_id)
        .join(User, User.id == Case.clinician_id)
        .where(Person.public_id == public_id)
    ).first()
    return Subject("person", public_id, found[0], found[1]) if found else NOTHING
