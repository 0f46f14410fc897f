"""The client's pages. Their addresses hold no secret: who comes in is known by a cookie of her own."""

from __future__ import annotations

from flask import Flask

from therapytool.extensions import csrf
from therapytool.portal.clients import let_client_in
from therapytool.portal.refusals import init_refusals
from therapytool.portal.views import (
    coming_home,
    door,
    finishing,
    leaving,
    printing,
    questions,
    reading,
    saving,
    sections,
    sharing,
    start,
    steadying,
)
from therapytool.portal.views.blueprint import portal
from therapytool.web.access import GUARDS, Access

__all__ = [
    "coming_home",
    "door",
    "finishing",
    "init_portal",
    "leaving",
    "printing",
    "questions",
    "reading",
    "saving",
    "sections",
    "sharing",
    "start",
    "steadying",
]


def init_portal(app: Flask) -> None:
    """Hang the portal on the application; its forms have tokens of their own, apart from the clinician's session."""
    csrf.exempt(portal)
    GUARDS[Access.CLIENT] = let_client_in
    app.register_blueprint(portal)


init_refusals(portal)
