"""Doors that open with a one-use code: the page that takes the code, and choosing a password behind one of them."""

from __future__ import annotations

from flask import flash, session
from flask.typing import ResponseReturnValue

from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.trail import clinician_actor, note
from therapytool.accounts.forms import ChosenPasswordForm, OneUseCodeForm, typed
from therapytool.accounts.one_use import Door, Purpose, close_door, exchange_code, find_door
from therapytool.accounts.operations import set_password
from therapytool.accounts.queries import get_clinician
from therapytool.accounts.signing_in.security import render
from therapytool.accounts.views.blueprint import OUTER_LIMIT, accounts
from therapytool.accounts.views.redirects import see_other
from therapytool.extensions import limiter
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

DEAD_CODE = "This code is wrong, has been used, or is older than a day."


def take_code(purpose: Purpose, *, template: str, onward: str) -> ResponseReturnValue:
    """Show the page for a code, or exchange the code for a place in this session and go on."""
    form = OneUseCodeForm()
    if form.validate_on_submit():
        secret = exchange_code(typed(form.code), purpose)
        if secret is not None:
            session[_key(purpose)] = secret
            return see_other(onward)
        form.code.errors = [DEAD_CODE]
    return render(template, form=form)


def door_of_session(purpose: Purpose) -> Door | None:
    """What the exchanged code in this session opens, while it lasts."""
    secret = session.get(_key(purpose))
    return find_door(secret, purpose) if isinstance(secret, str) else None


@accounts.route("/welcome", methods=["GET", "POST"])
@access(Access.PUBLIC)
@limiter.limit(OUTER_LIMIT, methods=["POST"])
@writes
def welcome() -> ResponseReturnValue:
    """Where `therapytool people add` and `people reset` send a clinician, with her code after the #."""
    return take_code(Purpose.PASSWORD, template="accounts/welcome.html", onward="accounts.choose_password")


@accounts.route("/welcome/password", methods=["GET", "POST"])
@access(Access.PUBLIC)
@writes
def choose_password() -> ResponseReturnValue:
    """Choose a password; it does not sign in, so a second step is asked for as ever."""
    door = door_of_session(Purpose.PASSWORD)
    if door is None or door.clinician_id is None:
        return see_other("accounts.welcome")
    clinician = get_clinician(door.clinician_id)
    form = ChosenPasswordForm(about=(clinician.name, clinician.email))
    if form.validate_on_submit():
        set_password(clinician, typed(form.password))
        note(Action.PASSWORD_CHANGED, by=clinician_actor(clinician.public_id), detail="by an address")
        close_door(door)
        session.clear()
        flash("Your password is set. Sign in with it.", "success")
        return see_other("accounts.login")
    return render("accounts/choose_password.html", form=form, name=clinician.name, email=clinician.email)


def _key(purpose: Purpose) -> str:
    return f"one_use_{purpose.value}"
