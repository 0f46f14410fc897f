"""Alerts: what an answer set off, told to the clinician alone, and what she did about it."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.accounts.forms import typed
from therapytool.cases.queries import get_case
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.letterhead import letterhead_for
from therapytool.homework.views.blueprint import sends_mail
from therapytool.progress.alert_mail import could_not_be_sent, set_mail_wanted, wants_mail
from therapytool.progress.forms import AcknowledgeForm, AlertMailForm
from therapytool.progress.operations import acknowledge_alert
from therapytool.progress.queries import list_alerts
from therapytool.progress.views.blueprint import done, page, progress
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@progress.get("/alerts")
@access(Access.SIGNED_IN)
def of_alerts() -> ResponseReturnValue:
    """What waits for the clinician alone, in all her cases or in one."""
    return _page(request.args.get("case", "")[:20])


@progress.post("/alerts/<public_id>")
@access(Access.SIGNED_IN)
@writes
def acknowledge(public_id: str) -> ResponseReturnValue:
    """Seen, with a note; the gate stays closed until it is cleared on the safety page."""
    form = AcknowledgeForm()
    if not form.validate_on_submit():
        return _page("", refused=form, opened=public_id)
    acknowledge_alert(public_id, note=typed(form.note), clinician_id=current_clinician().id)
    return done("Noted, for you alone.", ".of_alerts", case=request.form.get("case", "")[:20] or None)


@progress.post("/alerts/by-mail")
@access(Access.SIGNED_IN)
@writes
def choose_mail() -> ResponseReturnValue:
    """Be told by e-mail that something waits, or no longer."""
    form = AlertMailForm()
    if not form.validate_on_submit():
        return _page("")
    is_wanted = bool(form.is_wanted.data) and sends_mail()
    set_mail_wanted(current_clinician().id, is_wanted=is_wanted)
    return done("You are told by e-mail from now on." if is_wanted else "Your pages alone tell you.", ".of_alerts")


def _page(case_id: str, *, refused: AcknowledgeForm | None = None, opened: str = "") -> ResponseReturnValue:
    clinician = current_clinician()
    return page(
        "progress/alerts.html",
        *([refused] if refused else []),
        case=get_case(case_id, clinician.id) if case_id else None,
        alerts=list_alerts(clinician.id, case_id=case_id, open_only=False),
        form=refused or AcknowledgeForm(formdata=None),
        opened=opened,
        gates=read_catalog().gates,
        head=letterhead_for(clinician),
        mail_form=AlertMailForm(formdata=None, data={"is_wanted": wants_mail(clinician.id)}),
        email=clinician.email,
        sends_mail=sends_mail(),
        is_mail_lost=could_not_be_sent(clinician.id),
    )
