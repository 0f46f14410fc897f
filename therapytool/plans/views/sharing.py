"""Sharing plans with the practice: what goes along, looking at what colleagues share, using a copy, and stopping."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from therapytool import clock
from therapytool.accounts.current import current_clinician
from therapytool.accounts.permissions.roles import ClinicianRole
from therapytool.errors import InvalidContent
from therapytool.plans.moments import when_in_words
from therapytool.plans.queries import get_plan, shelf_for
from therapytool.plans.shareable import GoesAlong, notes_in, slots_in
from therapytool.plans.sharing import (
    BelongsToACase,
    find_shared_copy,
    get_shared_plan,
    share_plan,
    stop_sharing,
    use_shared_plan,
)
from therapytool.plans.timing.agenda import agenda_of
from therapytool.plans.timing.timebar import time_bar
from therapytool.plans.views.blueprint import plans
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

LONGEST_TITLE = 300


@plans.get("/<name>/share")
@access(Access.SIGNED_IN)
def choose_what_to_share(name: str) -> ResponseReturnValue:
    """What colleagues would get of a plan, before they get it."""
    return _share_page(name)


@plans.post("/<name>/share")
@access(Access.SIGNED_IN)
@writes
def share(name: str) -> ResponseReturnValue:
    """Share a copy with the practice, in place of the one shared before."""
    along = GoesAlong(notes="notes" in request.form, slots="slots" in request.form)
    title = " ".join(request.form.get("title", "").split())
    try:
        shared = share_plan(name, title=title, along=along, clinician=current_clinician())
    except (BelongsToACase, InvalidContent) as problem:
        return _share_page(name, problem=str(problem), title=title, along=along), 422
    flash("Your practice can use a copy of it now. Your own plan stays yours.", "success")
    return redirect(url_for(".show_shared", shared=shared), 303)


@plans.get("/shared/<shared>")
@access(Access.SIGNED_IN)
def show_shared(shared: str) -> ResponseReturnValue:
    """A plan that the practice shares, to look at before using it. Raises NotFound."""
    card = get_shared_plan(shared, current_clinician())
    return render_template(
        "plans/shared.html",
        card=card,
        may_stop=card.is_mine or _is_owner(),
        time_bar=time_bar,
        when=lambda moment: when_in_words(moment, now=clock.now()),
    )


@plans.post("/shared/<shared>/use")
@access(Access.SIGNED_IN)
@writes
def use_shared(shared: str) -> ResponseReturnValue:
    """A plan of her own like the shared one, opened."""
    public_id = use_shared_plan(shared, clinician=current_clinician())
    flash("This is your copy. What you change stays with you.", "success")
    return redirect(url_for(".show", name=public_id), 303)


@plans.post("/shared/<shared>/stop")
@access(Access.SIGNED_IN)
@writes
def stop_sharing_it(shared: str) -> ResponseReturnValue:
    """Take a shared plan away from the practice."""
    title = stop_sharing(shared, clinician=current_clinician(), is_owner=_is_owner())
    flash(f"“{title}” is no longer shared. Copies that colleagues made stay theirs.", "success")
    return redirect(url_for(".browse"), 303)


def _share_page(name: str, *, problem: str = "", title: str | None = None, along: GoesAlong | None = None) -> str:
    clinician = current_clinician()
    plan = get_plan(name, clinician.id)
    agenda = agenda_of(plan.content, shelf_for(plan.content))
    shared = find_shared_copy(name, clinician)
    usual_title = shared.plan.title if shared else plan.content.title
    return render_template(
        "plans/share.html",
        plan=plan,
        practice=clinician.practice_name,
        title=usual_title if title is None else title,
        along=along or GoesAlong(),
        notes=notes_in(agenda),
        slots=slots_in(agenda),
        shared=shared,
        problem=problem,
        longest_title=LONGEST_TITLE,
        when=lambda moment: when_in_words(moment, now=clock.now()),
    )


def _is_owner() -> bool:
    return bool(current_user.has_role(ClinicianRole.OWNER.value))
