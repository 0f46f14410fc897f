"""How the editor answers: the page as it now is, or why a change was not made; in place, or as a whole page."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.blocks.dose import Dose
from therapytool.blocks.gallery.texts import FAMILIES, KIND_TEXTS
from therapytool.errors import Conflict, InvalidContent
from therapytool.exercises.authoring.editor import editor_of
from therapytool.exercises.authoring.measure_blocks import measures_offered
from therapytool.exercises.authoring.posted import PREFIX
from therapytool.exercises.authoring.queries import OpenDraft, exercises_offered, get_draft, images_offered
from therapytool.exercises.authoring.versions.moments import saved_in_words
from therapytool.exercises.authoring.views.blueprint import is_live, read_revision
from therapytool.rendering.document import Paper

NOT_PART_OF_A_CHANGE = {"csrf_token", "revision", "request_key", "open"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a request did, in words; the way back it offers ("undo", "redo" or none); the part to show now."""

    said: str
    offers: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a change was not made; `repeat` holds its fields when it can be made to the draft as it is now."""

    status: int
    title: str
    messages: tuple[str, ...]
    repeat: tuple[tuple[str, str], ...] = ()
    needs_reload: bool = False


def page(name: str, refusal: Refusal | None = None) -> ResponseReturnValue:
    """The whole editor. Raises NotFound for a draft that is not her practice's."""
    opened = request.values.get("open") or request.values.get("part", "")
    html = render_template(
        "exercises/authoring/show.html", **_values(get_draft(name, _practice()), opened), refusal=refusal
    )
    return html, refusal.status if refusal else 200


def part_alone(name: str) -> ResponseReturnValue:
    """The outline and the part that was opened, for a script."""
    values = _values(get_draft(name, _practice()), request.args.get("part", ""))
    return render_template("exercises/authoring/writing.html", **values, refusal=None)


def done(name: str, outcome: Outcome) -> ResponseReturnValue:
    """The outline and form as they now are, with what was done; without scripts the way back to the page."""
    opened = outcome.part or request.form.get("open", "")
    if not is_live():
        flash(f"{outcome.said}.", "success")
        return redirect(url_for(".show", name=name, part=opened or None), 303)
    html = render_template(
        "exercises/authoring/changed.html",
        **_values(get_draft(name, _practice()), opened),
        outcome=outcome,
        refusal=None,
    )
    response = make_response(html)
    response.headers["HX-Trigger"] = "draft-changed"
    if outcome.part and outcome.part != request.form.get("open", ""):
        response.headers["HX-Push-Url"] = url_for(".show", name=name, part=outcome.part)
    return response


def refuse(name: str, refusal: Refusal) -> ResponseReturnValue:
    """Say why nothing was changed and leave the page as it is, with what was typed into it."""
    if not is_live():
        return page(name, refusal)
    opened = get_draft(name, _practice())
    html = render_template("exercises/authoring/refused.html", opened=opened, refusal=refusal)
    response = make_response(html, refusal.status)
    response.headers["HX-Reswap"] = "none"
    return response


def refusal_of(name: str, error: Conflict | InvalidContent) -> Refusal:
    """A refusal in words. A change made to an older state of the draft can be made again to the newer one."""
    if isinstance(error, InvalidContent):
        return Refusal(422, "That was not saved", tuple(problem.message for problem in error.problems))
    is_stale = get_draft(name, _practice()).revision != read_revision(request.form)
    fields = tuple((key, text) for key, text in request.form.items(multi=True) if key not in NOT_PART_OF_A_CHANGE)
    can_repeat = is_stale and "change" in request.form
    return Refusal(409, "That was not saved", (str(error),), repeat=fields if can_repeat else (), needs_reload=is_stale)


def _practice() -> int:
    return current_clinician().practice_id


def _values(opened: OpenDraft, part: str) -> dict[str, object]:
    """What the editor's templates need."""
    editor = editor_of(
        opened.draft,
        part,
        after=request.args.get("after", ""),
        is_new=opened.revision == 1,
        images=images_offered(_practice()),
        exercises=exercises_offered(_practice()),
    )
    return {
        "opened": opened,
        "editor": editor,
        "saved_at": saved_in_words(opened.changed_at),
        "doses": Dose,
        "papers": Paper,
        "kinds": KIND_TEXTS,
        "shelves": FAMILIES,
        "measures": measures_offered(),
        "prefix": PREFIX,
    }
