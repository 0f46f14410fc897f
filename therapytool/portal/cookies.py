"""The cookies of the portal: the passes of a browser that was let in, and the secret its forms are signed with.

Neither is the clinician's session, which no page of the portal reads or sets. A signed-in clinician who opens a
client's link is a client there and stays signed in elsewhere.
"""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from flask import Response, after_this_request, current_app, g, request

from therapytool.tokens import new_secret

FORM_SECRET = "portal_form_secret"  # noqa: S105  # the name under which it is kept for a request


class Pass(StrEnum):
    """What a browser was let in to; it may have been to both."""

    HOMEWORK = "homework"
    QUESTIONS = "questions"


def pass_secret(to: Pass = Pass.HOMEWORK) -> str:
    """The secret of this browser's pass; "" when it has none."""
    return request.cookies.get(_name(to.value), "")


def give_pass(secret: str, to: Pass = Pass.HOMEWORK) -> None:
    """Let this browser in from now on."""
    after_this_request(partial(_set, _name(to.value), secret))


def take_passes() -> None:
    """Send this browser out, of whatever it was let in to."""
    for to in Pass:
        if pass_secret(to):
            after_this_request(partial(_drop, _name(to.value)))


def form_secret() -> str:
    """The secret that binds forms to this browser; a browser without one gets it with this answer."""
    if FORM_SECRET not in g:
        secret = request.cookies.get(_name("homework-form"), "")
        if not secret:
            secret = new_secret()
            after_this_request(partial(_set, _name("homework-form"), secret))
        setattr(g, FORM_SECRET, secret)
    return str(getattr(g, FORM_SECRET))


def _name(name: str) -> str:
    """Over HTTPS no other host or path can set it."""
    return f"__Host-{name}" if current_app.config["SESSION_COOKIE_SECURE"] else name


def _set(name: str, secret: str, response: Response) -> Response:
    response.set_cookie(
        name, secret, secure=current_app.config["SESSION_COOKIE_SECURE"], httponly=True, samesite="Strict"
    )
    return response


def _drop(name: str, response: Response) -> Response:
    response.delete_cookie(name, secure=current_app.config["SESSION_COOKIE_SECURE"], httponly=True, samesite="Strict")
    return response
