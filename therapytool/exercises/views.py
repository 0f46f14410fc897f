"""Pages of the library: browse and search, one exercise with both sides, its sheet as PDF and as pictures, the star."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import (
    Blueprint,
    Flask,
    current_app,
    get_template_attribute,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.blocks.dose import Dose
from therapytool.errors import MissingSystemLibrary, RenderingFailed
from therapytool.exercises.catalog import read_catalog
from therapytool.exercises.favorites import add_favorite, remove_favorite
from therapytool.exercises.filters import INTENSITIES_OFFERED, MINUTES_OFFERED, Filters, Values, read_number
from therapytool.exercises.guide import guide_of
from therapytool.exercises.printing import file_name, sheet_job
from therapytool.exercises.queries import LibraryExercise, get_exercise, list_exercises, list_titles
from therapytool.exercises.search_words import LONGEST_TEXT
from therapytool.exercises.sheet_choice import SheetChoice
from therapytool.exercises.vocabulary import Audience, Format, Theme
from therapytool.rendering.document import Paper
from therapytool.rendering.packet import Printed
from therapytool.rendering.printer import Printer
from therapytool.web.access import Access, access
from therapytool.web.navigation import add_place
from therapytool.web.transactions import writes

LARGEST_PAGE = 1_000_000
PICTURE_SCALES = {"small": 0.6, "large": 2.0}
"""Pixels per PDF point: for cards, and for reading."""
EXAMPLE_SEARCHES = ("shuts down when she cries", "mental load", "low libido", "cannot say what he feels")

library = Blueprint("exercises", __name__, url_prefix="/library")


def init_exercises(app: Flask) -> None:
    """Hang the library on the application."""
    app.register_blueprint(library)
    add_place("Library", "exercises.browse")


@library.get("/")
@access(Access.SIGNED_IN)
def browse() -> ResponseReturnValue:
    """The library as filtered and searched; without scripts a form, with them filtered as one types."""
    values = _values()
    filters, text = Filters.read(values), _search_text()
    page = read_number(values, "page", lowest=1, highest=LARGEST_PAGE) or 1
    found = list_exercises(filters, text=text, page=page, clinician=current_clinician())
    arguments = _arguments(text, filters)
    response = make_response(
        render_template(
            "exercises/browse.html",
            found=found,
            filters=filters,
            text=text,
            arguments=arguments,
            catalog=read_catalog(),
            themes=Theme,
            formats=Format,
            audiences=Audience,
            minutes_offered=MINUTES_OFFERED,
            intensities_offered=INTENSITIES_OFFERED,
            examples=EXAMPLE_SEARCHES,
        )
    )
    if request.headers.get("HX-Target", "").endswith("#library"):
        is_typing = request.headers.get("HX-Source", "").startswith("input")
        response.headers["HX-Replace-Url" if is_typing else "HX-Push-Url"] = url_for(".browse", **arguments)
    return response


@library.get("/<name>")
@access(Access.SIGNED_IN)
def show(name: str) -> ResponseReturnValue:
    """One exercise: the clinician's guide, and beside it the sheet as the picture of the page that prints."""
    exercise, choice = _exercise_and_choice(name)
    content = exercise.content
    printed, problem = _printed_or_problem(exercise, choice)
    pages = printed.page_count if printed else 0
    return render_template(
        "exercises/show.html",
        exercise=exercise,
        choice=choice,
        guide=guide_of(content, dose=choice.dose, words=choice.words),
        doses=Dose,
        papers=Paper,
        catalog=read_catalog(),
        prerequisites=list_titles(content.prerequisites, clinician=current_clinician()),
        pages=pages,
        page=read_number(_values(), "page", lowest=1, highest=max(pages, 1)) or 1,
        problem=problem,
        can_plan="plans.create" in current_app.view_functions,
        can_give="homework.give" in current_app.view_functions,
    )


@library.get("/<name>/sheet.pdf")
@access(Access.SIGNED_IN)
def sheet_pdf(name: str) -> ResponseReturnValue:
    """The worksheet as a PDF, shown in the browser under a name worth saving."""
    exercise, choice = _exercise_and_choice(name)
    printed = _printer().print(sheet_job(exercise, choice, clinician=current_clinician()))
    return send_file(BytesIO(printed.pdf), "application/pdf", download_name=file_name(exercise, choice))


@library.get("/<name>/page-<int:number>.png")
@access(Access.SIGNED_IN)
def page_picture(name: str, number: int) -> ResponseReturnValue:
    """One page of the worksheet as a picture, of the very layout that prints."""
    exercise, choice = _exercise_and_choice(name)
    scale = PICTURE_SCALES.get(request.args.get("size", ""), PICTURE_SCALES["large"])
    job = sheet_job(exercise, choice, clinician=current_clinician())
    drawn = _printer().picture(job, page=number, scale=scale)
    return send_file(BytesIO(drawn), "image/png")


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
    back = _arguments(_search_text(), Filters.read(_values()))
    back["page"] = read_number(_values(), "page", lowest=1, highest=LARGEST_PAGE)
    is_in_list = "list" in request.args
    if "HX-Request" in request.headers:
        star = get_template_attribute("exercises/star.html", "star")
        arguments = {**back, "list": 1} if is_in_list else {}
        return str(star(exercise.public_id, exercise.slug, exercise.content.title, is_favorite, arguments))
    if is_in_list:
        return redirect(url_for(".browse", **back, _anchor=f"exercise-{exercise.public_id}"), 303)
    return redirect(url_for(".show", name=exercise.slug), 303)


def _values() -> Values:
    return request.args.to_dict(flat=False)


def _search_text() -> str:
    return request.args.get("q", "")[:LONGEST_TEXT].strip()


def _arguments(text: str, filters: Filters) -> dict[str, Any]:
    """Search and filters as values of an address, empty ones left out."""
    return ({"q": text} if text else {}) | filters.arguments()


def _exercise_and_choice(name: str) -> tuple[LibraryExercise, SheetChoice]:
    clinician = current_clinician()
    exercise = get_exercise(name, clinician=clinician)
    return exercise, SheetChoice.read(_values(), slots=exercise.content.slots, paper=clinician.paper)


def _printed_or_problem(exercise: LibraryExercise, choice: SheetChoice) -> tuple[Printed | None, str]:
    """The print, or what to tell instead of it: the guide is worth reading even when the pages cannot be made."""
    try:
        return _printer().print(sheet_job(exercise, choice, clinician=current_clinician())), ""
    except (RenderingFailed, MissingSystemLibrary) as failed:
        return None, str(failed)


def _printer() -> Printer:
    printer: Printer = current_app.extensions["rendering"]
    return printer
