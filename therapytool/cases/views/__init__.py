"""Pages of cases: the list, one case with its people, one person."""

from __future__ import annotations

from flask import Flask

from therapytool.cases.tabs import add_case_tab
from therapytool.cases.views import collection, one, people
from therapytool.cases.views.blueprint import cases
from therapytool.web.navigation import add_place

__all__ = ["collection", "init_cases", "one", "people"]


def init_cases(app: Flask) -> None:
    """Hang cases on the application."""
    app.register_blueprint(cases)
    add_place("Cases", "cases.browse")
    add_case_tab("People", "cases.show")
