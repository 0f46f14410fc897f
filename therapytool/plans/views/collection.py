"""The list of plans, and what is done with whole plans: starting, duplicating, removing, bringing back."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from therapytool import clock
from therapytool.accounts.current import current_clinician
from therapytool.errors import NotFound
from therapytool.exercises.finding.filters import read_number
from therapytool.exercises.queries import get_exercise
from therapytool.exercises.vocabulary import Format
from therapytool.plans.beginnings import USUAL_MINUTES, new_session, plan_around
from therapytool.plans.content import PlanContent
from therapytool.plans.forms import read_dose, read_format
from therapytool.plans.moments import when_in_words
from therapytool.plans.operations import create_plan, duplicate_plan, remove_plan, restore_plan
from therapytool.plans.queries import find_removed_title, list_plans
from therapytool.plans.sharing import list_shared_plans
from therapytool.plans.starter import get_starter_plan, read_starter_plans
from therapytool.plans.timing.timebar import time_bar
from therapytool.plans.views.blueprint import LARGEST_PAGE, arguments, is_live, plans
from therapytool.web.access import Access, access
from therapytool.web.errors import error_page
from therapytool.web.transactions import writes


@plans.get("/")
@access(Access.SIGNED_IN)
def browse() -> ResponseReturnValue:
    """Her plans, last changed first, and the plans one can start from."""
    clinician = current_clinician()
    removed = request.args.get("removed", "")[:20]
    return render_template(
        "plans/browse.html",
        found=list_plans(clinician.id, page=read_number(arguments(), "page", lowest=1, highest=LARGEST_PAGE) or 1),
        starters=read_starter_plans(),
        shared=list_shared_plans(clinician),
        usual_minutes=USUAL_MINUTES,
        time_bar=time_bar,
        when=lambda moment: when_in_words(moment, now=clock.now()),
        removed=removed,
        removed_title=find_removed_title(removed, clinician.id) if removed else None,
    )


@plans.post("/new")
@access(Access.SIGNED_IN)
@writes
def create() -> ResponseReturnValue:
    """Start a plan: from a starter plan, around one exercise, or blank for a kind of session; then to its editor."""
    public_id = create_plan(_beginning(), clinician_id=current_clinician().id)
    is_unnamed = not (request.form.get("starter") or request.form.get("exercise"))
    return redirect(url_for(".show", name=public_id, new=1 if is_unnamed else None), 303)


@plans.post("/<name>/duplicate")
@access(Access.SIGNED_IN)
@writes
def duplicate(name: str) -> ResponseReturnValue:
    """A second plan like this one, opened."""
    public_id = duplicate_plan(name, clinician_id=current_clinician().id)
    flash("This is the copy. The first plan stays as it was.", "success")
    return redirect(url_for(".show", name=public_id), 303)


@plans.post("/<name>/remove")
@access(Access.SIGNED_IN)
@writes
def remove(name: str) -> ResponseReturnValue:
    """Take a plan out of the list, which then offers to bring it back."""
    remove_plan(name, clinician_id=current_clinician().id)
    return redirect(url_for(".browse", removed=name), 303)


@plans.post("/<name>/restore")
@access(Access.SIGNED_IN)
@writes
def restore(name: str) -> ResponseReturnValue:
    """Bring a removed plan back."""
    title = restore_plan(name, clinician_id=current_clinician().id)
    flash(f"“{title}” is back.", "success")
    return redirect(url_for(".show", name=name) if "open" in request.form else url_for(".browse"), 303)


@plans.errorhandler(NotFound)
def answer_not_found(error: NotFound) -> ResponseReturnValue:
    """A link to a plan she has removed says so and brings it back; whatever else is not there is not there."""
    name = str((request.view_args or {}).get("name", ""))
    is_page = request.method == "GET" and not is_live()
    title = find_removed_title(name, current_clinician().id) if name and is_page else None
    if title is None:
        return error_page(404)
    return render_template("plans/removed.html", name=name, title=title), 410


def _beginning() -> PlanContent:
    """What the new plan holds, by what the form names. Raises NotFound for a starter or exercise that is not there."""
    starter, slug = request.form.get("starter"), request.form.get("exercise")
    format = read_format(request.form)
    if starter:
        return get_starter_plan(starter)
    if slug:
        exercise = get_exercise(slug, clinician=current_clinician())
        return plan_around(exercise.content, version=exercise.version, dose=read_dose(request.form), format=format)
    if format is None and request.form.get("format"):
        abort(422)
    return new_session(format or Format.INDIVIDUAL)
