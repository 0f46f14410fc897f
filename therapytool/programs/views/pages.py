"""Pages of programs: the list, one program with all its sessions, and the button that makes its plans."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.measures.files import read_measures
from therapytool.exercises.queries import list_titles
from therapytool.programs.files import get_program, read_programs
from therapytool.programs.operations import start_program
from therapytool.programs.overview import overview_of
from therapytool.programs.views.blueprint import programs
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@programs.get("/")
@access(Access.SIGNED_IN)
def browse() -> ResponseReturnValue:
    """The programs that ship."""
    return render_template("programs/browse.html", programs=read_programs())


@programs.get("/<name>")
@access(Access.SIGNED_IN)
def show(name: str) -> ResponseReturnValue:
    """One program: for whom and not, gates, measures, and every session with its agenda."""
    program = get_program(name)
    titles = list_titles(program.exercises, clinician=current_clinician())
    overview = overview_of(program, titles=titles, measures=read_measures(), catalog=read_catalog())
    return render_template("programs/show.html", overview=overview, program=program)


@programs.post("/<name>/start")
@access(Access.SIGNED_IN)
@writes
def start(name: str) -> ResponseReturnValue:
    """Make the plans of all sessions, then to the list of plans, where they stand on top."""
    program = get_program(name)
    made = start_program(name, clinician_id=current_clinician().id)
    flash(f"“{program.title}” is ready: {len(made)} plans, one for each session, yours to change.", "success")
    return redirect(url_for("plans.browse"), 303)
