"""Pages of programs: the list, one program with all its sessions, its workbook."""

from __future__ import annotations

from flask import Flask

from therapytool.cases.tabs import add_case_tab
from therapytool.programs.views import pages, with_case, workbook
from therapytool.programs.views.blueprint import programs
from therapytool.web.navigation import add_place

__all__ = ["init_programs", "pages", "with_case", "workbook"]


def init_programs(app: Flask) -> None:
    """Hang programs on the application."""
    app.register_blueprint(programs)
    add_place("Programs", "programs.browse")
    add_case_tab("Programs", "programs.of_case", rank=25)
