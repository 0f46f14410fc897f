"""The editor: its page, and the addresses that take changes. Plain forms; with scripts the page changes in place."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.errors import Conflict, InvalidContent, NotFound, Problem
from therapytool.exercises.queries import get_exercise
from therapytool.plans.changes.change import Change
from therapytool.plans.changes.homework import SetHomework
from therapytool.plans.changes.items import Move, SetItem
from therapytool.plans.changes.session import SetPlan
from therapytool.plans.forms import NamedExercise, read_change, read_request_key, read_revision
from therapytool.plans.operations import change_plan, redo, undo
from therapytool.plans.refusals import LABELS
from therapytool.plans.views.answers import Outcome, done, page, refusal_of, refuse
from therapytool.plans.views.blueprint import plans
from therapytool.web.access import Access, access
from therapytool.web.errors import error_page
from therapytool.web.transactions import writes

QUIET = (SetItem, SetHomework, SetPlan, Move)
"""Changes whose outcome is under the person's eyes; the others say what they did and offer the way back."""


@plans.get("/<name>")
@access(Access.SIGNED_IN)
def show(name: str) -> ResponseReturnValue:
    """The editor of one plan."""
    return page(name)


@plans.post("/<name>/changes")
@access(Access.SIGNED_IN)
@writes
def change(name: str) -> ResponseReturnValue:
    """Make the change named by the field `change` to the revision the page showed."""
    wanted = read_change(request.form, _lookup)
    said = change_plan(
        name,
        wanted,
        clinician_id=current_clinician().id,
        revision=read_revision(request.form),
        request_key=read_request_key(request.form),
    )
    return done(name, _outcome(wanted, said))


@plans.post("/<name>/undo")
@access(Access.SIGNED_IN)
@writes
def take_back(name: str) -> ResponseReturnValue:
    """Undo the last change."""
    said = undo(
        name,
        clinician_id=current_clinician().id,
        revision=read_revision(request.form),
        request_key=read_request_key(request.form),
    )
    return done(name, Outcome(f"Undone: {said}", offers="redo"))


@plans.post("/<name>/redo")
@access(Access.SIGNED_IN)
@writes
def make_again(name: str) -> ResponseReturnValue:
    """Make the change again that was undone last."""
    said = redo(
        name,
        clinician_id=current_clinician().id,
        revision=read_revision(request.form),
        request_key=read_request_key(request.form),
    )
    return done(name, Outcome(f"Done again: {said}", offers="undo"))


@plans.errorhandler(Conflict)
@plans.errorhandler(InvalidContent)
def answer_refused(error: Conflict | InvalidContent) -> ResponseReturnValue:
    """Nothing was changed: the plan is no longer as the page showed it, or a field does not fit."""
    name = (request.view_args or {}).get("name")
    if not name:
        return error_page(422, str(error))
    try:
        return refuse(name, refusal_of(name, error))
    except NotFound:
        return error_page(404)


def _lookup(slug: str) -> NamedExercise:
    """The exercise a form names. Raises InvalidContent, which leaves the editor open, when the library has lost it."""
    try:
        exercise = get_exercise(slug, clinician=current_clinician())
    except NotFound:
        problem = Problem("", None, LABELS["exercise"], "it is no longer in the library")
        raise InvalidContent((problem,)) from None
    return NamedExercise(exercise.content.title, exercise.version)


def _outcome(wanted: Change, said: str) -> Outcome:
    is_quiet = isinstance(wanted, QUIET)
    return Outcome(
        said,
        offers="" if is_quiet else "undo",
        key=getattr(wanted, "key", ""),
        is_move=isinstance(wanted, Move),
    )
