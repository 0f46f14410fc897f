"""The account page: name, address, password, what the practice prints, and the sign-ins that are running."""

from __future__ import annotations

from flask import flash
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security import login_user

from therapytool.accounts.current import current_clinician
from therapytool.accounts.forms import ButtonForm, ChangePasswordForm, EmailForm, NameForm, PracticeForm, typed
from therapytool.accounts.operations import change_email, rename_clinician, set_password
from therapytool.accounts.permissions.roles import ClinicianRole
from therapytool.accounts.practice.regions import region_name
from therapytool.accounts.queries import get_clinician
from therapytool.accounts.signing_in.forms import knows_password
from therapytool.accounts.signing_in.passkeys import list_passkeys
from therapytool.accounts.signing_in.passwords import normalized
from therapytool.accounts.signing_in.presence import current_secret, limits
from therapytool.accounts.signing_in.security import WRONG_PASSWORD, render
from therapytool.accounts.signing_in.sign_ins import end_all, end_named, list_running, time_in_words
from therapytool.accounts.views.blueprint import OUTER_LIMIT, accounts
from therapytool.accounts.views.redirects import fresh, see_other
from therapytool.accounts.views.setup import save_practice
from therapytool.extensions import limiter
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@accounts.route("/account", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
@writes
def overview() -> ResponseReturnValue:
    """Everything about the account on one page; the name is changed right here."""
    form = NameForm(obj=current_user)
    if form.validate_on_submit():
        rename_clinician(current_user, name=typed(form.name))
        return _saved("Your name is saved.")
    return render("accounts/account.html", form=form, button=ButtonForm(), **_facts())


@accounts.route("/account/email", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
@fresh
@writes
def email() -> ResponseReturnValue:
    """Change the address to sign in with."""
    form = EmailForm(obj=current_user)
    if form.validate_on_submit():
        change_email(current_user, email=typed(form.email))
        return _saved("Your e-mail address is saved. Sign in with it from now on.")
    return render("accounts/email.html", form=form)


@accounts.route("/account/password", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
@limiter.limit(OUTER_LIMIT, methods=["POST"])
@writes
def password() -> ResponseReturnValue:
    """Change the password; every other sign-in ends."""
    form = ChangePasswordForm()
    if form.validate_on_submit() and _knows_password(form):
        clinician = get_clinician(current_user.id)
        set_password(clinician, typed(form.password))
        login_user(clinician, authn_via=["password"])
        return _saved("Your password is changed. You are signed out everywhere else.")
    return render("accounts/password.html", form=form)


@accounts.route("/account/practice", methods=["GET", "POST"])
@access(Access.OWNER)
@writes
def practice() -> ResponseReturnValue:
    """What is printed, and on which paper."""
    form = PracticeForm(obj=current_user.practice)
    if form.validate_on_submit():
        save_practice(form)
        return _saved("Print settings are saved.")
    return render("accounts/practice.html", form=form)


@accounts.route("/account/sign-ins/<public_id>/end", methods=["POST"])
@access(Access.SIGNED_IN)
@writes
def end_one(public_id: str) -> ResponseReturnValue:
    """End one sign-in of the list; ending this one is signing out."""
    end_named(public_id, clinician_id=current_user.id)
    return _saved("That sign-in has ended.")


@accounts.route("/account/sign-ins/end-others", methods=["POST"])
@access(Access.SIGNED_IN)
@writes
def end_others() -> ResponseReturnValue:
    """End every sign-in but this one."""
    end_all(current_user.id, but=current_secret())
    return _saved("You are signed out everywhere else.")


def _facts() -> dict[str, object]:
    """What the account page shows beside the form."""
    clinician, allowed = current_clinician(), limits()
    return {
        "clinician": clinician,
        "region": region_name(clinician.region),
        "is_owner": current_user.has_role(ClinicianRole.OWNER),
        "second_step": bool(current_user.tf_primary_method),
        "passkey_count": len(list_passkeys(get_clinician(clinician.id))),
        "running": list_running(clinician.id, limits=allowed, own=current_secret()),
        "idle_words": time_in_words(allowed.idle),
        "absolute_words": time_in_words(allowed.absolute),
    }


def _saved(words: str) -> ResponseReturnValue:
    flash(words, "success")
    return see_other("accounts.overview")


def _knows_password(form: ChangePasswordForm) -> bool:
    """Whether the present password was given; wrong ones are counted like those at the door."""
    given = normalized(typed(form.current))
    known = knows_password(
        form, email=current_user.email, check=lambda: bool(current_user.verify_and_update_password(given))
    )
    if not known and not form.form_errors:
        form.current.errors = [WRONG_PASSWORD]
    return known
