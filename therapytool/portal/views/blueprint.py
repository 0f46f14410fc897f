"""The blueprint of the portal, its outer limits, and what many of its views do."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from therapytool.extensions import limiter
from therapytool.portal.clients import current_client
from therapytool.portal.cookies import Pass, pass_secret
from therapytool.portal.queries import ClientSheet, get_client_sheet
from therapytool.tokens import fingerprint

portal = Blueprint("portal", __name__, url_prefix="/w")

DOOR_LIMIT = "30 per minute"
"""Tries at the door from one network address; the real limits are counted in the database, see `homework.links`."""
CHANGE_LIMIT = "300 per minute"
"""Changes from one browser: a person who types fast in many boxes stays far below."""
PRINT_LIMIT = "20 per minute"
"""PDFs for one browser."""


def browser() -> str:
    """What changes are counted by: the browser's pass, so that nobody's count tells of another person's."""
    return fingerprint(pass_secret() or pass_secret(Pass.QUESTIONS) or f"address {request.remote_addr}")


def sheet_here() -> ClientSheet:
    """The homework of this request."""
    return get_client_sheet(current_client().response_id)


def see_other(endpoint: str, **values: object) -> ResponseReturnValue:
    """On to another page of this homework."""
    return redirect(url_for(f"portal.{endpoint}", name=current_client().name, **values), 303)  # type: ignore[arg-type]


@portal.after_request
def tell_no_counts(response: Response) -> Response:
    """No header counts tries: partners often share an address, and one must not read off it what the other does."""
    limiter.context.view_rate_limit = None
    return response
