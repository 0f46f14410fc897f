"""The editor: its page, and the addresses that take changes. Plain forms; with scripts the page changes in place."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.errors import Conflict, InvalidContent
from therapytool.exercises.authoring.changes import Change, MoveBlock, SetPart
from therapytool.exercises.authoring.editor import editor_of
from therapytool.exercises.authoring.images import measured
from therapytool.exercises.authoring.operations import change_draft, redo, undo
from therapytool.exercises.authoring.posted import read_change
from therapytool.exercises.authoring.queries import get_draft
from therapytool.exercises.authoring.versions.releasing import make_ready
from therapytool.exercises.authoring.views.answers import Outcome, done, page, part_alone, refusal_of, refuse
from therapytool.exercises.authoring.views.blueprint import (
    authoring,
    is_live,
    may_make_ready,
    read_request_key,
    read_revision,
    refuse_unless_ready,
)
from therapytool.web.access import Access, access
from therapytool.web.errors import error_page
from therapytool.web.transactions import writes


@authoring.get("/<name>")
@access(Access.SIGNED_IN)
def show(name: str) -> ResponseReturnValue:
    """The editor of one draft; a script that opens another part gets the outline and that part alone."""
    return part_alone(name) if is_live() else page(name)


@authoring.post("/<name>/changes")
@access(Access.SIGNED_IN)
@writes
def change(name: str) -> ResponseReturnValue:
    """Make the change named by the field `change` to the revision the page showed."""
    practice_id = current_clinician().practice_id
    wanted = read_change(request.form, get_draft(name, practice_id).draft)
    if isinstance(wanted, SetPart):
        wanted = replace(wanted, values=measured(wanted.values, practice_id))
    changed = change_draft(
        name,
        wanted,
        practice_id=practice_id,
        revision=read_revision(request.form),
        request_key=read_request_key(request.form),
    )
    return done(name, Outcome(changed.description, offers=_offer(wanted), part=changed.part))


@authoring.post("/<name>/undo")
@access(Access.SIGNED_IN)
@writes
def take_back(name: str) -> ResponseReturnValue:
    """Undo the last change."""
    said = undo(
        name,
        practice_id=current_clinician().practice_id,
        revision=read_revision(request.form),
        request_key=read_request_key(request.form),
    )
    return done(name, Outcome(f"Undone: {said}", offers="redo"))


@authoring.post("/<name>/redo")
@access(Access.SIGNED_IN)
@writes
def make_again(name: str) -> ResponseReturnValue:
    """Make the change again that was undone last."""
    said = redo(
        name,
        practice_id=current_clinician().practice_id,
        revision=read_revision(request.form),
        request_key=read_request_key(request.form),
    )
    return done(name, Outcome(f"Done again: {said}", offers="undo"))


@authoring.get("/<name>/ready")
@access(Access.SIGNED_IN)
def before_ready(name: str) -> ResponseReturnValue:
    """What is still to mend, or a note on what is new, before it goes into the library."""
    opened = get_draft(name, current_clinician().practice_id)
    editor = editor_of(opened.draft, "", images=(), exercises=())
    return render_template(
        "exercises/authoring/ready.html", opened=opened, editor=editor, may_make_ready=may_make_ready()
    )


@authoring.post("/<name>/ready")
@access(Access.SIGNED_IN)
@writes
def ready(name: str) -> ResponseReturnValue:
    """Make the draft a version of the library."""
    refuse_unless_ready()
    slug = make_ready(
        name,
        clinician=current_clinician(),
        revision=read_revision(request.form),
        note=request.form.get("note", ""),
    )
    flash("It is in the library now, ready to be planned, printed and given.", "success")
    return redirect(url_for("exercises.show", name=slug), 303)


@authoring.errorhandler(Conflict)
@authoring.errorhandler(InvalidContent)
def answer_refused(error: Conflict | InvalidContent) -> ResponseReturnValue:
    """Nothing was changed: the draft is no longer as the page showed it, or something cannot be kept."""
    name = (request.view_args or {}).get("name")
    return refuse(name, refusal_of(name, error)) if name else error_page(422, _said(error))


def _offer(wanted: Change) -> str:
    """The way back that is offered in words: not for what is under the person's eyes."""
    is_quiet = isinstance(wanted, MoveBlock) or (isinstance(wanted, SetPart) and not wanted.rows.startswith("remove"))
    return "" if is_quiet else "undo"


def _said(error: Conflict | InvalidContent) -> str:
    return error.problems[0].message if isinstance(error, InvalidContent) else str(error)
