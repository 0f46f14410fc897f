"""What a client reads, or her page's script, when something is not to be had; never a word about clinicians' pages."""

from __future__ import annotations

import math

import structlog
from flask import Blueprint, Response, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError, TooManyRequests

from therapytool.errors import Conflict, MissingSystemLibrary, NotFound, RenderingFailed, TherapytoolError
from therapytool.homework.links.failures import Expired, LinkRefused, NoSuchLink, NotYet, Revoked, TooManyTries
from therapytool.portal.pages import draw
from therapytool.tokens import new_public_id

TITLES = {
    400: ("This page is out of date", "Go back, reload the page and try again. What was saved is still there."),
    401: ("Open your link again", "This browser was not let in, or has not been used for a day."),
    403: ("This is not open yet", ""),
    404: ("There is nothing here", "Open your link again, or type your code."),
    405: ("This address does not do that", "Go back and use the buttons of the page."),
    409: ("This has changed meanwhile", "Go back and reload the page to see it as it is now."),
    410: ("This link has ended", ""),
    413: ("That is too large", "Shorten it, or send fewer photos at a time, and try again."),
    422: ("There is a problem", "Something needs another look."),
    429: ("Too many tries", "Wait a minute and try again."),
    500: ("Something went wrong on our side", "What was saved is still there. Try again in a moment."),
    503: ("Not available right now", "What was saved is still there. Try again in a moment."),
}
STATUS_OF: dict[type[TherapytoolError], int] = {
    NoSuchLink: 401,
    NotYet: 403,
    Expired: 410,
    Revoked: 410,
    TooManyTries: 429,
    LinkRefused: 422,
    NotFound: 404,
    Conflict: 409,
    RenderingFailed: 503,
    MissingSystemLibrary: 503,
}
OWN_WORDS_STAY_BACK = {404, 503}
"""Statuses whose messages in the code are not for clients."""

log = structlog.get_logger(__name__)


def init_refusals(portal: Blueprint) -> None:
    """Answer what goes wrong in the portal in its own words."""
    portal.register_error_handler(TherapytoolError, _known)
    portal.register_error_handler(HTTPException, _http)


def refusal(error: TherapytoolError) -> ResponseReturnValue:
    """A page, or what a script reads, for something that cannot be had."""
    status = next((code for kind, code in STATUS_OF.items() if isinstance(error, kind)), 422)
    response = _answer(status, "" if status in OWN_WORDS_STAY_BACK else str(error))
    if isinstance(error, TooManyTries):
        response.headers["Retry-After"] = str(math.ceil(error.wait.total_seconds()))
    return response


def wants_data() -> bool:
    """Whether a script asks, not a person."""
    return request.accept_mimetypes.best == "application/json"


def _known(error: TherapytoolError) -> ResponseReturnValue:
    return refusal(error)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is not None and 300 <= error.code < 400:
        return error
    if isinstance(error, InternalServerError) and error.original_exception is not None:
        log.error("unexpected", kind=type(error.original_exception).__name__)
    response = _answer(error.code or 500, "")
    if isinstance(error, TooManyRequests):
        response.headers["Retry-After"] = "60"
    return response


def _answer(status: int, message: str) -> Response:
    title, usual = TITLES.get(status, TITLES[500])
    reference = new_public_id(8)
    log.info("error_page", status=status, reference=reference)
    if wants_data():
        answer = jsonify(problem=title, message=message or usual)
    else:
        page = draw("refused.html", status=status, title=title, message=message or usual, reference=reference)
        answer = make_response(page)
    answer.status_code = status
    return answer
