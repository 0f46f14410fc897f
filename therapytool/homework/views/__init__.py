"""Pages of homework: the board, giving it, handing it over, looking at what came back."""

from __future__ import annotations

from flask import Flask

from therapytool.accounts.auditing.hooks import name_subjects
from therapytool.cases.glances import add_glance, add_waiting
from therapytool.cases.notices import add_teller
from therapytool.cases.samples import add_filler
from therapytool.cases.tabs import add_case_tab
from therapytool.homework.audit_subjects import homework_subject, response_subject
from therapytool.homework.coming_home.everything import init_coming_home
from therapytool.homework.samples import fill_samples
from therapytool.homework.views import (
    board,
    case,
    coming_home,
    commitment,
    exports,
    giving,
    handing_over,
    one,
    review,
    safety,
)
from therapytool.homework.views.blueprint import homework
from therapytool.web.navigation import add_place

__all__ = [
    "board",
    "case",
    "coming_home",
    "commitment",
    "exports",
    "giving",
    "handing_over",
    "init_homework",
    "one",
    "review",
    "safety",
]


def init_homework(app: Flask) -> None:
    """Hang homework on the application; cases and the sample caseload get its part."""
    app.register_blueprint(homework)
    name_subjects(app, "homework", homework_subject)
    name_subjects(app, "response", response_subject)
    add_place("Homework", "homework.browse")
    add_teller(case.tell_of_mail)
    add_glance(case.glance_at_homework, rank=30)
    add_waiting(case.homework_waiting)
    add_case_tab("Homework", "homework.of_case", rank=30)
    add_case_tab("Safety", "homework.safety", rank=40)
    add_filler(fill_samples)
    init_coming_home()
