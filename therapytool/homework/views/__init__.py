"""Pages of homework: the board, giving it, handing it over, looking at what came back."""

from __future__ import annotations

from flask import Flask

from therapytool.cases.samples import add_filler
from therapytool.cases.tabs import add_case_tab
from therapytool.homework.samples import fill_samples
from therapytool.homework.views import board, case, exports, giving, handing_over, one, review
from therapytool.homework.views.blueprint import homework
from therapytool.web.navigation import add_place

__all__ = ["board", "case", "exports", "giving", "handing_over", "init_homework", "one", "review"]


def init_homework(app: Flask) -> None:
    """Hang homework on the application; cases and the sample caseload get its part."""
    app.register_blueprint(homework)
    add_place("Homework", "homework.browse")
    add_case_tab("Homework", "homework.of_case")
    add_case_tab("Safety", "homework.safety")
    add_filler(fill_samples)
