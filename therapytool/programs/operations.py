"""What starts a program."""

from __future__ import annotations

from datetime import date, timedelta

from therapytool.cases.queries import get_case
from therapytool.errors import Conflict
from therapytool.plans.operations import create_plan
from therapytool.plans.scheduling import program_plans, schedule_plan
from therapytool.programs.files import get_program

ALREADY_STARTED = "This program was started with this case already."


def start_program(slug: str, *, clinician_id: int, case_id: str = "", first_on: date | None = None) -> tuple[str, ...]:
    """Make one plan for each session, hers to change; returns their public ids, first session first.

    For a case its plans belong to it; with a first day they stand on the calendar as far apart as the program says. The
    last session is made first, so that the first one stands on top of her plans. Raises NotFound for a program, a case,
    or an exercise that is not there, and Conflict for a case of another kind or one that is on this program; then
    nothing is made.
    """
    program = get_program(slug)
    if case_id:
        case = get_case(case_id, clinician_id)
        if case.kind.value != program.format.value:
            raise Conflict(f"“{program.title}” is for another kind of case: {program.format}.")
        if any(plan.program == slug for plan in program_plans(case_id, clinician_id)):
            raise Conflict(ALREADY_STARTED)
    made: list[str] = []
    for number, plan in reversed(list(enumerate(program.plans, 1))):
        public_id = create_plan(plan, clinician_id=clinician_id, case_id=case_id)
        day = first_on + timedelta(days=program.release.days_between * (number - 1)) if first_on else None
        if case_id:
            schedule_plan(public_id, planned_on=day, clinician_id=clinician_id, program=slug, program_session=number)
        made.append(public_id)
    return tuple(reversed(made))
