"""Pages of records: the audit trail, and what is kept until when."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from therapytool import clock
from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.trail import Subject, clinician_actor, count_lines, list_lines, note
from therapytool.accounts.signing_in.security import render
from therapytool.cases.keeping import erase_due, keep_case_until, list_kept
from therapytool.homework.retention import list_ending
from therapytool.records.forms import EraseDueForm, KeepForm, TrailForm
from therapytool.records.trail import as_csv, people_of, told, wanted_by
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

LINES_ON_PAGE = 50
MOST_LINES = 100_000

records = Blueprint("records", __name__, url_prefix="/records")


@records.get("/trail")
@access(Access.SIGNED_IN)
def trail() -> ResponseReturnValue:
    """Who did what when, the newest first."""
    form = TrailForm(request.args, people=people_of(current_user))
    wanted = wanted_by(current_user, form.asked())
    number = request.args.get("page", 1, type=int)
    count = count_lines(wanted)
    pages = max(1, -(-count // LINES_ON_PAGE))
    if not 1 <= number <= pages:
        abort(404)
    lines = list_lines(wanted, limit=LINES_ON_PAGE, offset=(number - 1) * LINES_ON_PAGE)
    asked = {name: value for name, value in request.args.items() if name in form.data and value}
    return render_template(
        "records/trail.html",
        form=form,
        lines=told(lines, current_user),
        count=count,
        page=number,
        pages=pages,
        asked=asked,
    )


@records.get("/trail.csv")
@access(Access.SIGNED_IN)
def trail_csv() -> ResponseReturnValue:
    """The same lines as a table."""
    form = TrailForm(request.args, people=people_of(current_user))
    lines = list_lines(wanted_by(current_user, form.asked()), limit=MOST_LINES)
    headers = {"Content-Disposition": f"attachment; filename=audit-trail-{clock.today().isoformat()}.csv"}
    return Response(as_csv(told(lines, current_user)), mimetype="text/csv", headers=headers)


@records.get("/keeping")
@access(Access.SIGNED_IN)
def keeping() -> ResponseReturnValue:
    """Cases that are put away with the date until which they are kept, and homework that is deleted soon."""
    return _keeping()


@records.post("/keeping/<name>")
@access(Access.SIGNED_IN)
@writes
def keep(name: str) -> ResponseReturnValue:
    """Say until when a case is kept."""
    form = KeepForm(prefix=name)
    if not form.validate_on_submit():
        return _keeping(keeping_form=(name, form))
    day: date | None = form.until.data
    keep_case_until(name, day, clinician_id=current_user.id)
    flash("The date is saved.", "success")
    return redirect(url_for("records.keeping"), 303)


@records.post("/keeping/erase")
@access(Access.SIGNED_IN)
@writes
def erase() -> ResponseReturnValue:
    """Erase what is ticked, if its time is over."""
    form = _erase_form()
    if not form.validate_on_submit():
        return _keeping(erase_form=form)
    chosen = list(form.cases.data or [])
    for name in chosen:
        about = Subject("case", name, current_user.public_id, name)
        note(Action.CASE_ERASED, by=clinician_actor(current_user.public_id), subject=about, detail="its time was over")
    count = erase_due(chosen, clinician_id=current_user.id)
    flash("1 case is erased." if count == 1 else f"{count} cases are erased.", "success")
    return redirect(url_for("records.keeping"), 303)


def _keeping(
    *, keeping_form: tuple[str, KeepForm] | None = None, erase_form: EraseDueForm | None = None
) -> ResponseReturnValue:
    kept = list_kept(current_user.id)
    forms = {
        case.public_id: KeepForm(formdata=None, prefix=case.public_id, data={"until": case.keep_until}) for case in kept
    }
    if keeping_form is not None:
        forms[keeping_form[0]] = keeping_form[1]
    return render(
        "records/keeping.html",
        kept=kept,
        forms=forms,
        form=erase_form or _erase_form(formdata=None),
        ending=list_ending(current_user.id),
    )


def _erase_form(**given: object) -> EraseDueForm:
    due = [case for case in list_kept(current_user.id) if case.is_due]
    return EraseDueForm([(case.public_id, case.name) for case in due], **given)
