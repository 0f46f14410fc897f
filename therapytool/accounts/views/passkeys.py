"""Passkeys: listed, added, renamed, removed; and signing in and confirming with one."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Response, flash, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security import login_user
from flask_security.tf_plugin import tf_clean_session

from therapytool import clock
from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.trail import clinician_actor, note
from therapytool.accounts.forms import ButtonForm, PasskeyAnswerForm, PasskeyForm, PasskeyNameForm, typed
from therapytool.accounts.operations import forget_recovery_codes, renew_recovery_codes
from therapytool.accounts.queries import get_clinician
from therapytool.accounts.signing_in.passkeys import (
    Asked,
    PasskeyRefused,
    Site,
    ask_to_register,
    ask_to_sign_in,
    has_passkeys,
    list_passkeys,
    recognize,
    register,
    remove_passkey,
    rename_passkey,
    require_passkey,
)
from therapytool.accounts.signing_in.security import render
from therapytool.accounts.views.blueprint import OUTER_LIMIT, accounts
from therapytool.accounts.views.redirects import fresh, is_own_page, see_other
from therapytool.errors import Conflict
from therapytool.extensions import limiter
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

CHALLENGE = "passkey_challenge"


@accounts.get("/account/passkeys")
@access(Access.SIGNED_IN)
@fresh
def passkeys() -> ResponseReturnValue:
    """Her passkeys, and a form for one more."""
    return _page(PasskeyForm())


@accounts.post("/account/passkeys/options")
@access(Access.SIGNED_IN)
@fresh
@writes
def passkey_options() -> ResponseReturnValue:
    """What the browser needs to make one."""
    return _asked(ask_to_register(get_clinician(current_user.id), site()))


@accounts.post("/account/passkeys")
@access(Access.SIGNED_IN)
@fresh
@limiter.limit(OUTER_LIMIT)
@writes
def add_passkey() -> ResponseReturnValue:
    """Keep what the browser made; with the first one come recovery codes, shown this once."""
    form, clinician = PasskeyForm(), get_clinician(current_user.id)
    if not form.validate_on_submit():
        return _page(form)
    try:
        register(clinician, typed(form.credential), name=typed(form.name), challenge=_challenge(), site=site())
    except (PasskeyRefused, Conflict) as refused:
        form.name.errors = [str(refused)]
        return _page(form)
    note(Action.PASSKEY_ADDED, by=clinician_actor(clinician.public_id))
    if not clinician.mf_recovery_codes:
        return render("accounts/recovery_codes.html", codes=renew_recovery_codes(clinician))
    flash("The passkey is added.", "success")
    return see_other("accounts.passkeys")


@accounts.post("/account/passkeys/<int:number>/name")
@access(Access.SIGNED_IN)
@fresh
@writes
def name_passkey(number: int) -> ResponseReturnValue:
    """Call one something else."""
    form, clinician = PasskeyNameForm(), get_clinician(current_user.id)
    require_passkey(clinician, number)
    if not form.validate_on_submit():
        return _page(PasskeyForm(formdata=None), renaming=form)
    rename_passkey(clinician, number, name=typed(form.name))
    flash("The passkey is renamed.", "success")
    return see_other("accounts.passkeys")


@accounts.post("/account/passkeys/<int:number>/remove")
@access(Access.SIGNED_IN)
@fresh
@writes
def drop_passkey(number: int) -> ResponseReturnValue:
    """Take one away; recovery codes go with the last second step."""
    clinician = get_clinician(current_user.id)
    remove_passkey(clinician, number)
    if not has_passkeys(clinician.id) and not clinician.tf_primary_method:
        forget_recovery_codes(clinician)
    flash("The passkey opens nothing here any more.", "success")
    return see_other("accounts.passkeys")


@accounts.post("/sign-in/passkey/options")
@access(Access.PUBLIC)
@limiter.limit(OUTER_LIMIT)
@writes
def passkey_sign_in_options() -> ResponseReturnValue:
    """What the browser needs to offer the passkeys it has for this site."""
    return _asked(ask_to_sign_in(site()))


@accounts.post("/sign-in/passkey")
@access(Access.PUBLIC)
@limiter.limit(OUTER_LIMIT)
@writes
def passkey_sign_in() -> ResponseReturnValue:
    """Sign in with a passkey: it is both steps. Who is signed in already confirms that it is still she."""
    form = PasskeyAnswerForm()
    if not form.validate_on_submit():
        return _refused(str(PasskeyRefused()))
    try:
        clinician = recognize(typed(form.credential), challenge=_challenge(), site=site())
    except PasskeyRefused as refused:
        return _refused(str(refused))
    onward = request.args.get("next", "")
    if current_user.is_authenticated:
        if current_user.id != clinician.id:
            return _refused("That passkey belongs to another account.")
        session["fs_paa"] = clock.now().timestamp()
    else:
        tf_clean_session()
        login_user(clinician, authn_via=["passkey"])
    return redirect(onward if onward and is_own_page(onward) else "/", HTTPStatus.SEE_OTHER)


@accounts.get("/sign-in/passkey")
@access(Access.PUBLIC)
def passkey_step() -> ResponseReturnValue:
    """After the right password of an account with passkeys: show one, or use a recovery code."""
    if current_user.is_authenticated:
        return redirect("/", HTTPStatus.SEE_OTHER)
    if "tf_user_id" not in session:
        return see_other("accounts.login")
    return render("accounts/passkey_step.html", button=ButtonForm())


def site() -> Site:
    """The site of this request, as browsers name it."""
    name = urlsplit(request.host_url).hostname or ""
    return Site(name, request.host_url.rstrip("/"))


def _asked(asked: Asked) -> Response:
    session[CHALLENGE] = asked.challenge
    return Response(asked.options, mimetype="application/json")


def _challenge() -> str:
    challenge = session.pop(CHALLENGE, "")
    return challenge if isinstance(challenge, str) else ""


def _refused(words: str) -> ResponseReturnValue:
    flash(words, "error")
    if current_user.is_authenticated:
        return see_other("accounts.verify", next=request.args.get("next"))
    return see_other("accounts.passkey_step" if "tf_user_id" in session else "accounts.login")


def _page(form: PasskeyForm, renaming: PasskeyNameForm | None = None) -> ResponseReturnValue:
    return render(
        "accounts/passkeys.html",
        form=form,
        renaming=renaming or PasskeyNameForm(formdata=None),
        passkeys=list_passkeys(get_clinician(current_user.id)),
        can_have_passkeys=site().can_have_passkeys,
        host=request.host,
        button=ButtonForm(),
    )
