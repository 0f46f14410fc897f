"""One exercise: both sides, its sheet as PDF and as pictures, the star, its tags."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from flask import current_app, get_template_attribute, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.blocks.dose import Dose
from therapytool.errors import MissingSystemLibrary, NotFound, RenderingFailed
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.finding.filters import Filters, read_number
from therapytool.exercises.guide import guide_of
from therapytool.exercises.packs.sources import find_source
from therapytool.exercises.printing import file_name, fillable_job, sheet_in_word, sheet_job
from therapytool.exercises.queries import LibraryExercise, get_exercise
from therapytool.exercises.readability.reading_age import GOAL, MEASURE, reading_of
from therapytool.exercises.related import related_to
from therapytool.exercises.sheets.choice import SheetChoice
from therapytool.exercises.shelving.collections import collections_with
from therapytool.exercises.shelving.favorites import add_favorite, remove_favorite
from therapytool.exercises.shelving.tags import list_tags, set_tags, tags_of
from therapytool.exercises.views.blueprint import (
    address_of,
    choice_in,
    done,
    exercise_and_choice,
    library,
    page_wanted,
    pdf,
    printer,
    refused,
    search_arguments,
    search_text,
    values_given,
)
from therapytool.rendering.packet import Printed
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

PICTURE_SCALES = {"small": 0.6, "large": 2.0}
"""Pixels per PDF point: for cards, and for reading."""

WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@library.get("/<name>")
@access(Access.SIGNED_IN)
def show(name: str) -> ResponseReturnValue:
    """One exercise: the clinician's guide, and beside it the sheet as the picture of the page that prints."""
    exercise, choice = exercise_and_choice(name)
    content = exercise.content
    printed, problem = _printed_or_problem(exercise, choice)
    pages = printed.page_count if printed else 0
    clinician = current_clinician()
    return render_template(
        "exercises/show.html",
        exercise=exercise,
        choice=choice,
        address_of=address_of,
        guide=guide_of(content, dose=choice.dose, words=choice.words),
        doses=Dose,
        profile=choice.profile_over(clinician.profile),
        usual=clinician.profile,
        catalog=read_catalog(),
        related=related_to(content, clinician=clinician),
        tags=tags_of(exercise.id, practice_id=clinician.practice_id),
        all_tags=list_tags(clinician.practice_id),
        collections=collections_with(exercise.id, practice_id=clinician.practice_id),
        source=find_source(exercise.id),
        reading=reading_of(content) if exercise.is_own else None,
        reading_goal=GOAL,
        reading_measure=MEASURE,
        pages=pages,
        page=read_number(values_given(), "page", lowest=1, highest=max(pages, 1)) or 1,
        problem=problem,
        missing=printed.missing_letters if printed else "",
        can_plan="plans.create" in current_app.view_functions,
        can_give="homework.give" in current_app.view_functions,
    )


@library.post("/<name>/sheet")
@access(Access.SIGNED_IN)
def choose_sheet(name: str) -> ResponseReturnValue:
    """On to the sheet as it is wanted; words of a client typed into the form stand sealed in the address."""
    exercise = get_exercise(name, clinician=current_clinician())
    choice = choice_in(request.form.to_dict(flat=False), exercise)
    return redirect(url_for(".show", name=name, **address_of(choice), _anchor="sheet"), 303)


@library.get("/<name>/sheet.pdf")
@access(Access.SIGNED_IN)
def sheet_pdf(name: str) -> ResponseReturnValue:
    """The worksheet as a PDF, shown in the browser under a name worth saving."""
    exercise, choice = exercise_and_choice(name)
    return pdf(sheet_job(exercise, choice, clinician=current_clinician()), file_name(exercise, choice))


@library.get("/<name>/fillable.pdf")
@access(Access.SIGNED_IN)
def fillable_pdf(name: str) -> ResponseReturnValue:
    """The worksheet as a PDF to fill in on a screen. 404 for a handout, which asks nothing."""
    exercise, choice = exercise_and_choice(name)
    if exercise.content.is_handout:
        raise NotFound("a handout has nothing to fill in")
    called = Path(file_name(exercise, choice)).stem
    return pdf(fillable_job(exercise, choice, clinician=current_clinician()), f"{called}-fillable.pdf")


@library.get("/<name>/sheet.docx")
@access(Access.SIGNED_IN)
def sheet_docx(name: str) -> ResponseReturnValue:
    """The worksheet as a file for Word, for those who must edit it there."""
    exercise, choice = exercise_and_choice(name)
    content = sheet_in_word(exercise, choice, clinician=current_clinician())
    called = Path(file_name(exercise, choice)).with_suffix(".docx").name
    return send_file(BytesIO(content), WORD_FILE, download_name=called, as_attachment=True)


@library.get("/<name>/page-<int:number>.png")
@access(Access.SIGNED_IN)
def page_picture(name: str, number: int) -> ResponseReturnValue:
    """One page of the worksheet as a picture, of the very layout that prints."""
    exercise, choice = exercise_and_choice(name)
    scale = PICTURE_SCALES.get(request.args.get("size", ""), PICTURE_SCALES["large"])
    job = sheet_job(exercise, choice, clinician=current_clinician())
    return send_file(BytesIO(printer().picture(job, page=number, scale=scale)), "image/png")


@library.post("/<name>/favorite")
@access(Access.SIGNED_IN)
@writes
def favorite(name: str) -> ResponseReturnValue:
    """Star an exercise or take the star away, then back to where the star was pressed: a list, or the exercise."""
    clinician = current_clinician()
    exercise = get_exercise(name, clinician=clinician)
    is_favorite = request.form.get("favorite") == "1"
    change = add_favorite if is_favorite else remove_favorite
    change(exercise_id=exercise.id, clinician_id=clinician.id)
    back = search_arguments(search_text(), Filters.read(values_given()))
    back["page"] = page_wanted()
    is_in_list = "list" in request.args
    if "HX-Request" in request.headers:
        star = get_template_attribute("exercises/star.html", "star")
        arguments = {**back, "list": 1} if is_in_list else {}
        return str(star(exercise.public_id, exercise.slug, exercise.content.title, is_favorite, arguments))
    if is_in_list:
        return redirect(url_for(".browse", **back, _anchor=f"exercise-{exercise.public_id}"), 303)
    return redirect(url_for(".show", name=exercise.slug), 303)


@library.post("/<name>/tags")
@access(Access.SIGNED_IN)
@writes
def tag(name: str) -> ResponseReturnValue:
    """Put these tags, and no others, on an exercise; they are the whole practice's."""
    clinician = current_clinician()
    exercise = get_exercise(name, clinician=clinician)
    problem = set_tags(exercise.id, request.form.get("tags", ""), practice_id=clinician.practice_id)
    if problem:
        return refused(problem, ".show", name=name, _anchor="tags")
    return done("Tags saved.", ".show", name=name, _anchor="tags")


def _printed_or_problem(exercise: LibraryExercise, choice: SheetChoice) -> tuple[Printed | None, str]:
    """The print, or what to tell instead of it: the guide is worth reading even when the pages cannot be made."""
    try:
        return printer().print(sheet_job(exercise, choice, clinician=current_clinician())), ""
    except (RenderingFailed, MissingSystemLibrary) as failed:
        return None, str(failed)
