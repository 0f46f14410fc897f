"""Versions of an own exercise: the list, two of them side by side, and one taken back into the draft."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.errors import NotFound
from therapytool.exercises.authoring.changes import ReplaceAll
from therapytool.exercises.authoring.document import Draft
from therapytool.exercises.authoring.operations import change_draft
from therapytool.exercises.authoring.queries import get_draft, get_release, list_releases
from therapytool.exercises.authoring.versions.comparing import differences
from therapytool.exercises.authoring.versions.moments import saved_in_words
from therapytool.exercises.authoring.views.blueprint import authoring, read_revision
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@authoring.get("/<name>/versions")
@access(Access.SIGNED_IN)
def history(name: str) -> ResponseReturnValue:
    """Every version made ready, with its date, who made it and why."""
    practice_id = current_clinician().practice_id
    return render_template(
        "exercises/authoring/history.html",
        opened=get_draft(name, practice_id),
        releases=list_releases(name, practice_id),
        when=saved_in_words,
    )


@authoring.get("/<name>/versions/compare")
@access(Access.SIGNED_IN)
def compare(name: str) -> ResponseReturnValue:
    """Two versions side by side. Raises NotFound for numbers there are not."""
    practice_id = current_clinician().practice_id
    numbers = sorted((_number("a"), _number("b")))
    (earlier, before), (later, after) = (get_release(name, number, practice_id) for number in numbers)
    return render_template(
        "exercises/authoring/compare.html",
        opened=get_draft(name, practice_id),
        earlier=earlier,
        later=later,
        differences=differences(before, after),
        when=saved_in_words,
    )


@authoring.post("/<name>/versions/restore")
@access(Access.SIGNED_IN)
@writes
def restore(name: str) -> ResponseReturnValue:
    """Take a version back into the draft, as one step that can be undone; the library keeps its version for now."""
    practice_id = current_clinician().practice_id
    number = request.form.get("number", "")
    release, content = get_release(name, int(number) if number.isascii() and number.isdigit() else 0, practice_id)
    change = ReplaceAll(Draft.of(content), f"Took back version {release.number}")
    change_draft(name, change, practice_id=practice_id, revision=read_revision(request.form))
    flash(f"Version {release.number} is in the draft again. Make it ready to put it into the library.", "success")
    return redirect(url_for(".show", name=name), 303)


def _number(name: str) -> int:
    text = request.args.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise NotFound("there is no such version")
    return int(text)
