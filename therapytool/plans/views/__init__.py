"""Pages of plans: the list, the editor, the real pages beside it, the packet."""

from __future__ import annotations

from flask import Flask

from therapytool.plans.views import choosing, collection, drawer, editing, packet, pages
from therapytool.plans.views.blueprint import plans
from therapytool.web.navigation import add_place

__all__ = ["choosing", "collection", "drawer", "editing", "init_plans", "packet", "pages"]


def init_plans(app: Flask) -> None:
    """Hang plans on the application."""
    app.register_blueprint(plans)
    add_place("Plans", "plans.browse")
