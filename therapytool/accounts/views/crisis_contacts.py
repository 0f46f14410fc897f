"""The crisis contacts a practice prints: each with the day it was looked up, in an order of the practice's own."""

from __future__ import annotations

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from therapytool.accounts.forms import ContactForm, typed
from therapytool.accounts.practice.crisis_contacts import (
    ContactWords,
    add_contact,
    change_contact,
    has_own_list,
    list_contacts,
    move_contact,
    remove_contact,
    use_shipped_list,
)
from therapytool.accounts.practice.crisis_lines import MOST_PRINTED, printed_lines
from therapytool.accounts.practice.regions import find_region
from therapytool.accounts.signing_in.security import render
from therapytool.accounts.views.blueprint import accounts
from therapytool.accounts.views.redirects import see_other
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@accounts.route("/account/crisis-contacts", methods=["GET"])
@access(Access.OWNER)
def crisis_contacts() -> ResponseReturnValue:
    """The list as it stands, and what of it prints."""
    return _page()


@accounts.route("/account/crisis-contacts", methods=["POST"])
@access(Access.OWNER)
@writes
def add_crisis_contact() -> ResponseReturnValue:
    """One more contact."""
    form = ContactForm()
    if not form.validate_on_submit():
        return _page(adding=form)
    add_contact(current_user.practice, _words(form), is_confirmed=bool(form.is_confirmed.data))
    return _saved(f"{typed(form.name)} is in the list.")


@accounts.route("/account/crisis-contacts/<key>", methods=["POST"])
@access(Access.OWNER)
@writes
def change_crisis_contact(key: str) -> ResponseReturnValue:
    """What a contact says, whether it prints, and that it was looked up today."""
    form = ContactForm(prefix=key)
    if not form.validate_on_submit():
        return _page(changing=key, changed=form)
    change_contact(
        current_user.practice,
        key,
        _words(form),
        is_printed=bool(form.is_printed.data),
        is_confirmed=bool(form.is_confirmed.data),
    )
    return _saved(f"{typed(form.name)} is saved.")


@accounts.route("/account/crisis-contacts/<key>/move", methods=["POST"])
@access(Access.OWNER)
@writes
def move_crisis_contact(key: str) -> ResponseReturnValue:
    """One place up or down."""
    move_contact(current_user.practice, key, up=request.form.get("to") == "up")
    return _saved("The order is saved.")


@accounts.route("/account/crisis-contacts/<key>/remove", methods=["POST"])
@access(Access.OWNER)
@writes
def remove_crisis_contact(key: str) -> ResponseReturnValue:
    """Take a contact out."""
    remove_contact(current_user.practice, key)
    return _saved("The contact is out of the list.")


@accounts.route("/account/crisis-contacts/shipped", methods=["POST"])
@access(Access.OWNER)
@writes
def use_shipped_contacts() -> ResponseReturnValue:
    """Back to the list that ships for the region."""
    use_shipped_list(current_user.practice)
    return _saved("The list that comes with Therapytool stands again.")


def _page(
    *, adding: ContactForm | None = None, changing: str = "", changed: ContactForm | None = None
) -> ResponseReturnValue:
    practice = current_user.practice
    contacts = list_contacts(practice)
    forms = {
        contact.key: changed
        if changed and contact.key == changing
        else ContactForm(formdata=None, prefix=contact.key, obj=contact)
        for contact in contacts
    }
    page = render(
        "accounts/crisis_contacts.html",
        contacts=contacts,
        forms=forms,
        adding=adding or ContactForm(formdata=None),
        changed=changed,
        changing=changing,
        region=find_region(practice.region),
        lines=printed_lines(contacts),
        most=MOST_PRINTED,
        is_own=has_own_list(practice),
    )
    return page, 422 if adding or changed else 200


def _words(form: ContactForm) -> ContactWords:
    return ContactWords(typed(form.name), typed(form.number), typed(form.how))


def _saved(words: str) -> ResponseReturnValue:
    flash(words, "success")
    return see_other("accounts.crisis_contacts")
