"""The device in the client's hands: until the clinician types her password, it opens one measure and nothing else."""

from __future__ import annotations

from flask import abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

HANDED_OVER = "handed_over"
"""In the session: the public id of the measure the client has before her."""
OPEN_MEANWHILE = frozenset(
    {"progress.fill", "progress.keep", "progress.thanks", "progress.take_back", "accounts.logout", "static"}
)
"""Endpoints that open while the device is handed over; signing out ends it too."""


def hand_over(public_id: str) -> None:
    """From here on this sign-in opens that measure alone."""
    session[HANDED_OVER] = public_id


def handed_over() -> str:
    """The measure the device was handed over with; "" while the clinician has it."""
    return str(session.get(HANDED_OVER, ""))


def take_back_device() -> None:
    """The clinician has it again."""
    session.pop(HANDED_OVER, None)


def stay_with_the_measure() -> ResponseReturnValue | None:
    """Before each request: while the device is handed over, lead back to the measure, and refuse all that writes."""
    public_id = handed_over()
    if not public_id or request.endpoint is None or not current_user.is_authenticated:
        return None
    named = (request.view_args or {}).get("public_id", public_id)
    if request.endpoint in OPEN_MEANWHILE and named == public_id:
        return None
    if request.method not in {"GET", "HEAD"}:
        abort(403)
    return redirect(url_for("progress.fill", public_id=public_id), 303)
