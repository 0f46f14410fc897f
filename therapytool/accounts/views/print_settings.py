"""How the practice prints: the print profile, the logo; and the words that every form of print options draws from."""

from __future__ import annotations

from flask import flash
from flask.typing import ResponseReturnValue
from flask_login import current_user

from therapytool.accounts.current import current_clinician
from therapytool.accounts.forms import ButtonForm
from therapytool.accounts.operations import set_print_choice
from therapytool.accounts.practice.logos import NotALogo, cleaned, read_upload, remove_logo, set_logo
from therapytool.accounts.practice.print_settings import LogoForm, PrintSettingsForm
from therapytool.accounts.signing_in.security import render
from therapytool.accounts.views.blueprint import OUTER_LIMIT, accounts
from therapytool.accounts.views.redirects import see_other
from therapytool.extensions import limiter
from therapytool.rendering.profiles.offer import PAPER_ONLY, offers, special_in_words, switches
from therapytool.rendering.profiles.profile import PrintProfile
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

PAGE = "accounts/print_settings.html"


accounts.add_app_template_global(offers, "print_offers")
accounts.add_app_template_global(switches, "print_switches")
accounts.add_app_template_global(special_in_words, "print_special")
accounts.add_app_template_global(lambda: PAPER_ONLY, "print_paper_only")


@accounts.route("/account/print", methods=["GET", "POST"])
@access(Access.OWNER)
@writes
def print_settings() -> ResponseReturnValue:
    """How the sheets of the practice print when nobody chooses otherwise, and its logo."""
    form = _settings_form()
    if form.validate_on_submit():
        set_print_choice(current_user.practice, form.choice())
        return _saved("Print settings are saved.")
    return _page(form, LogoForm(formdata=None))


@accounts.post("/account/print/logo")
@access(Access.OWNER)
@limiter.limit(OUTER_LIMIT)
@writes
def logo() -> ResponseReturnValue:
    """Take a picture as the practice's logo."""
    form = LogoForm()
    if not form.validate_on_submit():
        return _page(_settings_form(), form)
    try:
        uploaded = form.picture.data
        png = cleaned(read_upload(uploaded.stream if uploaded else None))
    except NotALogo as refused:
        form.picture.errors = [str(refused)]
        return _page(_settings_form(), form)
    set_logo(current_user.practice, png)
    return _saved("The logo is saved. It prints at the head of every sheet from now on.")


@accounts.post("/account/print/logo/remove")
@access(Access.OWNER)
@writes
def take_logo_away() -> ResponseReturnValue:
    """Print no logo any more."""
    remove_logo(current_user.practice)
    return _saved("The logo is gone.")


def _settings_form() -> PrintSettingsForm:
    clinician = current_clinician()
    return PrintSettingsForm(
        clinician.print_choice, usual=PrintProfile(clinician.paper), left_as="As usual", with_paper=False
    )


def _page(form: PrintSettingsForm, logo_form: LogoForm) -> ResponseReturnValue:
    return render(PAGE, form=form, logo_form=logo_form, clinician=current_clinician(), button=ButtonForm())


def _saved(words: str) -> ResponseReturnValue:
    flash(words, "success")
    return see_other("accounts.print_settings")
