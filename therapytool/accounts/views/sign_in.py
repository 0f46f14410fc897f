"""The door: Flask-Security's views, those we open, each under our own rules."""

from __future__ import annotations

from flask import abort, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security import views as library
from flask_security.recovery_codes import mf_recovery

from therapytool.accounts.queries import has_accounts
from therapytool.accounts.views.blueprint import OUTER_LIMIT, accounts
from therapytool.accounts.views.redirects import by_get, is_own_page, see_other
from therapytool.extensions import limiter
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@accounts.before_request
def only_forms_and_own_pages() -> ResponseReturnValue | None:
    """Refuse bodies that are no forms, and drop a `next` that leads off this site before anything reads it."""
    if request.is_json:
        abort(415)
    if not all(is_own_page(address) for address in request.form.getlist("next") if address):
        abort(400)
    if not all(is_own_page(address) for address in request.args.getlist("next")):
        return redirect(request.path, 303) if request.method == "GET" else abort(400)
    return None


@accounts.route("/sign-in", endpoint="login", methods=["GET", "POST"])
@access(Access.PUBLIC)
@limiter.limit(OUTER_LIMIT, methods=["POST"])
@writes
def sign_in() -> ResponseReturnValue:
    """E-mail address and password; before the first set-up, to where the set-up code is asked for."""
    if not has_accounts():
        return see_other("accounts.setup")
    return by_get(library.login())


@accounts.route("/sign-out", endpoint="logout", methods=["POST"])
@access(Access.PUBLIC)
@writes
def sign_out() -> ResponseReturnValue:
    """End this sign-in; a copy of its cookie is dead as well."""
    answer = by_get(library.logout())
    flash("You are signed out.", "success")
    return answer


@accounts.route("/sign-in/code", endpoint="two_factor_token_validation", methods=["GET", "POST"])
@access(Access.PUBLIC)
@limiter.limit(OUTER_LIMIT, methods=["POST"])
@writes
def code() -> ResponseReturnValue:
    """The second step: a code of the authenticator app. One who is signed in has no business here and goes home."""
    if current_user.is_authenticated:
        return redirect("/", 303)
    return by_get(library.two_factor_token_validation())


@accounts.route("/sign-in/recovery-code", endpoint="mf_recovery", methods=["GET", "POST"])
@access(Access.PUBLIC)
@limiter.limit(OUTER_LIMIT, methods=["POST"])
@writes
def recovery_code() -> ResponseReturnValue:
    """The second step without the app: a recovery code."""
    return by_get(mf_recovery())


@accounts.route("/sign-in/lost-phone", endpoint="two_factor_rescue")
@access(Access.PUBLIC)
def lost_phone() -> ResponseReturnValue:
    """Flask-Security's other ways in all send mail; ours is a recovery code."""
    return see_other("accounts.mf_recovery")


@accounts.route("/account/confirm", endpoint="verify", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
@limiter.limit(OUTER_LIMIT, methods=["POST"])
@writes
def confirm() -> ResponseReturnValue:
    """The password once more, before something that needs it fresh."""
    return by_get(library.verify())
