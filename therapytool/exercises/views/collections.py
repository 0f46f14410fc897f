"""Collections: the list, one with its exercises in order, its sheets as one PDF."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.blocks.dose import Dose
from therapytool.exercises.printing import collection_job
from therapytool.exercises.queries import get_exercise, list_cards, list_exercises_whole
from therapytool.exercises.shelving.collections import (
    change_collection,
    collection_problem,
    create_collection,
    delete_collection,
    get_collection,
    list_collections,
    move_in_collection,
    remove_from_collection,
)
from therapytool.exercises.views.blueprint import done, library, pdf, refused
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

MOVES = {"up": -1, "down": 1}


@library.get("/collections")
@access(Access.SIGNED_IN)
def collections() -> ResponseReturnValue:
    """The practice's collections."""
    return render_template("exercises/collections.html", collections=list_collections(current_clinician()))


@library.post("/collections")
@access(Access.SIGNED_IN)
@writes
def new_collection() -> ResponseReturnValue:
    """Begin a collection."""
    practice_id, name = current_clinician().practice_id, request.form.get("name", "")
    problem = collection_problem(name, practice_id=practice_id)
    if problem:
        return refused(problem, ".collections")
    public_id = create_collection(name, note=request.form.get("note", ""), practice_id=practice_id)
    return done("The collection is there. Add exercises from the library.", ".collection", name=public_id)


@library.get("/collections/<name>")
@access(Access.SIGNED_IN)
def collection(name: str) -> ResponseReturnValue:
    """One collection."""
    clinician = current_clinician()
    found = get_collection(name, clinician=clinician)
    cards = list_cards(found.exercise_ids, clinician=clinician)
    return render_template("exercises/collection.html", collection=found, cards=cards, doses=Dose)


@library.post("/collections/<name>")
@access(Access.SIGNED_IN)
@writes
def edit_collection(name: str) -> ResponseReturnValue:
    """Give a collection another name and note."""
    practice_id, called = current_clinician().practice_id, request.form.get("name", "")
    problem = collection_problem(called, practice_id=practice_id, but=name)
    if problem:
        return refused(problem, ".collection", name=name)
    change_collection(name, name=called, note=request.form.get("note", ""), practice_id=practice_id)
    return done("Saved.", ".collection", name=name)


@library.post("/collections/<name>/remove")
@access(Access.SIGNED_IN)
@writes
def remove_collection(name: str) -> ResponseReturnValue:
    """Remove a collection; its exercises stay in the library."""
    called = delete_collection(name, practice_id=current_clinician().practice_id)
    return done(f"“{called}” is gone. Its exercises are still in the library.", ".collections")


@library.post("/collections/<name>/entries/<exercise>")
@access(Access.SIGNED_IN)
@writes
def change_entry(name: str, exercise: str) -> ResponseReturnValue:
    """Move an exercise up or down in its collection, or take it out."""
    clinician = current_clinician()
    found = get_exercise(exercise, clinician=clinician)
    act = request.form.get("act", "")
    if act in MOVES:
        move_in_collection(name, found.id, by=MOVES[act], practice_id=clinician.practice_id)
        return redirect(url_for(".collection", name=name, _anchor=f"entry-{found.public_id}"), 303)
    remove_from_collection(name, found.id, practice_id=clinician.practice_id)
    return done(f"“{found.content.title}” is out of this collection.", ".collection", name=name)


@library.get("/collections/<name>/sheets.pdf")
@access(Access.SIGNED_IN)
def collection_pdf(name: str) -> ResponseReturnValue:
    """The sheets of a collection, one after the other, as one PDF."""
    clinician = current_clinician()
    found = get_collection(name, clinician=clinician)
    exercises = list_exercises_whole(found.exercise_ids, clinician=clinician)
    if not exercises:
        return refused("There is nothing to print in this collection yet.", ".collection", name=name)
    wanted = request.args.get("dose", "")
    dose = next((dose for dose in Dose if dose.value == wanted), Dose.STANDARD)
    return pdf(collection_job(found.name, exercises, dose=dose, clinician=clinician), "collection.pdf")
