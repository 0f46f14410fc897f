"""Sending a measure by a link: on what terms, the link shown this once, a fresh one, and the end of it."""

from __future__ import annotations

from datetime import date

from flask import abort, request
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.accounts.forms import typed
from therapytool.cases.queries import PersonView, get_person
from therapytool.errors import Conflict
from therapytool.exercises.measures.content import Measure
from therapytool.homework.forms import usual_end
from therapytool.homework.links.issuing import NewLink
from therapytool.homework.links.way_in import is_this_computer, shown
from therapytool.homework.mailing.outbox import body_of_mail
from therapytool.homework.views.blueprint import base_address, sends_mail
from therapytool.progress.alert_mail import wants_mail
from therapytool.progress.forms import SendMeasureForm
from therapytool.progress.mailing import mail_measure_link
from therapytool.progress.queries import get_filled
from therapytool.progress.sending import Sending, send_again, send_measure, stop_sending, why_not_sent
from therapytool.progress.views.blueprint import done, page, progress
from therapytool.progress.views.case import offered
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@progress.get("/people/<person_id>/send")
@access(Access.SIGNED_IN)
def send(person_id: str) -> ResponseReturnValue:
    """On what terms a measure goes to a person, or why it does not."""
    person, measure = get_person(person_id, current_clinician().id), _measure()
    form = SendMeasureForm(measure, formdata=None, data={"ends_on": usual_end(None)})
    return _page(person, measure, form)


@progress.post("/people/<person_id>/send")
@access(Access.SIGNED_IN)
@writes
def send_now(person_id: str) -> ResponseReturnValue:
    """Send it: the link is shown this once."""
    clinician = current_clinician()
    person, measure = get_person(person_id, clinician.id), _measure()
    form = SendMeasureForm(measure)
    if not form.validate_on_submit():
        return _page(person, measure, form)
    sending = Sending(
        person_id=person_id,
        measure=measure.slug,
        expires_at=form.expires_at(),
        passcode=typed(form.passcode),
        every_days=int(form.every.data) if form.every.data else None,
        until=form.until.data,
    )
    try:
        sent = send_measure(sending, clinician_id=clinician.id, practice_id=clinician.practice_id)
    except Conflict as refused:
        form.form_errors.append(str(refused))
        return _page(person, measure, form)
    if "mail" in request.form and may_be_mailed(person):
        return _mailed(person, sent.link, form)
    return _shown(person, measure, sent.link, ends_on=form.ends_on.data, has_passcode=bool(form.passcode.data))


@progress.post("/<public_id>/send-again")
@access(Access.SIGNED_IN)
@writes
def send_again_now(public_id: str) -> ResponseReturnValue:
    """A fresh link to the same, shown this once; the one before is dead."""
    filled = get_filled(public_id, current_clinician().id)
    try:
        link = send_again(public_id, clinician_id=current_clinician().id)
    except Conflict as refused:
        return done(str(refused), ".of_person", person_id=filled.person.public_id)
    if filled.sent is None:
        abort(409)
    return _shown(
        filled.person, filled.measure, link, ends_on=filled.sent.last_day, has_passcode=filled.sent.has_passcode
    )


@progress.post("/<public_id>/stop")
@access(Access.SIGNED_IN)
@writes
def stop(public_id: str) -> ResponseReturnValue:
    """End the link and take back what is blank; what was filled in stays."""
    filled = get_filled(public_id, current_clinician().id)
    try:
        stop_sending(public_id, clinician_id=current_clinician().id)
    except Conflict as refused:
        return done(str(refused), ".of_person", person_id=filled.person.public_id)
    return done("The link is ended. What was filled in stays.", ".of_person", person_id=filled.person.public_id)


def _measure() -> Measure:
    """The measure the address names, if this practice may give it."""
    found = [measure for measure in offered() if measure.slug == request.args.get("measure")]
    if not found:
        abort(404)
    return found[0]


def may_be_mailed(person: PersonView) -> bool:
    """Whether the person agreed to be written to, and a mail server is set."""
    return bool(person.email) and sends_mail()


def _mailed(person: PersonView, link: NewLink, form: SendMeasureForm) -> ResponseReturnValue:
    """The same words as about homework: that there is a page, and until when."""
    body = body_of_mail(
        address=shown(link, base=base_address()).address,
        due_on=None,
        ends_on=form.last_day(),
        has_passcode=bool(form.passcode.data),
    )
    mail_measure_link(link.public_id, to=person.email, body=body)
    words = "The message is on its way. It says nothing about therapy."
    return done(words, ".of_person", person_id=person.public_id)


def _page(person: PersonView, measure: Measure, form: SendMeasureForm) -> ResponseReturnValue:
    return page(
        "progress/send.html",
        form,
        person=person,
        measure=measure,
        form=form,
        can_mail=may_be_mailed(person),
        sends_mail=sends_mail(),
        is_told_by_mail=sends_mail() and wants_mail(current_clinician().id),
        why_not=why_not_sent(measure, person.public_id, clinician_id=current_clinician().id),
    )


def _shown(
    person: PersonView, measure: Measure, link: NewLink, *, ends_on: date | None, has_passcode: bool
) -> ResponseReturnValue:
    return page(
        "progress/sent.html",
        person=person,
        measure=measure,
        link=shown(link, base=base_address()),
        ends_on=ends_on,
        has_passcode=has_passcode,
        is_this_computer=is_this_computer(base_address()),
    )
