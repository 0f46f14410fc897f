"""Pages of cases: the list, one case with its people, one person."""

from __future__ import annotations

from flask import Flask

from therapytool.accounts.auditing.hooks import name_subjects
from therapytool.cases.audit_subjects import case_subject, person_subject
from therapytool.cases.tabs import add_case_tab
from therapytool.cases.views import collection, one, people, print_settings
from therapytool.cases.views.blueprint import cases
from therapytool.web.navigation import add_place

__all__ = ["collection", "init_cases", "one", "people", "print_settings"]


def init_cases(app: Flask) -> None:
    """Hang cases on the application."""
    app.register_blueprint(cases)
    name_subjects(app, "case", case_subject)
    name_subjects(app, "person", person_subject)
    add_place("Cases", "cases.browse")
    add_case_tab("People", "cases.show", rank=10)
