"""Handing homework over: on paper with a QR, as a link shown once, by e-mail, as a calendar file; and ending links."""

from __future__ import annotations

from io import BytesIO

from flask import request, send_file
from flask.typing import ResponseReturnValue

from therapytool import clock
from therapytool.accounts.current import current_clinician
from therapytool.errors import NotFound
from therapytool.homework.forms import LinkForm
from therapytool.homework.handing_out.calendar_file import calendar_file
from therapytool.homework.links.issuing import LinkTerms, MadeFor, NewLink
from therapytool.homework.links.way_in import is_this_computer, on_paper, shown
from therapytool.homework.mailing.outbox import body_of_mail, write_mail
from therapytool.homework.operations import end_link, make_link
from therapytool.homework.printing import blank_copies
from therapytool.homework.queries import HomeworkView, ResponseView, get_homework, get_homework_of, list_rounds
from therapytool.homework.views.blueprint import (
    base_address,
    done,
    homework,
    only_read_from_here,
    page,
    pdf,
    refused,
    sends_mail,
)
from therapytool.homework.views.one import show_values
from therapytool.rendering.profiles.choice import ProfileChoice
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@homework.post("/<name>/paper")
@access(Access.SIGNED_IN)
@writes
def paper_for_all(name: str) -> ResponseReturnValue:
    """The sheets of everybody as one PDF, each with a QR of its own."""
    given = get_homework(name, current_clinician().id)
    return _paper(given, given.responses, LinkForm())


@homework.post("/responses/<name>/paper")
@access(Access.SIGNED_IN)
@writes
def paper(name: str) -> ResponseReturnValue:
    """One person's sheet with a QR."""
    given, part = get_homework_of(name, current_clinician().id)
    return _paper(given, (part,), LinkForm())


@homework.post("/responses/<name>/link")
@access(Access.SIGNED_IN)
@writes
def link(name: str) -> ResponseReturnValue:
    """A fresh link, shown this once."""
    given, part = get_homework_of(name, current_clinician().id)
    form = LinkForm()
    if not form.validate_on_submit():
        return _refused_link(given, form)
    fresh = _make(part, MadeFor.LINK, form)
    return page(
        "homework/link.html",
        given=given,
        part=part,
        onward=_without_link(given, part),
        link=shown(fresh, base=base_address()),
        ends_on=form.ends_on.data,
        has_passcode=bool(form.passcode.data),
        is_this_computer=is_this_computer(base_address()),
    )


@homework.post("/responses/<name>/mail")
@access(Access.SIGNED_IN)
@writes
def mail(name: str) -> ResponseReturnValue:
    """A fresh link by e-mail, where the person agreed to be written to."""
    given, part = get_homework_of(name, current_clinician().id)
    if not part.person.email or not sends_mail():
        return refused(
            "Nothing was sent: there is no consent, or no mail server is set.", ".show", name=given.public_id
        )
    form = LinkForm()
    if not form.validate_on_submit() or form.ends_on.data is None:
        return _refused_link(given, form)
    fresh = _make(part, MadeFor.MAIL, form)
    body = body_of_mail(
        address=shown(fresh, base=base_address()).address,
        due_on=given.due_on,
        ends_on=form.ends_on.data,
        has_passcode=bool(form.passcode.data),
    )
    write_mail(fresh.public_id, to=part.person.email, body=body)
    return done("The message is on its way. It says nothing about therapy.", ".show", name=given.public_id)


@homework.post("/responses/<name>/links/<link_id>/end")
@access(Access.SIGNED_IN)
@writes
def end(name: str, link_id: str) -> ResponseReturnValue:
    """End one link for good."""
    given, _ = get_homework_of(name, current_clinician().id)
    end_link(name, link_id, clinician_id=current_clinician().id)
    return done("The link is ended.", ".show", name=given.public_id)


@homework.get("/<name>/reminder.ics")
@access(Access.SIGNED_IN)
def reminder(name: str) -> ResponseReturnValue:
    """The due days as a calendar file. 404 when nothing is due on a day."""
    days = list_rounds(name, current_clinician().id)
    if not days:
        raise NotFound("there is no due day")
    return send_file(BytesIO(calendar_file(days, now=clock.now())), "text/calendar", download_name="reminder.ics")


def _paper(given: HomeworkView, parts: tuple[ResponseView, ...], form: LinkForm) -> ResponseReturnValue:
    if not form.validate_on_submit():
        return _refused_link(given, form)
    base = base_address()
    ways_in = {part.public_id: on_paper(_make(part, MadeFor.PAPER, form), base=base) for part in parts}
    setting = ProfileChoice.read(request.form.to_dict(flat=False))
    only_read_from_here()
    return pdf(blank_copies(given, ways_in, current_clinician(), setting), f"homework-{given.public_id}.pdf")


def _without_link(given: HomeworkView, shown_now: ResponseView) -> ResponseView | None:
    """The next person who has neither answered nor a link that opens; None when there is nobody."""
    others = (part for part in given.responses if part.public_id != shown_now.public_id and not part.outcome)
    return next((part for part in others if not any(link.is_open for link in part.links)), None)


def _make(part: ResponseView, made_for: MadeFor, form: LinkForm) -> NewLink:
    terms = LinkTerms(made_for, form.expires_at(), form.passcode.data or "")
    return make_link(part.public_id, terms, clinician_id=current_clinician().id)


def _refused_link(given: HomeworkView, form: LinkForm) -> ResponseReturnValue:
    return page("homework/show.html", form, **{**show_values(given), "link_form": form})
