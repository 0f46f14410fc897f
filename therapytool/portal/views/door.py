"""The way in: an address whose token stays in the fragment, or a short code typed by hand.

Opening the address spends nothing and changes nothing. The page's script posts the token; without scripts one types the
code. Both are exchanged for a cookie that is good for this homework alone.
"""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from therapytool.extensions import limiter
from therapytool.homework.links.failures import LinkRefused, NeedsPasscode, NoSuchLink, WrongPasscode
from therapytool.homework.links.opening import end_visit, exchange
from therapytool.portal.cookies import Pass, give_pass, pass_secret
from therapytool.portal.form_tokens import DOOR, check_form_token
from therapytool.portal.forms import DoorForm
from therapytool.portal.pages import draw
from therapytool.portal.queries import name_of
from therapytool.portal.refusals import refusal
from therapytool.portal.views.blueprint import DOOR_LIMIT, portal
from therapytool.progress.links import end_measure_visit, exchange_for_measure
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@portal.get("")
@access(Access.PUBLIC)
def door() -> ResponseReturnValue:
    """The page for the code; a script on it sends the token of the address instead, if there is one."""
    return draw("door.html", form=DoorForm())


@portal.get("/", defaults={"rest": ""})
@portal.get("/<path:rest>")
@access(Access.PUBLIC)
def nowhere(rest: str) -> ResponseReturnValue:
    """An address with a slash too many leads to the door; a mistyped one is told so in the portal's own words."""
    return abort(404) if rest else redirect(url_for("portal.door"), 301)


@portal.post("")
@access(Access.PUBLIC)
@limiter.limit(DOOR_LIMIT)
@writes
def enter() -> ResponseReturnValue:
    """Exchange a token or a code for a pass, asking for the passcode where there is one."""
    check_form_token(DOOR)
    form = DoorForm(request.form)
    if not form.token.data and not form.code.data:
        return _again(form, "Type the code you were given.", 422)
    try:
        return redirect(_let_in(form), 303)
    except LinkRefused as refused:
        return _refused(form, refused)


def _let_in(form: DoorForm) -> str:
    """Where a token or a code leads: to homework, or else to questions. Raises the LinkRefused that fits."""
    given = {
        "address": request.remote_addr or "",
        "token": form.token.data or "",
        "code": "" if form.token.data else form.code.data or "",
        "passcode": form.passcode.data or "",
    }
    try:
        link_pass = exchange(**given)
    except NoSuchLink:
        measure_pass = exchange_for_measure(**given)
        end_measure_visit(pass_secret(Pass.QUESTIONS))
        give_pass(measure_pass.secret, Pass.QUESTIONS)
        return url_for("portal.questions", measure=measure_pass.measure)
    end_visit(pass_secret())
    give_pass(link_pass.secret)
    return url_for("portal.start", name=name_of(link_pass.response_id))


def _refused(form: DoorForm, refused: LinkRefused) -> ResponseReturnValue:
    """Once more at the door where another try can help; else why not."""
    if isinstance(refused, NeedsPasscode):
        return draw("passcode.html", form=form, problem="")
    if isinstance(refused, WrongPasscode):
        return draw("passcode.html", form=form, problem=str(refused)), 422
    if isinstance(refused, NoSuchLink):
        return _again(form, str(refused), 422)
    return refusal(refused)


def _again(form: DoorForm, problem: str, status: int) -> ResponseReturnValue:
    return draw("door.html", form=form, problem=problem), status
