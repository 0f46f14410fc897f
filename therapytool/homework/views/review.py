"""Looking at what came back from one person, the sheet as it looks on paper, and what the clinician notes about it."""

from __future__ import annotations

from io import BytesIO

from flask import request, send_file
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.accounts.forms import typed
from therapytool.cases.tabs import tabs_of
from therapytool.errors import Conflict, MissingSystemLibrary, RenderingFailed
from therapytool.homework.board import inbox_at
from therapytool.homework.coming_back import how_it_went
from therapytool.homework.coming_home.pages import list_pages
from therapytool.homework.forms import NoteForm, OutcomeForm
from therapytool.homework.lifecycle import Outcome
from therapytool.homework.operations import mark_reviewed, record_outcome, save_note, take_back_review
from therapytool.homework.printing import filled_sheet
from therapytool.homework.queries import find_note, get_homework_of, list_entries
from therapytool.homework.review import came_back
from therapytool.homework.views.blueprint import done, homework, page, pdf, printer, refused
from therapytool.rendering.packet import Printed
from therapytool.rendering.printer import PrintJob
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

PICTURE_SCALE = 2.0
"""Pixels per PDF point."""


@homework.get("/responses/<name>")
@access(Access.SIGNED_IN)
def review(name: str) -> ResponseReturnValue:
    """One person's part as it came back."""
    return _page(name)


@homework.post("/responses/<name>/outcome")
@access(Access.SIGNED_IN)
@writes
def outcome(name: str) -> ResponseReturnValue:
    """Record how it went."""
    form = OutcomeForm()
    get_homework_of(name, current_clinician().id)
    if not form.validate_on_submit():
        return _page(name, outcome_form=form)
    record_outcome(name, Outcome(form.outcome.data), reason=typed(form.reason), clinician_id=current_clinician().id)
    return done("How it went is recorded.", ".review", name=name)


@homework.post("/responses/<name>/reviewed")
@access(Access.SIGNED_IN)
@writes
def reviewed(name: str) -> ResponseReturnValue:
    """Mark it as looked at, or take that back."""
    clinician_id = current_clinician().id
    if request.form.get("reviewed") != "1":
        take_back_review(name, clinician_id=clinician_id)
        return done("It stands among what is to be looked at again.", ".review", name=name)
    after = inbox_at(list_entries(clinician_id), name).after
    try:
        mark_reviewed(name, clinician_id=clinician_id)
    except Conflict as conflict:
        return refused(str(conflict), ".review", name=name)
    if request.form.get("onward") != "1":
        return done("Looked at.", ".review", name=name)
    if after is None:
        return done("Looked at. That was the last one.", ".browse")
    return done("Looked at. Here is the next.", ".review", name=after.response_id)


@homework.post("/responses/<name>/note")
@access(Access.SIGNED_IN)
@writes
def note(name: str) -> ResponseReturnValue:
    """Keep her own note; with scripts it saves itself while she types."""
    form = NoteForm()
    get_homework_of(name, current_clinician().id)
    if not form.validate_on_submit():
        return _page(name, note_form=form)
    save_note(name, typed(form.text), clinician_id=current_clinician().id)
    if "HX-Request" in request.headers:
        return "Saved"
    return done("Your note is saved.", ".review", name=name)


@homework.get("/responses/<name>/sheet.pdf")
@access(Access.SIGNED_IN)
def sheet_pdf(name: str) -> ResponseReturnValue:
    """The sheet as it came back, without what the person keeps to herself."""
    return pdf(_job(name), f"answers-{name}.pdf")


@homework.get("/responses/<name>/page-<int:number>.png")
@access(Access.SIGNED_IN)
def page_picture(name: str, number: int) -> ResponseReturnValue:
    """One page of it as a picture."""
    return send_file(BytesIO(printer().picture(_job(name), page=number, scale=PICTURE_SCALE)), "image/png")


def _page(
    name: str, *, outcome_form: OutcomeForm | None = None, note_form: NoteForm | None = None
) -> ResponseReturnValue:
    clinician = current_clinician()
    given, part = get_homework_of(name, clinician.id)
    outcomes = outcome_form or OutcomeForm(formdata=None, data={"outcome": part.outcome or ""})
    notes = note_form or NoteForm(formdata=None, data={"text": find_note(name, clinician.id)})
    printed, problem = _printed_or_problem(filled_sheet(given, part, clinician))
    return page(
        "homework/review.html",
        outcomes,
        notes,
        given=given,
        part=part,
        case=given.case,
        tabs=tabs_of(given.case.public_id),
        back=came_back(name, clinician_id=clinician.id),
        line=how_it_went(given, part),
        outcome_form=outcomes,
        note_form=notes,
        scanned=list_pages(name, clinician_id=clinician.id),
        pages=printed.page_count if printed else 0,
        paper=clinician.paper,
        problem=problem,
        inbox=inbox_at(list_entries(clinician.id), name),
    )


def _job(name: str) -> PrintJob:
    clinician = current_clinician()
    given, part = get_homework_of(name, clinician.id)
    return filled_sheet(given, part, clinician)


def _printed_or_problem(job: PrintJob) -> tuple[Printed | None, str]:
    """The print, or what to tell instead of it."""
    try:
        return printer().print(job), ""
    except (RenderingFailed, MissingSystemLibrary) as failed:
        return None, str(failed)
