"""The library as a list: searched, filtered, with the searches she has saved."""

from __future__ import annotations

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.finding.filters import INTENSITIES_OFFERED, MINUTES_OFFERED, Filters, Origin
from therapytool.exercises.finding.saved_filters import list_saved_filters, remove_saved_filter, save_filter
from therapytool.exercises.materials import Material
from therapytool.exercises.queries import list_exercises
from therapytool.exercises.views.blueprint import (
    done,
    library,
    page_wanted,
    refused,
    search_arguments,
    search_text,
    values_given,
)
from therapytool.exercises.vocabulary import Audience, Format, Theme
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

EXAMPLE_SEARCHES = ("shuts down when she cries", "mental load", "low libido", "cannot say what he feels")


@library.get("/")
@access(Access.SIGNED_IN)
def browse() -> ResponseReturnValue:
    """The library as filtered and searched; without scripts a form, with them filtered as one types."""
    filters, text = Filters.read(values_given()), search_text()
    found = list_exercises(filters, text=text, page=page_wanted() or 1, clinician=current_clinician())
    arguments = search_arguments(text, filters)
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
            origins=Origin,
            kinds_of_material=Material,
            minutes_offered=MINUTES_OFFERED,
            intensities_offered=INTENSITIES_OFFERED,
            examples=EXAMPLE_SEARCHES,
            saved=list_saved_filters(current_clinician().id),
        )
    )
    if request.headers.get("HX-Target", "").endswith("#library"):
        is_typing = request.headers.get("HX-Source", "").startswith("input")
        response.headers["HX-Replace-Url" if is_typing else "HX-Push-Url"] = url_for(".browse", **arguments)
    return response


@library.post("/saved")
@access(Access.SIGNED_IN)
@writes
def save_search() -> ResponseReturnValue:
    """Keep the search and filters of this address under a name; the same name is written over."""
    filters, text = Filters.read(values_given()), search_text()
    arguments = search_arguments(text, filters)
    name = request.form.get("name", "")
    problem = save_filter(name, arguments, clinician_id=current_clinician().id)
    if problem:
        return refused(problem, ".browse", **arguments)
    return done(f"Saved as “{' '.join(name.split())}”. It waits above the list.", ".browse", **arguments)


@library.post("/saved/<name>/remove")
@access(Access.SIGNED_IN)
@writes
def forget_search(name: str) -> ResponseReturnValue:
    """Forget a saved search."""
    removed = remove_saved_filter(name, clinician_id=current_clinician().id)
    return done(f"“{removed}” is no longer saved.", ".browse")
