"""The library drawer beside the agenda: exercises found by words and chips, each with a button that adds it."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.exercises.finding.filters import Filters, read_number
from therapytool.exercises.full_text.words import LONGEST_TEXT
from therapytool.exercises.queries import list_exercises
from therapytool.exercises.vocabulary import Format, Theme
from therapytool.plans.queries import get_plan
from therapytool.plans.views.blueprint import arguments, plans
from therapytool.web.access import Access, access

CHIP_MINUTES = 20
CHIP_INTENSITY = 2
LARGEST_PAGE = 1_000
NARROWING = {"q", "format", "minutes", "intensity", "theme", "favorites", "narrowed"}
"""Values of an address that say the drawer was searched; without any it starts with what suits the plan."""


@plans.get("/<name>/library")
@access(Access.SIGNED_IN)
def drawer(name: str) -> ResponseReturnValue:
    """The exercises alone, as one types and presses chips."""
    plan = get_plan(name, current_clinician().id)
    return render_template("plans/drawer_results.html", plan=plan, **drawer_values(plan.content.format))


def drawer_values(format: Format) -> dict[str, object]:
    """What the drawer's template needs; it opens on exercises for those in the room."""
    asked = arguments()
    filters = Filters.read(asked) if NARROWING & asked.keys() else Filters(format=(format,))
    text = request.args.get("q", "")[:LONGEST_TEXT].strip()
    page = read_number(asked, "from", lowest=1, highest=LARGEST_PAGE) or 1
    return {
        "found": list_exercises(filters, text=text, page=page, clinician=current_clinician()),
        "filters": filters,
        "search_text": text,
        "themes": Theme,
        "chip_minutes": CHIP_MINUTES,
        "chip_intensity": CHIP_INTENSITY,
    }
