"""Tokens of the portal's forms: made for one browser and one homework, without a session.

A page left open in one tab cannot save into another homework that was opened in the same browser since.
"""

from __future__ import annotations

import hmac

from flask import abort, current_app, request

from therapytool.portal.cookies import form_secret

FIELD = "x-token"
"""Fields of our own have a dash in their names, which no question of a worksheet can have."""
HEADER = "X-CSRFToken"
DOOR = "door"
"""Stands for the homework where none is opened yet; no homework is called so."""


def form_token(scope: str) -> str:
    """The token for forms about one homework, named as in addresses, or for the door."""
    key = hmac.digest(current_app.config["SECRET_KEY"].encode(), b"portal form", "sha256")
    return hmac.digest(key, f"{form_secret()} {scope}".encode(), "sha256").hex()


def check_form_token(scope: str) -> None:
    """Refuse a request that does not come from a form of ours, made for this browser and this homework."""
    given = request.headers.get(HEADER) or request.form.get(FIELD, "")
    if not hmac.compare_digest(given.encode(errors="replace"), form_token(scope).encode()):
        abort(400)
