"""What is kept no longer: homework whose last day is near, listed so that nobody is surprised when it is deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from therapytool import clock
from therapytool.cases.models import Case
from therapytool.database import db
from therapytool.homework.models import Homework

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Ending:
    """Homework that is deleted at a moment, with all that came back."""

    homework_id: str
    case_name: str
    given_at: datetime
    deletes_at: datetime


def list_ending(clinician_id: int) -> list[Ending]:
    """Her homework that is deleted within a month, soonest first."""
    rows = db.session.scalars(
        select(Homework)
        .join(Case)
        .where(Case.clinician_id == clinician_id, Homework.deletes_at <= clock.now() + SOON)
        .order_by(Homework.deletes_at)
    )
    return [
        Ending(row.public_id, row.case.name, row.given_at, row.deletes_at) for row in rows if row.deletes_at is not None
    ]
