"""Requests that change something must come from our own pages: Origin and Sec-Fetch-Site beside the CSRF token."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import abort, request

from therapytool.web.transactions import SAFE_METHODS

OWN_SITES = frozenset({"same-origin", "none"})


def check_origin() -> None:
    """Refuse unsafe requests that a browser says come from elsewhere; tools that send neither header pass to CSRF."""
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in OWN_SITES:
        abort(403)
    origin = request.headers.get("Origin")
    if origin is not None and origin != "null" and urlsplit(origin).netloc != request.host:
        abort(403)
    if origin == "null" and site is None:
        abort(403)
