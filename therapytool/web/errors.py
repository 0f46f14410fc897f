"""Error pages in plain words, each with a reference the person can give and the log can find."""

from __future__ import annotations

import structlog
from flask import Flask, Response, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from therapytool.errors import (
    Conflict,
    NotAllowed,
    NotFound,
    RenderingFailed,
    TherapytoolError,
)
from therapytool.tokens import new_public_id

TITLES = {
    400: ("This request could not be read", "Go back, reload the page and try again."),
    403: ("You cannot open this", "It belongs to someone else, or your account may not do this."),
    404: ("There is nothing here", "The address may be mistyped, or what was here has been removed."),
    405: ("This address does not do that", "Go back and use the buttons of the page."),
    409: ("This has changed meanwhile", "It was changed in another window. Reload the page to see it as it is now."),
    410: ("This link has ended", "Ask the person who gave it to you for a new one."),
    413: ("That is too large", "Send a smaller file or a shorter text."),
    422: ("There is a problem", "Something in the form needs another look."),
    429: ("Too many tries", "Wait a minute and try again."),
    500: ("Something went wrong on our side", "Nothing you saved is lost. Try again in a moment."),
    503: ("Not available right now", "Try again in a moment."),
}

STATUS_OF: dict[type[TherapytoolError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    Conflict: 409,
    RenderingFailed: 422,
}

log = structlog.get_logger(__name__)


def init_errors(app: Flask) -> None:
    """Answer every failure with a page; nothing of the request but its route and kind of failure is logged."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(TherapytoolError, _known_error)
    app.register_error_handler(CSRFError, _expired_form)


def error_page(status: int, message: str | None = None) -> ResponseReturnValue:
    """The page for a status, with our own words or those given."""
    title, usual = TITLES.get(status, TITLES[500])
    reference = new_public_id(8)
    log.info("error_page", status=status, reference=reference)
    page = render_template("errors/error.html", code=status, title=title, message=message or usual, reference=reference)
    return page, status


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is not None and 300 <= error.code < 400:
        return error
    if isinstance(error, SecurityError):
        return Response("This site is not served under that name.\n", 400, mimetype="text/plain")
    if isinstance(error, InternalServerError) and error.original_exception is not None:
        log.error("unexpected", kind=type(error.original_exception).__name__)
    return error_page(error.code or 500)


def _known_error(error: TherapytoolError) -> ResponseReturnValue:
    status = next((code for kind, code in STATUS_OF.items() if isinstance(error, kind)), 422)
    return error_page(status, None if status in {403, 404} else str(error))


def _expired_form(error: CSRFError) -> ResponseReturnValue:
    return error_page(400, "This page was open in another sign-in. Reload it and send the form again.")
