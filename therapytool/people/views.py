"""The practice's people, for its owner: invited, given a role, closed out, and their cases handed over."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm

from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.colleague_subjects import clinician_subject
from therapytool.accounts.auditing.hooks import name_subjects
from therapytool.accounts.auditing.trail import Subject, clinician_actor, note
from therapytool.accounts.colleagues import (
    change_role,
    close_account,
    get_colleague,
    invite,
    list_practice,
    new_address,
    open_account,
    role_of,
)
from therapytool.accounts.forms import ButtonForm, ColleagueForm, InviteForm, RoleForm, typed
from therapytool.accounts.permissions.roles import ClinicianRole
from therapytool.accounts.permissions.table import Permission, may
from therapytool.accounts.queries import list_colleagues
from therapytool.accounts.signing_in.security import render
from therapytool.cases.handing_over import count_cases, hand_over_all
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

people = Blueprint("people", __name__, url_prefix="/people")


def init_people(app: Flask) -> None:
    """Hang the pages on the application."""
    app.register_blueprint(people)
    name_subjects(app, "clinician", clinician_subject)


@people.get("/")
@access(Access.OWNER)
def browse() -> ResponseReturnValue:
    """Everybody of the practice, and a form to invite somebody."""
    return _page(InviteForm(formdata=None))


@people.post("/")
@access(Access.OWNER)
@writes
def invite_somebody() -> ResponseReturnValue:
    """An account for somebody new; the address to choose a password is shown this once."""
    form = InviteForm()
    if not form.validate_on_submit():
        return _page(form)
    person, code = invite(
        name=typed(form.name), email=typed(form.email), role=ClinicianRole(form.role.data), owner=current_user
    )
    return _address(person.name, code)


@people.get("/<name>")
@access(Access.OWNER)
def show(name: str) -> ResponseReturnValue:
    """One colleague: role, account, cases."""
    return _one(name)


@people.post("/<name>/role")
@access(Access.OWNER)
@writes
def set_role(name: str) -> ResponseReturnValue:
    """Make somebody something else."""
    form = RoleForm()
    if not form.validate_on_submit():
        return _one(name, role_form=form)
    role = ClinicianRole(form.role.data)
    change_role(name, role, owner=current_user)
    about = Subject("clinician", name, name)
    note(Action.ROLE_CHANGED, by=clinician_actor(current_user.public_id), subject=about, detail=role.value)
    return _done("The role is changed. It holds from the next sign-in, and the present ones have ended.", name)


@people.post("/<name>/address")
@access(Access.OWNER)
@writes
def issue_address(name: str) -> ResponseReturnValue:
    """A new address to choose a password, shown this once."""
    return _address(get_colleague(name, owner=current_user).name, new_address(name, owner=current_user))


@people.post("/<name>/close")
@access(Access.OWNER)
@writes
def close(name: str) -> ResponseReturnValue:
    """Let somebody in no more; whatever she has open ends now."""
    close_account(name, owner=current_user)
    return _done("The account is closed, and every sign-in of it has ended.", name)


@people.post("/<name>/open")
@access(Access.OWNER)
@writes
def open_again(name: str) -> ResponseReturnValue:
    """Let somebody in again."""
    open_account(name, owner=current_user)
    return _done("The account is open again.", name)


@people.post("/<name>/cases")
@access(Access.OWNER)
@writes
def hand_over(name: str) -> ResponseReturnValue:
    """Give all of somebody's cases to another; which they are is not shown here."""
    person = get_colleague(name, owner=current_user)
    form = ColleagueForm(_takers(person.id))
    if not form.validate_on_submit():
        return _one(name, cases_form=form)
    to = next(
        each for each in (current_user, *list_colleagues(current_user.id)) if each.public_id == form.colleague.data
    )
    count = hand_over_all(of=person, to=to)
    words = "1 case is" if count == 1 else f"{count} cases are"
    return _done(f"{words} with {to.name} now.", name)


def _page(form: InviteForm) -> ResponseReturnValue:
    return render("people/browse.html", form=form, practice=list_practice(current_user))


def _one(
    name: str, *, role_form: RoleForm | None = None, cases_form: ColleagueForm | None = None
) -> ResponseReturnValue:
    person = get_colleague(name, owner=current_user)
    forms: dict[str, FlaskForm] = {
        "role_form": role_form or RoleForm(formdata=None, data={"role": role_of(person).value}),
        "cases_form": cases_form or ColleagueForm(_takers(person.id), formdata=None),
    }
    shown = next(each for each in list_practice(current_user) if each.public_id == name)
    return render(
        "people/show.html",
        person=shown,
        case_count=count_cases(person.id),
        takers=_takers(person.id),
        button=ButtonForm(),
        **forms,
    )


def _takers(clinician_id: int) -> list[tuple[str, str]]:
    """Who can take somebody's cases over, the owner first."""
    everybody = (current_user, *list_colleagues(current_user.id))
    return [
        (each.public_id, each.name)
        for each in everybody
        if each.id != clinician_id and each.active and may(each, Permission.CASES)
    ]


def _address(name: str, code: str) -> ResponseReturnValue:
    address = f"{url_for('accounts.welcome', _external=True)}#{code}"
    return render("people/address.html", name=name, address=address)


def _done(words: str, name: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("people.show", name=name), 303)
