"""Pages of plans: the list, the editor, the real pages beside it, the packet."""

from __future__ import annotations

from flask import Flask

from therapytool.cases.glances import add_glance
from therapytool.cases.samples import add_filler
from therapytool.cases.tabs import add_case_tab
from therapytool.plans.samples import fill_samples
from therapytool.plans.views import choosing, collection, drafting, drawer, editing, of_case, packet, pages, sharing
from therapytool.plans.views.blueprint import plans
from therapytool.web.navigation import add_place

__all__ = [
    "choosing",
    "collection",
    "drafting",
    "drawer",
    "editing",
    "init_plans",
    "of_case",
    "packet",
    "pages",
    "sharing",
]


def init_plans(app: Flask) -> None:
    """Hang plans on the application."""
    app.register_blueprint(plans)
    add_place("Plans", "plans.browse")
    add_glance(of_case.glance_at_plans, rank=20)
    add_case_tab("Plans", "plans.of_case", rank=20)
    add_filler(fill_samples)
