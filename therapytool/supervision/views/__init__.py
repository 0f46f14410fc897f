"""Pages of supervision: what is shown to a supervisor, and showing or handing over a case."""

from __future__ import annotations

from flask import Flask

from therapytool.cases.handing_over import companions
from therapytool.cases.tabs import add_case_tab
from therapytool.supervision.moving import move_plans
from therapytool.supervision.views import reading, sharing
from therapytool.supervision.views.blueprint import supervision
from therapytool.web.navigation import add_place

__all__ = ["init_supervision", "reading", "sharing"]


def init_supervision(app: Flask) -> None:
    """Hang supervision on the application; plans go along when a case is handed over."""
    app.register_blueprint(supervision)
    add_case_tab("Colleagues", "supervision.colleagues")
    if move_plans not in companions:
        companions.append(move_plans)
    add_place("Supervision", "supervision.browse")
