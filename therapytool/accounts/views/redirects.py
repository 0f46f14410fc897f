"""Ways on from a form: always by GET, and only to pages of our own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, ParamSpec
from urllib.parse import urlsplit

from flask import Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import check_and_update_authn_fresh
from werkzeug.wrappers import Response as BaseResponse

from therapytool.accounts.signing_in.security import FRESH_FOR, NO_GRACE

Parameters = ParamSpec("Parameters")


def see_other(endpoint: str, **values: Any) -> BaseResponse:
    """To a page of ours, by GET."""
    return redirect(url_for(endpoint, **values), HTTPStatus.SEE_OTHER)


def by_get(answer: Any) -> Response:
    """A library view's answer; its redirects say 303, so that no browser repeats a POST at the next page."""
    response = make_response(answer)
    if response.status_code == HTTPStatus.FOUND:
        response.status_code = HTTPStatus.SEE_OTHER
    return response


def fresh(view: Callable[Parameters, ResponseReturnValue]) -> Callable[Parameters, ResponseReturnValue]:
    """Ask for the password again unless it was typed a moment ago; then on to the view's page, by GET."""

    @wraps(view)
    def asking(*arguments: Parameters.args, **named: Parameters.kwargs) -> ResponseReturnValue:
        if check_and_update_authn_fresh(FRESH_FOR, NO_GRACE, "session"):
            return view(*arguments, **named)
        return see_other("accounts.verify", next=request.path)

    return asking


def is_own_page(address: str) -> bool:
    """Whether an address is a path on this site and nothing a browser could read as another site.

    Refuses "//host", backslashes and control characters in any place: browsers drop or turn them before they look.
    """
    if not address.startswith("/") or address.startswith("//") or "\\" in address:
        return False
    if any(ord(letter) < 0x20 or ord(letter) == 0x7F for letter in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc
