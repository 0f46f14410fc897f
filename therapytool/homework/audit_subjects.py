"""Whose homework is, for the audit trail: public ids alone."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from therapytool.accounts.auditing.trail import NOTHING, Subject
from therapytool.accounts.models import User
from therapytool.cases.models import Case
from therapytool.database import db
from therapytool.homework.models import Homework, Response


def homework_subject(public_id: str) -> Subject:
    """Homework as a subject; NOTHING when there is none."""
    return _subject("homework", public_id, Homework.public_id == public_id)


def response_subject(public_id: str) -> Subject:
    """What one person does with homework, as a subject; NOTHING when there is none."""
    hers = Homework.id.in_(select(Response.homework_id).where(Response.public_id == public_id))
    return _subject("response", public_id, hers)


def _subject(kind: str, public_id: str, wanted: ColumnElement[bool]) -> Subject:
    found = db.session.execute(
        select(User.public_id, Case.public_id)
        .select_from(Homework)
        .join(Case, Case.id == Homework.case_id)
        .join(User, User.id == Case.clinician_id)
        .where(wanted)
    ).first()
    return Subject(kind, public_id, found[0], found[1]) if found else NOTHING
