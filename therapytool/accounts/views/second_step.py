"""The second step of signing in, turned on and off: authenticator app and recovery codes."""

from __future__ import annotations

import segno
from flask import flash, session
from flask.typing import ResponseReturnValue
from flask_login import current_user

from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.trail import clinician_actor, note
from therapytool.accounts.forms import AppCodeForm, ButtonForm, typed
from therapytool.accounts.operations import renew_recovery_codes, turn_off_second_step, turn_on_second_step
from therapytool.accounts.signing_in.second_factor import totp
from therapytool.accounts.signing_in.security import ONE_STEP, render
from therapytool.accounts.views.blueprint import OUTER_LIMIT, accounts
from therapytool.accounts.views.redirects import fresh, see_other
from therapytool.extensions import limiter
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

NEW_KEY = "new_totp_key"
"""The key on offer, encrypted, kept in the session until the app has shown that it has it."""
WRONG_CODE = "That is not the code for this key. Check that your phone's clock is set by itself."


@accounts.route("/account/second-step", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
@fresh
@limiter.limit(OUTER_LIMIT, methods=["POST"])
@writes
def second_step() -> ResponseReturnValue:
    """Turn the second step on by typing a first code; once it is on, say so and offer what can be done."""
    if current_user.tf_primary_method:
        codes_left = len(current_user.mf_recovery_codes or [])
        return render("accounts/second_step_on.html", button=ButtonForm(), codes_left=codes_left)
    form = AppCodeForm()
    key = session[NEW_KEY] = session.get(NEW_KEY) or totp().generate_totp_secret()
    if form.validate_on_submit():
        if totp().verify_totp(typed(form.code), key, current_user, window=ONE_STEP):
            session.pop(NEW_KEY)
            note(Action.SECOND_STEP_ON, by=clinician_actor(current_user.public_id))
            return _show(turn_on_second_step(current_user, totp_secret=key))
        form.code.errors = [WRONG_CODE]
    return render("accounts/second_step_off.html", form=form, **_offer(key))


@accounts.route("/account/second-step/recovery-codes", methods=["POST"])
@access(Access.SIGNED_IN)
@fresh
@writes
def new_recovery_codes() -> ResponseReturnValue:
    """New recovery codes in place of the old."""
    if not current_user.tf_primary_method:
        return see_other("accounts.second_step")
    return _show(renew_recovery_codes(current_user))


@accounts.route("/account/second-step/off", methods=["POST"])
@access(Access.SIGNED_IN)
@fresh
@writes
def second_step_off() -> ResponseReturnValue:
    """Ask for the password alone from now on."""
    turn_off_second_step(current_user)
    flash("The second step is off.", "success")
    return see_other("accounts.overview")


def _show(codes: list[str]) -> ResponseReturnValue:
    """The recovery codes, this once; they are in no session and cannot be shown again."""
    return render("accounts/recovery_codes.html", codes=codes)


def _offer(key: str) -> dict[str, object]:
    """A key as picture and as letters to type."""
    address = totp().get_totp_uri(current_user.email, key)
    return {
        "picture": segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#ffffff"),
        "letters": totp().get_totp_pretty_key(key),
    }
