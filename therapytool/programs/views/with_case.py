"""Programs with a case: starting one on a day, how far it has come, and moving a session to another day."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, request, url_for
from flask import render_template as render
from flask.typing import ResponseReturnValue

from therapytool import clock
from therapytool.accounts.current import current_clinician
from therapytool.cases.queries import get_case
from therapytool.cases.tabs import tabs_of
from therapytool.errors import Conflict
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.measures.files import read_measures
from therapytool.homework.gates import cleared_days
from therapytool.plans.scheduling import program_plans, schedule_plan
from therapytool.programs.files import get_program, read_programs
from therapytool.programs.operations import start_program
from therapytool.programs.views.blueprint import programs
from therapytool.programs.with_case import ProgramOfCase, program_of_case
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

NO_DAY = "Give a day as on the calendar."


@programs.get("/case/<name>")
@access(Access.SIGNED_IN)
def of_case(name: str) -> ResponseReturnValue:
    """The programs a case is on, session by session, and those it could start."""
    return _page(name)


@programs.post("/case/<name>/start")
@access(Access.SIGNED_IN)
@writes
def start_with_case(name: str) -> ResponseReturnValue:
    """Make the plans of a program for the case, from a first day on."""
    program = get_program(request.form.get("program", ""))
    first_on = _day(request.form.get("first_on", ""))
    if first_on is None:
        return _page(name, problem=NO_DAY)
    try:
        start_program(program.slug, clinician_id=current_clinician().id, case_id=name, first_on=first_on)
    except Conflict as refused:
        return _page(name, problem=str(refused))
    flash(f"“{program.title}” is on the calendar: {len(program.sessions)} plans, yours to change.", "success")
    return redirect(url_for(".of_case", name=name), 303)


@programs.post("/case/<name>/plans/<plan_id>/day")
@access(Access.SIGNED_IN)
@writes
def move_session(name: str, plan_id: str) -> ResponseReturnValue:
    """Put one session on another day, or on none yet."""
    text = request.form.get("planned_on", "").strip()
    day = _day(text)
    if text and day is None:
        return _page(name, problem=NO_DAY)
    schedule_plan(plan_id, planned_on=day, clinician_id=current_clinician().id)
    flash("The day is saved.", "success")
    return redirect(url_for(".of_case", name=name), 303)


def _page(name: str, *, problem: str = "") -> ResponseReturnValue:
    case = get_case(name, current_clinician().id)
    running = _running(name)
    started = {each.program.slug for each in running}
    fitting = [each for each in read_programs() if each.format.value == case.kind.value and each.slug not in started]
    html = render(
        "programs/of_case.html",
        case=case,
        tabs=tabs_of(name),
        running=running,
        fitting=fitting,
        problem=problem,
        gates=read_catalog().gates,
        today=clock.today(),
    )
    return html, 422 if problem else 200


def _running(name: str) -> list[ProgramOfCase]:
    clinician_id = current_clinician().id
    plans = program_plans(name, clinician_id)
    known = {program.slug: program for program in read_programs()}
    cleared = cleared_days(name, clinician_id=clinician_id)
    titles = {slug: measure.short_title for slug, measure in read_measures().items()}
    return [
        program_of_case(
            known[slug],
            [plan for plan in plans if plan.program == slug],
            cleared=cleared,
            measures=titles,
            today=clock.today(),
        )
        for slug in dict.fromkeys(plan.program for plan in plans)
        if slug in known
    ]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
