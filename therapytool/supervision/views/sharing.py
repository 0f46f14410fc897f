"""Showing one of her cases to a supervisor, and handing it over to a colleague."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from therapytool.accounts.forms import ButtonForm, ColleagueForm
from therapytool.accounts.permissions.table import Permission, may
from therapytool.accounts.queries import list_colleagues
from therapytool.accounts.signing_in.security import render
from therapytool.cases.handing_over import hand_over_case
from therapytool.cases.queries import get_case
from therapytool.cases.supervising import list_supervisors, share_case, unshare_case
from therapytool.cases.tabs import tabs_of
from therapytool.supervision.views.blueprint import supervision
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@supervision.get("/cases/<name>/colleagues")
@access(Access.SIGNED_IN)
def colleagues(name: str) -> ResponseReturnValue:
    """Who sees this case beside her, and who could take it over."""
    return _page(name)


@supervision.post("/cases/<name>/colleagues/<colleague>/share")
@access(Access.SIGNED_IN)
@writes
def share(name: str, colleague: str) -> ResponseReturnValue:
    """Show the case to a supervisor."""
    share_case(name, colleague, clinician_id=current_user.id)
    return _done("Your supervisor sees this case now.", name)


@supervision.post("/cases/<name>/colleagues/<colleague>/unshare")
@access(Access.SIGNED_IN)
@writes
def unshare(name: str, colleague: str) -> ResponseReturnValue:
    """Show it no more."""
    unshare_case(name, colleague, clinician_id=current_user.id)
    return _done("This case is yours alone again.", name)


@supervision.post("/cases/<name>/colleagues/hand-over")
@access(Access.SIGNED_IN)
@writes
def give(name: str) -> ResponseReturnValue:
    """Hand the case over, for good."""
    form = ColleagueForm(_takers())
    if not form.validate_on_submit():
        return _page(name, form)
    to = next(each for each in list_colleagues(current_user.id) if each.public_id == form.colleague.data)
    hand_over_case(name, to=to, clinician_id=current_user.id)
    flash(f"The case is with {to.name} now.", "success")
    return redirect(url_for("cases.browse"), 303)


def _page(name: str, form: ColleagueForm | None = None) -> ResponseReturnValue:
    return render(
        "supervision/sharing.html",
        case=get_case(name, current_user.id),
        tabs=tabs_of(name),
        supervisors=list_supervisors(name, current_user.id),
        takers=_takers(),
        form=form or ColleagueForm(_takers(), formdata=None),
        button=ButtonForm(),
    )


def _takers() -> list[tuple[str, str]]:
    colleagues = list_colleagues(current_user.id)
    return [(each.public_id, each.name) for each in colleagues if each.active and may(each, Permission.CASES)]


def _done(words: str, name: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("supervision.colleagues", name=name), 303)
