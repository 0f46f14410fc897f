"""The first set-up: code, account, practice, done. Closed once somebody has an account."""

from __future__ import annotations

from flask import redirect, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security import login_user

from therapytool.accounts.forms import FirstAccountForm, PracticeForm, typed
from therapytool.accounts.one_use import Purpose
from therapytool.accounts.operations import change_practice
from therapytool.accounts.queries import has_accounts
from therapytool.accounts.setup import open_first_account
from therapytool.accounts.signing_in.security import render
from therapytool.accounts.views.blueprint import OUTER_LIMIT, accounts
from therapytool.accounts.views.code import door_of_session, take_code
from therapytool.accounts.views.redirects import see_other
from therapytool.extensions import limiter
from therapytool.rendering.document import Paper
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@accounts.route("/setup", methods=["GET", "POST"])
@access(Access.PUBLIC)
@limiter.limit(OUTER_LIMIT, methods=["POST"])
@writes
def setup() -> ResponseReturnValue:
    """Take the code that `therapytool serve` printed."""
    if has_accounts():
        return redirect("/", 303)
    return take_code(Purpose.SETUP, template="accounts/setup.html", onward="accounts.setup_account")


@accounts.route("/setup/account", methods=["GET", "POST"])
@access(Access.PUBLIC)
@writes
def setup_account() -> ResponseReturnValue:
    """Make the first account and sign it in."""
    door = door_of_session(Purpose.SETUP)
    if door is None or has_accounts():
        return see_other("accounts.setup")
    form = FirstAccountForm()
    if form.validate_on_submit():
        owner = open_first_account(door, name=typed(form.name), email=typed(form.email), password=typed(form.password))
        login_user(owner, authn_via=["setup"])
        return see_other("accounts.setup_practice")
    return render("accounts/setup_account.html", form=form)


@accounts.route("/setup/practice", methods=["GET", "POST"])
@access(Access.OWNER)
@writes
def setup_practice() -> ResponseReturnValue:
    """Say what is printed, and on which paper."""
    form = PracticeForm(obj=current_user.practice)
    if form.validate_on_submit():
        save_practice(form)
        return see_other("accounts.setup_done")
    return render("accounts/setup_practice.html", form=form)


@accounts.route("/setup/done")
@access(Access.OWNER)
def setup_done() -> ResponseReturnValue:
    """Where to go first."""
    return render_template("accounts/setup_done.html")


def save_practice(form: PracticeForm) -> None:
    """Keep what the practice form says, for the practice of who is signed in."""
    change_practice(
        current_user.practice,
        name=typed(form.name),
        contact=typed(form.contact),
        paper=Paper(form.paper.data),
        region=form.region.data,
    )
