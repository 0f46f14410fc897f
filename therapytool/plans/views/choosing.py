"""Using an exercise one is looking at: in a new session, or in one of the plans that are there."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from therapytool import clock
from therapytool.accounts.current import current_clinician
from therapytool.exercises.finding.filters import read_number
from therapytool.exercises.queries import get_exercise
from therapytool.plans.beginnings import USUAL_MINUTES
from therapytool.plans.changes.items import AddExercise
from therapytool.plans.forms import read_dose
from therapytool.plans.moments import when_in_words
from therapytool.plans.operations import change_plan
from therapytool.plans.queries import get_plan, list_plans
from therapytool.plans.timing.timebar import time_bar
from therapytool.plans.views.blueprint import LARGEST_PAGE, arguments, plans
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@plans.get("/choose")
@access(Access.SIGNED_IN)
def choose() -> ResponseReturnValue:
    """Where shall this exercise go? Raises NotFound for one that is not there."""
    clinician = current_clinician()
    exercise = get_exercise(request.args.get("exercise", ""), clinician=clinician)
    dose = read_dose(request.args)
    fitting = [format for format in USUAL_MINUTES if format.value in exercise.content.formats]
    return render_template(
        "plans/choose.html",
        exercise=exercise,
        dose=dose,
        formats={format: USUAL_MINUTES[format] for format in fitting or USUAL_MINUTES},
        found=list_plans(clinician.id, page=read_number(arguments(), "page", lowest=1, highest=LARGEST_PAGE) or 1),
        time_bar=time_bar,
        when=lambda moment: when_in_words(moment, now=clock.now()),
    )


@plans.post("/choose")
@access(Access.SIGNED_IN)
@writes
def add() -> ResponseReturnValue:
    """Put the exercise before the closing parts of the plan chosen, and open that plan there."""
    clinician = current_clinician()
    exercise = get_exercise(request.form.get("exercise", ""), clinician=clinician)
    name = request.form.get("plan", "")[:20]
    change = AddExercise(
        change="add-exercise",
        exercise=exercise.slug,
        title=exercise.content.title,
        version=exercise.version,
        dose=read_dose(request.form),
    )
    change_plan(name, change, clinician_id=clinician.id)
    items = get_plan(name, clinician.id).content.exercise_items
    key = next(item.key for item in reversed(items) if item.exercise == exercise.slug)
    flash(f"Added {exercise.content.title}.", "success")
    return redirect(url_for(".show", name=name, _anchor=f"item-{key}"), 303)
