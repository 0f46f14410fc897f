"""Drafting a session: what is wished for, the proposal with its reasons, and the plan made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.cases.queries import CaseView, get_case, list_cases
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.vocabulary import Audience, Format, Gate, Theme
from therapytool.homework.gates import cleared_days
from therapytool.homework.history import home_history
from therapytool.plans.content import SESSION_FORMATS
from therapytool.plans.draft_sources import candidates_for, history_of
from therapytool.plans.draft_wishes import Known, arguments_of, picking, read_wishes
from therapytool.plans.drafting.as_plan import plan_of
from therapytool.plans.drafting.candidates import Why
from therapytool.plans.drafting.draft import Draft, draft
from therapytool.plans.drafting.wishes import FEWEST_MINUTES, MOST_MINUTES, Slot, Wishes
from therapytool.plans.operations import create_plan
from therapytool.plans.views.blueprint import arguments, plans
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

USUAL_PEOPLE = {Format.INDIVIDUAL: 1, Format.COUPLE: 2, Format.GROUP: 8}
"""Copies of each sheet where no case says how many people there are."""


@plans.get("/draft")
@access(Access.SIGNED_IN)
def draft_session() -> ResponseReturnValue:
    """What is wished for, and once that was said, the proposal."""
    case = _case(arguments())
    wishes = read_wishes(arguments(), _known(case))
    case_id = case.public_id if case else ""
    return render_template(
        "plans/draft.html",
        wishes=wishes,
        case=case,
        cases=list_cases(current_clinician().id),
        draft=_draft(wishes) if "go" in request.args else None,
        whole=lambda proposal: arguments_of(_as_shown(proposal), case_id=case_id),
        with_pick=lambda slot, slug: arguments_of(picking(wishes, slot, slug), case_id=case_id),
        gates=read_catalog().gates,
        asked_gates=tuple(gate for gate in Gate if gate is not Gate.IPV_CLEARED or wishes.format is Format.COUPLE),
        themes=Theme,
        formats=Format,
        audiences=(Audience.CLIENT, Audience.PARTNER),
        session_formats=SESSION_FORMATS,
        fewest=FEWEST_MINUTES,
        most=MOST_MINUTES,
        why=Why,
        intensities=read_catalog().intensities,
    )


@plans.post("/draft")
@access(Access.SIGNED_IN)
@writes
def use_draft() -> ResponseReturnValue:
    """Make an ordinary plan of what was shown, then to its editor."""
    values = request.form.to_dict(flat=False)
    case = _case(values)
    proposal = _draft(read_wishes(values, _known(case)))
    people = len(case.people) if case and proposal.wishes.format.value == case.kind.value else 0
    content = plan_of(proposal, people=people or USUAL_PEOPLE[proposal.wishes.format])
    public_id = create_plan(content, clinician_id=current_clinician().id, case_id=case.public_id if case else "")
    return redirect(url_for(".show", name=public_id), 303)


def _case(values: Mapping[str, Sequence[str]]) -> CaseView | None:
    """The case an address names. Raises NotFound for one that is not hers."""
    named = next(iter(values.get("case", ())), "")
    return get_case(named, current_clinician().id) if named else None


def _known(case: CaseView | None) -> Known:
    if case is None:
        return Known()
    clinician_id = current_clinician().id
    return Known(
        format=Format(case.kind.value),
        cleared=frozenset(cleared_days(case.public_id, clinician_id=clinician_id)),
        history=history_of(case.public_id, clinician_id),
        has_open_homework=home_history(case.public_id, clinician_id).has_open,
    )


def _draft(wishes: Wishes) -> Draft:
    return draft(candidates_for(wishes, current_clinician()), wishes)


def _as_shown(proposal: Draft) -> Wishes:
    """The wishes with everything shown picked, so that the plan is made of exactly that."""
    shown = [*proposal.exercises, *((proposal.home,) if proposal.home else ())]
    wishes = proposal.wishes
    for row in shown:
        if row.slot and row.chosen:
            wishes = picking(wishes, Slot(row.slot), row.chosen.candidate.slug)
    return wishes
