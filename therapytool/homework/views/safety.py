"""The gates of one case, for the clinician alone: recorded with day and note, closed, and what to ask in private."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from therapytool import clock
from therapytool.accounts.current import current_clinician
from therapytool.accounts.forms import typed
from therapytool.accounts.views.redirects import is_own_page
from therapytool.cases.forms import GateForm
from therapytool.cases.gates import clear_gate, gate_standings, reopen_gate
from therapytool.cases.queries import get_case
from therapytool.cases.tabs import tabs_of
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.private_interview import read_private_interview
from therapytool.exercises.vocabulary import Gate
from therapytool.homework.gates import gates_asked_of
from therapytool.homework.views.blueprint import homework, page
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@homework.get("/case/<name>/safety")
@access(Access.SIGNED_IN)
def safety(name: str) -> ResponseReturnValue:
    """What is asked before some of the work: each gate as it stands, and how it came to.

    `gate` in the address opens the form of one; `then` is the page of ours that waits for it.
    """
    return _page(name, opened=request.args.get("gate", ""))


@homework.post("/case/<name>/safety/<gate>")
@access(Access.SIGNED_IN)
@writes
def set_gate(name: str, gate: str) -> ResponseReturnValue:
    """Record that a gate is cleared, for a day and with a note, or close it again; then back to what waited for it."""
    if gate not in list(Gate):
        abort(404)
    form = GateForm()
    if not form.validate_on_submit():
        return _page(name, opened=gate, form=form)
    clinician_id, title = current_clinician().id, read_catalog().gates[Gate(gate)].title
    if request.form.get("cleared") == "1":
        clear_gate(name, gate, clinician_id=clinician_id, on_day=form.on_day.data, note=typed(form.note))
        flash(f"{title}: recorded.", "success")
    else:
        reopen_gate(name, gate, clinician_id=clinician_id, note=typed(form.note))
        flash(f"{title}: closed, to be cleared again.", "success")
    return redirect(_way_on() or url_for(".safety", name=name), 303)


@homework.get("/case/<name>/private-interview")
@access(Access.SIGNED_IN)
def private_interview(name: str) -> ResponseReturnValue:
    """What to ask each partner alone before joint work; nothing is typed here, so that nothing can be found here."""
    return page(
        "homework/private_interview.html",
        case=get_case(name, current_clinician().id),
        interview=read_private_interview(),
        contraindications=read_catalog().contraindications_for_couples,
        then=_way_on(),
    )


def _way_on() -> str:
    """The page that waits for something to be recorded here, as the address says; "" for none, or none of ours."""
    then = request.args.get("then", "")
    return then if is_own_page(then) else ""


def _page(name: str, *, opened: str = "", form: GateForm | None = None) -> ResponseReturnValue:
    clinician_id = current_clinician().id
    case = get_case(name, clinician_id)
    forms = [form] if form else []
    return page(
        "homework/safety.html",
        *forms,
        case=case,
        tabs=tabs_of(name),
        asked=gates_asked_of(case.kind),
        texts=read_catalog().gates,
        standings=gate_standings(name, clinician_id),
        opened=opened,
        then=_way_on(),
        form=form or GateForm(formdata=None, data={"on_day": clock.today()}),
    )
