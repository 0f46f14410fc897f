"""Exercises on their way out: what goes into a pack, under what name and terms, and the file."""

from __future__ import annotations

import re
from io import BytesIO

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.accounts.forms import typed
from therapytool.errors import InvalidContent
from therapytool.exercises.forms import TermsForm
from therapytool.exercises.packs.bundling import bundle
from therapytool.exercises.packs.manifest import Terms
from therapytool.exercises.queries import LibraryExercise, list_exercises_whole, list_ids
from therapytool.exercises.shelving.collections import get_collection
from therapytool.exercises.views.blueprint import MOST_CHOSEN, chosen_slugs, library, refused
from therapytool.web.access import Access, access

LONGEST_NAME = 60


@library.get("/packs/export")
@access(Access.SIGNED_IN)
def export_form() -> ResponseReturnValue:
    """What goes into the pack, and the form for its terms."""
    exercises = _chosen()
    if not exercises:
        return refused("Choose at least one exercise first.", ".browse")
    clinician = current_clinician()
    form = TermsForm(title=_suggested(exercises), license="", credit=clinician.practice_name)
    return render_template("exercises/pack_export.html", form=form, exercises=exercises, most=MOST_CHOSEN)


@library.post("/packs/export")
@access(Access.SIGNED_IN)
def export_pack() -> ResponseReturnValue:
    """The pack as a file."""
    exercises, form = _chosen(), TermsForm()
    if not exercises:
        return refused("Choose at least one exercise first.", ".browse")
    if not form.validate_on_submit():
        return render_template("exercises/pack_export.html", form=form, exercises=exercises, most=MOST_CHOSEN), 422
    terms = Terms(title=typed(form.title), license=typed(form.license), credit=typed(form.credit))
    try:
        data = bundle([each.content for each in exercises], terms, practice_id=current_clinician().practice_id)
    except InvalidContent as problem:
        return refused(str(problem), ".browse")
    return send_file(BytesIO(data), "application/zip", as_attachment=True, download_name=file_name(terms.title))


def file_name(title: str) -> str:
    """What a saved pack is called: "couples-starter-set.pack.zip"."""
    name = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:LONGEST_NAME].strip("-")
    return f"{name or 'exercises'}.pack.zip"


def _chosen() -> tuple[LibraryExercise, ...]:
    """The exercises of a collection, or those chosen one by one."""
    clinician, name = current_clinician(), request.args.get("collection", "")
    if name:
        ids = get_collection(name, clinician=clinician).exercise_ids
    else:
        ids = tuple(list_ids(chosen_slugs(), clinician=clinician).values())
    return list_exercises_whole(ids[:MOST_CHOSEN], clinician=clinician)


def _suggested(exercises: tuple[LibraryExercise, ...]) -> str:
    """A title to start from: that of the collection or of the one exercise, else how many there are."""
    name = request.args.get("collection", "")
    if name:
        return get_collection(name, clinician=current_clinician()).name
    return exercises[0].content.title if len(exercises) == 1 else f"{len(exercises)} exercises"
