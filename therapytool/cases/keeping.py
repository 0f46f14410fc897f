"""How long a case is kept: a date for each that was put away, and the list of those whose date has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from therapytool import clock
from therapytool.cases.models import Case
from therapytool.cases.queries import get_case_row
from therapytool.database import db
from therapytool.errors import Conflict

USUAL_YEARS = 7
"""What most boards ask for adults, from the last session on; the clinician's own duty is hers to know."""


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A case that was put away, and until when it has to be kept; None where nobody has said."""

    public_id: str
    name: str
    archived_at: datetime
    keep_until: date | None
    suggested: date

    @property
    def is_due(self) -> bool:
        """Whether its time is over."""
        return self.keep_until is not None and self.keep_until <= clock.today()


def list_kept(clinician_id: int) -> list[KeptCase]:
    """Her cases that are put away: first those that are due, then by date, those without one last."""
    rows = db.session.scalars(select(Case).where(Case.clinician_id == clinician_id, Case.archived_at.is_not(None)))
    return sorted((_kept(row, row.archived_at) for row in rows if row.archived_at), key=_order)


def keep_case_until(public_id: str, day: date | None, *, clinician_id: int) -> None:
    """Say until when a case has to be kept; None for no date."""
    get_case_row(public_id, clinician_id).keep_until = day
    db.session.flush()


def erase_due(public_ids: list[str], *, clinician_id: int) -> int:
    """Erase cases whose time is over, for good; returns how many. Raises Conflict, with none erased, for any other."""
    rows = [get_case_row(public_id, clinician_id) for public_id in public_ids]
    if any(row.archived_at is None or row.keep_until is None or row.keep_until > clock.today() for row in rows):
        raise Conflict("One of these cases has to be kept longer. Nothing was erased.")
    for row in rows:
        db.session.delete(row)
    db.session.flush()
    return len(rows)


def years_later(moment: datetime, years: int) -> date:
    """The same day so many years on; the last of February for a leap day."""
    day = moment.astimezone().date()
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _kept(row: Case, archived_at: datetime) -> KeptCase:
    return KeptCase(row.public_id, row.name, archived_at, row.keep_until, years_later(archived_at, USUAL_YEARS))


def _order(case: KeptCase) -> tuple[bool, date, str]:
    return (case.keep_until is None, case.keep_until or date.max, case.name.casefold())
