"""The blueprint of the library, and what its views read of an address and answer with."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from flask import Blueprint, current_app, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.database import db, write_from_the_start
from therapytool.exercises.finding.filters import Filters, Values, read_number
from therapytool.exercises.finding.notices import SearchNotice, notices_for
from therapytool.exercises.full_text.words import LONGEST_TEXT
from therapytool.exercises.gallery import GalleryEntry
from therapytool.exercises.queries import LibraryExercise, get_exercise, list_slugs
from therapytool.exercises.sheets.choice import SLOT_PREFIX, SheetChoice
from therapytool.rendering.printer import Printer, PrintJob
from therapytool.sealed_addresses import with_opened, with_sealed

LARGEST_PAGE = 1_000_000
MOST_CHOSEN = 500
"""Exercises chosen at once: as many as a pack holds."""

library = Blueprint("exercises", __name__, url_prefix="/library")


@library.app_template_filter("search_notices")
def search_notices(text: str) -> tuple[SearchNotice, ...]:
    """What a search is told before its results."""
    return notices_for(text)


@library.app_template_filter("address_if_there")
def address_if_there(endpoint: str) -> str:
    """The address of a page; nothing when this installation has no such page."""
    return url_for(endpoint) if endpoint in current_app.view_functions else ""


@library.app_template_filter("families")
def families(entries: Sequence[GalleryEntry]) -> list[tuple[str, list[GalleryEntry]]]:
    """The entries of the gallery by family, both in their order."""
    found: dict[str, list[GalleryEntry]] = {}
    for entry in entries:
        found.setdefault(entry.text.family, []).append(entry)
    return list(found.items())


def values_given() -> Values:
    """The values of this address, by name."""
    return request.args.to_dict(flat=False)


def search_text() -> str:
    """What is searched for."""
    return request.args.get("q", "")[:LONGEST_TEXT].strip()


def search_arguments(text: str, filters: Filters) -> dict[str, Any]:
    """Search and filters as values of an address, empty ones left out."""
    return ({"q": text} if text else {}) | filters.arguments()


def page_wanted() -> int | None:
    """The page of a list that is asked for; None when none is."""
    return read_number(values_given(), "page", lowest=1, highest=LARGEST_PAGE)


def exercise_and_choice(name: str) -> tuple[LibraryExercise, SheetChoice]:
    """The exercise of this name and how its sheet is wanted. Raises NotFound."""
    clinician = current_clinician()
    exercise = get_exercise(name, clinician=clinician)
    return exercise, choice_in(with_opened(values_given()), exercise)


def choice_in(values: Values, exercise: LibraryExercise) -> SheetChoice:
    """How its sheet is wanted, by an address or a form."""
    return SheetChoice.read(values, slots=exercise.content.slots, paper=current_clinician().paper)


def address_of(choice: SheetChoice) -> dict[str, Any]:
    """A choice as values of an address, in which a client's words stand sealed."""
    return with_sealed(choice.arguments(), *(f"{SLOT_PREFIX}{name}" for name in choice.words))


def chosen_slugs() -> tuple[str, ...]:
    """The exercises of an address: those checked one by one, or with `all` everything its search finds."""
    if request.args.get("all"):
        filters = Filters.read(values_given())
        return list_slugs(filters, text=search_text(), most=MOST_CHOSEN, clinician=current_clinician())
    return tuple(dict.fromkeys(request.values.getlist("exercise")[:MOST_CHOSEN]))


def printer() -> Printer:
    """What prints."""
    found: Printer = current_app.extensions["rendering"]
    return found


def pdf(job: PrintJob, name: str) -> ResponseReturnValue:
    """A job as a PDF, shown in the browser under a name worth saving."""
    return send_file(BytesIO(printer().print(job).pdf), "application/pdf", download_name=name)


def release_lock() -> None:
    """Give back the database's write lock, so that nobody's save waits while something is read or laid out."""
    db.session.commit()
    write_from_the_start(False)


def done(words: str, endpoint: str, **values: Any) -> ResponseReturnValue:
    """Say what was done, on the page it leads to."""
    flash(words, "success")
    return redirect(url_for(endpoint, **values), 303)


def refused(words: str, endpoint: str, **values: Any) -> ResponseReturnValue:
    """Say why nothing was done, on the page it leads to."""
    flash(words, "error")
    return redirect(url_for(endpoint, **values), 303)
