"""What can be done with several exercises at once: put them in a collection, tag them, send them on as a pack."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.exercises.queries import list_ids, list_titles
from therapytool.exercises.shelving.collections import (
    add_to_collection,
    collection_problem,
    create_collection,
    list_collections,
)
from therapytool.exercises.shelving.tags import add_tags, list_tags
from therapytool.exercises.views.blueprint import chosen_slugs, done, library, refused
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@library.get("/selection")
@access(Access.SIGNED_IN)
def selection() -> ResponseReturnValue:
    """The exercises chosen, and what to do with them."""
    clinician = current_clinician()
    titles = list_titles(chosen_slugs(), clinician=clinician)
    if not titles:
        return refused("Choose at least one exercise first.", ".browse")
    if request.args.get("to") == "pack":
        return redirect(url_for(".export_form", exercise=list(titles)), 303)
    return render_template(
        "exercises/selection.html",
        titles=titles,
        collections=list_collections(clinician),
        all_tags=list_tags(clinician.practice_id),
    )


@library.post("/selection/collect")
@access(Access.SIGNED_IN)
@writes
def collect() -> ResponseReturnValue:
    """Put the chosen exercises into a collection, one that is there or a new one."""
    clinician, slugs = current_clinician(), chosen_slugs()
    ids = list_ids(slugs, clinician=clinician)
    wanted, name = request.form.get("collection", ""), request.form.get("name", "")
    if not wanted:
        problem = collection_problem(name, practice_id=clinician.practice_id)
        if problem:
            return refused(problem, ".selection", exercise=slugs)
        wanted = create_collection(name, practice_id=clinician.practice_id)
    added = add_to_collection(wanted, ids.values(), practice_id=clinician.practice_id)
    words = {0: "All of them were in it already.", 1: "1 exercise added."}.get(added, f"{added} exercises added.")
    return done(words, ".collection", name=wanted)


@library.post("/selection/tags")
@access(Access.SIGNED_IN)
@writes
def tag_chosen() -> ResponseReturnValue:
    """Put tags on the chosen exercises, beside those they wear."""
    clinician, slugs = current_clinician(), chosen_slugs()
    ids = list_ids(slugs, clinician=clinician)
    problem = add_tags(ids.values(), request.form.get("tags", ""), practice_id=clinician.practice_id)
    if problem:
        return refused(problem, ".selection", exercise=slugs)
    return done(f"Tagged {len(ids)} {'exercise' if len(ids) == 1 else 'exercises'}.", ".browse")
