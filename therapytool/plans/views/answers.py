"""How the editor answers: the page as it now is, or why a change was not made; in place, or as a whole page."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from therapytool import clock
from therapytool.accounts.current import current_clinician
from therapytool.blocks.dose import Dose
from therapytool.errors import Conflict, InvalidContent
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.vocabulary import Format
from therapytool.homework.gates import cleared_days
from therapytool.plans.announcements import announcement
from therapytool.plans.case_side import case_side_of
from therapytool.plans.content import SESSION_FORMATS, Part, Role
from therapytool.plans.editor import Editor, editor_of
from therapytool.plans.forms import read_revision
from therapytool.plans.moments import saved_in_words
from therapytool.plans.queries import OpenPlan, get_plan, list_newer_titles, shelf_for
from therapytool.plans.views.blueprint import is_live
from therapytool.plans.views.drawer import drawer_values

NOT_PART_OF_A_CHANGE = {"csrf_token", "revision", "request_key"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a request did, in words; the way back it offers ("undo", "redo" or none); the item it moved or set."""

    said: str
    offers: str = ""
    key: str = ""
    is_move: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a change was not made; `repeat` holds its fields when it can be made to the plan as it is now."""

    status: int
    title: str
    messages: tuple[str, ...]
    repeat: tuple[tuple[str, str], ...] = ()
    needs_reload: bool = False


def page(name: str, refusal: Refusal | None = None) -> ResponseReturnValue:
    """The whole editor. Raises NotFound for a plan that is not hers."""
    plan = get_plan(name, current_clinician().id)
    html = render_template(
        "plans/show.html",
        **_agenda_values(plan, _editor(plan)),
        **drawer_values(plan.content.format),
        opened=request.args.get("open", ""),
        is_new="new" in request.args,
        refusal=refusal,
    )
    return html, refusal.status if refusal else 200


def done(name: str, outcome: Outcome) -> ResponseReturnValue:
    """The agenda as it now is, with what was done; without scripts the way back to the page."""
    if not is_live():
        flash(f"{outcome.said}.", "success")
        anchor = f"item-{outcome.key}" if outcome.key else None
        return redirect(url_for(".show", name=name, _anchor=anchor), 303)
    plan = get_plan(name, current_clinician().id)
    editor = _editor(plan)
    html = render_template(
        "plans/changed.html",
        **_agenda_values(plan, editor),
        outcome=outcome,
        spoken=announcement(editor, outcome.said, moved=outcome.key if outcome.is_move else ""),
        refusal=None,
    )
    response = make_response(html)
    response.headers["HX-Trigger"] = "plan-changed"
    return response


def refuse(name: str, refusal: Refusal) -> ResponseReturnValue:
    """Say why nothing was changed and leave the page as it is, with what was typed into it."""
    if not is_live():
        return page(name, refusal)
    plan = get_plan(name, current_clinician().id)
    response = make_response(render_template("plans/refused.html", plan=plan, refusal=refusal), refusal.status)
    response.headers["HX-Reswap"] = "none"
    return response


def refusal_of(name: str, error: Conflict | InvalidContent) -> Refusal:
    """A refusal in words. A change made to an older state of the plan can be made again to the newer one."""
    if isinstance(error, InvalidContent):
        said = tuple(f"{problem.field or 'Plan'}: {problem.message}." for problem in error.problems)
        return Refusal(422, "That was not saved", said)
    plan = get_plan(name, current_clinician().id)
    is_stale = plan.revision != read_revision(request.form)
    fields = tuple((key, text) for key, text in request.form.items(multi=True) if key not in NOT_PART_OF_A_CHANGE)
    return Refusal(409, "That was not saved", (str(error),), repeat=fields if is_stale else (), needs_reload=is_stale)


def _editor(plan: OpenPlan) -> Editor:
    cleared = cleared_days(plan.case.public_id, clinician_id=current_clinician().id) if plan.case else {}
    return editor_of(plan.content, shelf_for(plan.content), read_catalog(), cleared)


def _agenda_values(plan: OpenPlan, editor: Editor) -> dict[str, object]:
    """What templates/plans/agenda.html needs."""
    return {
        "plan": plan,
        "content": plan.content,
        "editor": editor,
        "case_side": case_side_of(plan, clinician_id=current_clinician().id),
        "newer": list_newer_titles(plan.content, practice_id=current_clinician().practice_id),
        "saved_at": saved_in_words(plan.changed_at, now=clock.now()),
        "doses": Dose,
        "formats": Format,
        "parts": Part,
        "roles": Role,
        "session_formats": SESSION_FORMATS,
    }
