"""Own exercises as a list, the ways to begin one, and what is done with a whole one: archive, remove."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.blocks.gallery.texts import FAMILIES, KIND_TEXTS
from therapytool.exercises.authoring.operations import (
    open_own,
    remove_draft,
    restore_draft,
    start_blank,
    start_copy,
    start_handout,
)
from therapytool.exercises.authoring.queries import State, list_own
from therapytool.exercises.authoring.versions.moments import saved_in_words
from therapytool.exercises.authoring.versions.releasing import archive
from therapytool.exercises.authoring.views.blueprint import authoring, refuse_unless_ready
from therapytool.exercises.finding.filters import read_number
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

LARGEST_PAGE = 1_000_000


@authoring.get("/")
@access(Access.SIGNED_IN)
def browse() -> ResponseReturnValue:
    """The practice's own exercises: drafts, ready ones, archived ones."""
    practice_id = current_clinician().practice_id
    asked = next((state for state in State if state.value == request.args.get("state")), None)
    page = read_number(request.args.to_dict(flat=False), "page", lowest=1, highest=LARGEST_PAGE) or 1
    found = list_own(practice_id, state=asked or State.DRAFT, page=page)
    if asked is None and not found.entries:
        found = list_own(practice_id, state=State.READY, page=page)
    removed = request.args.get("removed", "")
    return render_template(
        "exercises/authoring/browse.html", found=found, states=State, removed=removed, when=saved_in_words
    )


@authoring.get("/new")
@access(Access.SIGNED_IN)
def choose_beginning() -> ResponseReturnValue:
    """The ways to begin: an empty sheet, a handout, one block, a copy of an exercise."""
    return render_template("exercises/authoring/new.html", kinds=KIND_TEXTS, shelves=FAMILIES)


@authoring.post("/new")
@access(Access.SIGNED_IN)
@writes
def create() -> ResponseReturnValue:
    """Begin an exercise; with `exercise` as a copy of that one, with `kind` with one block of that kind.

    With `beginning` as "handout" it is one.
    """
    clinician = current_clinician()
    name = request.form.get("exercise", "")
    draft = start_copy(name, clinician=clinician) if name else _blank()
    return redirect(url_for(".show", name=draft, part="about"), 303)


@authoring.post("/edit/<slug>")
@access(Access.SIGNED_IN)
@writes
def edit_own(slug: str) -> ResponseReturnValue:
    """Open an own exercise that is ready for writing on."""
    return redirect(url_for(".show", name=open_own(slug, clinician=current_clinician())), 303)


@authoring.post("/archive/<slug>")
@access(Access.SIGNED_IN)
@writes
def set_archived(slug: str) -> ResponseReturnValue:
    """Take an own exercise out of the library, or put it back."""
    refuse_unless_ready()
    is_archived = request.form.get("archived") == "1"
    title = archive(slug, practice_id=current_clinician().practice_id, archived=is_archived)
    flash(
        f"“{title}” is {'archived. Plans that use it keep it' if is_archived else 'in the library again'}.", "success"
    )
    return redirect(url_for(".browse", state="archived" if is_archived else "ready"), 303)


@authoring.post("/<name>/remove")
@access(Access.SIGNED_IN)
@writes
def remove(name: str) -> ResponseReturnValue:
    """Take a draft out of the list; the list offers to bring it back."""
    title = remove_draft(name, practice_id=current_clinician().practice_id)
    flash(f"Removed “{title}”.", "success")
    return redirect(url_for(".browse", removed=name), 303)


@authoring.post("/<name>/bring-back")
@access(Access.SIGNED_IN)
@writes
def bring_back(name: str) -> ResponseReturnValue:
    """Undo the removal of a draft."""
    title = restore_draft(name, practice_id=current_clinician().practice_id)
    flash(f"“{title}” is back.", "success")
    return redirect(url_for(".show", name=name), 303)


def _blank() -> str:
    if request.form.get("beginning") == "handout":
        return start_handout(clinician=current_clinician())
    return start_blank(clinician=current_clinician(), kind=request.form.get("kind", ""))
