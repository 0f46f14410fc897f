"""Plans on the calendar: the day a session is planned for, and which session of which program it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from therapytool.cases.queries import get_case_row
from therapytool.database import db
from therapytool.plans.models import Plan
from therapytool.plans.queries import get_plan_row


@dataclass(frozen=True, slots=True)
class ProgramPlan:
    """One plan of a program, as it stands on the calendar of a case."""

    public_id: str
    title: str
    program: str
    number: int
    planned_on: date | None


def schedule_plan(
    public_id: str,
    *,
    planned_on: date | None,
    clinician_id: int,
    program: str | None = None,
    program_session: int | None = None,
) -> None:
    """Put a plan on a day, or with None on no day; a program names itself and the session. Raises NotFound."""
    plan = get_plan_row(public_id, clinician_id)
    plan.planned_on = planned_on
    if program is not None:
        plan.program, plan.program_session = program, program_session
    db.session.flush()


def program_plans(case_id: str, clinician_id: int) -> tuple[ProgramPlan, ...]:
    """The plans that programs made for a case, program by program, in the order of their sessions.

    Raises NotFound for a case that is not hers.
    """
    case = get_case_row(case_id, clinician_id)
    rows = db.session.scalars(
        select(Plan)
        .where(Plan.case_id == case.id, Plan.program.is_not(None), Plan.removed_at.is_(None))
        .order_by(Plan.program, Plan.program_session, Plan.id)
    )
    return tuple(
        ProgramPlan(row.public_id, row.title, row.program or "", row.program_session or 0, row.planned_on)
        for row in rows
    )
