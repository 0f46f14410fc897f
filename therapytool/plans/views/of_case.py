"""Plans and cases: a case's plans, its next one, whom a plan is for, and giving its sheets home one after the other."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from therapytool import clock
from therapytool.accounts.current import current_clinician
from therapytool.cases.glances import Glance
from therapytool.cases.queries import CaseView, get_case, list_cases
from therapytool.cases.tabs import tabs_of as case_tabs_of
from therapytool.exercises.vocabulary import Format
from therapytool.homework.coming_back import open_homework_of
from therapytool.plans.beginnings import opening_with_review, session_for_case
from therapytool.plans.case_side import case_side_of, sheets_to_give
from therapytool.plans.content import HomeworkSheet, PlanContent
from therapytool.plans.moments import when_in_words
from therapytool.plans.operations import create_plan, set_case
from therapytool.plans.queries import get_plan, list_plans_of_case
from therapytool.plans.sharing import get_shared_plan, list_shared_plans
from therapytool.plans.starter import get_starter_plan, read_starter_plans
from therapytool.plans.timing.timebar import time_bar
from therapytool.plans.views.blueprint import plans
from therapytool.sealed_addresses import with_sealed
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


def glance_at_plans(case_id: str, clinician_id: int) -> Glance:
    """The plan made last, or that there is none."""
    cards = list_plans_of_case(case_id, clinician_id)
    if not cards:
        return Glance("Plans", ("None yet",), url_for("plans.of_case", name=case_id), "Plan the next session")
    facts = (cards[0].plan.title, f"changed {when_in_words(cards[0].changed_at, now=clock.now())}")
    return Glance("Plans", facts, url_for("plans.show", name=cards[0].public_id), "Open the plan")


@plans.get("/case/<name>")
@access(Access.SIGNED_IN)
def of_case(name: str) -> ResponseReturnValue:
    """The plans of one case, the newest first, and what its next session opens with."""
    clinician_id = current_clinician().id
    case = get_case(name, clinician_id)
    return render_template(
        "plans/of_case.html",
        case=case,
        tabs=case_tabs_of(name),
        cards=list_plans_of_case(name, clinician_id),
        to_review=open_homework_of(name, clinician_id=clinician_id),
        starters=[starter for starter in read_starter_plans() if starter.format == Format(case.kind.value)],
        shared=[card for card in list_shared_plans(current_clinician()) if card.plan.format == Format(case.kind.value)],
        time_bar=time_bar,
        when=lambda moment: when_in_words(moment, now=clock.now()),
    )


@plans.post("/case/<name>/next")
@access(Access.SIGNED_IN)
@writes
def next_for_case(name: str) -> ResponseReturnValue:
    """The next plan of a case: blank or from a starter plan, opening with what came back; then to its editor."""
    clinician_id = current_clinician().id
    content = _next_session(get_case(name, clinician_id))
    public_id = create_plan(content, clinician_id=clinician_id, case_id=name)
    return redirect(url_for(".show", name=public_id), 303)


@plans.get("/<name>/case")
@access(Access.SIGNED_IN)
def choose_case(name: str) -> ResponseReturnValue:
    """Whom a plan is for."""
    clinician_id = current_clinician().id
    return render_template("plans/case.html", plan=get_plan(name, clinician_id), cases=list_cases(clinician_id))


@plans.post("/<name>/case")
@access(Access.SIGNED_IN)
@writes
def use_for_case(name: str) -> ResponseReturnValue:
    """Let a plan be for a case, or for nobody in particular again."""
    set_case(name, request.form.get("case", "")[:20], clinician_id=current_clinician().id)
    return redirect(url_for(".show", name=name), 303)


@plans.get("/<name>/give-next")
@access(Access.SIGNED_IN)
def give_next(name: str) -> ResponseReturnValue:
    """On to the next sheet of a plan that has not gone home yet; after the last one to where they are handed over."""
    clinician_id = current_clinician().id
    plan = get_plan(name, clinician_id)
    side = case_side_of(plan, clinician_id=clinician_id)
    if side is None:
        return redirect(url_for(".choose_case", name=name), 303)
    left = sheets_to_give(plan.content, side)
    if left:
        onward = _giving_arguments(left[0], plan.public_id, side.case.public_id)
        return redirect(url_for("homework.give", **onward), 303)
    given = request.args.get("given", "")[:20]
    if given and len(plan.content.homework) == 1:
        return redirect(url_for("homework.show", name=given), 303)
    return redirect(url_for("homework.of_case", name=side.case.public_id), 303)


def _giving_arguments(sheet: HomeworkSheet, plan_id: str, case_id: str) -> dict[str, Any]:
    """A sheet as the address of the page that gives it."""
    slots = {f"slot.{name}": words for name, words in sheet.slots.items()}
    given = {"exercise": sheet.exercise, "dose": sheet.dose.value, "plan": plan_id, "case": case_id}
    named = with_sealed({**given, **slots}, *slots)
    return {**named, "version": sheet.version} if sheet.version else named


def _next_session(case: CaseView) -> PlanContent:
    clinician_id = current_clinician().id
    has_homework = bool(open_homework_of(case.public_id, clinician_id=clinician_id))
    plan = _chosen_beginning()
    if plan is not None:
        return opening_with_review(plan) if has_homework else plan
    number = len(list_plans_of_case(case.public_id, clinician_id)) + 1
    return session_for_case(Format(case.kind.value), number, opens_with_review=has_homework)


def _chosen_beginning() -> PlanContent | None:
    """The starter plan, or the one the practice shares, that the form names. Raises NotFound for one not there."""
    starter, shared = request.form.get("starter"), request.form.get("shared")
    if shared:
        return get_shared_plan(shared[:20], current_clinician()).plan
    return get_starter_plan(starter) if starter else None
