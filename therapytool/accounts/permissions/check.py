"""Holds every request of somebody signed in against the table of permissions, and what the bar shows her."""

from __future__ import annotations

from flask import Flask, abort, current_app, request
from flask_login import current_user

from therapytool.accounts.permissions.table import may, needed_by
from therapytool.web.access import Access, access_of

OPEN_ANYWAY = frozenset({Access.PUBLIC, Access.CLIENT})


def init_permissions(app: Flask) -> None:
    """Check before each request, after `web.access` has asked who is there at all."""
    app.before_request(check_permission)
    app.extensions["may_open"] = may_open


def check_permission() -> None:
    """Refuse what her role does not allow."""
    endpoint = request.endpoint
    if endpoint is None or access_of(current_app, endpoint) in OPEN_ANYWAY:
        return
    if not may_open(endpoint):
        abort(403)


def may_open(endpoint: str) -> bool:
    """Whether the one who is signed in may open an endpoint, as far as her role says."""
    needed = needed_by(endpoint)
    return needed is None or (current_user.is_authenticated and may(current_user, needed))
