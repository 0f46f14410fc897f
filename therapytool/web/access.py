"""Who may open a route. Every view says so with `@access`; one that does not fails the build and answers nobody."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import ParamSpec, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


class Access(StrEnum):
    """The kinds of visitor a route can be for."""

    PUBLIC = "public"
    """Anybody; nothing private is shown."""
    SIGNED_IN = "signed in"
    """Any clinician with an account; rows are still checked one by one by the queries."""
    OWNER = "owner"
    """The owner of the practice."""
    CLIENT = "client"
    """A client who came in by a link, at what she was given; who is signed in as a clinician does not count here."""


DECLARED_BY_LIBRARIES: dict[str, Access] = {"static": Access.PUBLIC}
"""Endpoints whose views are not ours; features add theirs when they register a library's blueprint."""

GUARDS: dict[Access, Callable[[], None]] = {}
"""Levels that a feature guards itself; its guard raises when the visitor may not pass."""


def access(level: Access) -> Callable[[Callable[Parameters, Answer]], Callable[Parameters, Answer]]:
    """Declare who may open a view. Put it directly under the route."""

    def declare(view: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
        view.access = level  # type: ignore[attr-defined]  # functions carry attributes
        return view

    return declare


def access_of(app: Flask, endpoint: str) -> Access | None:
    """The access declared for an endpoint; None when nobody declared any."""
    if endpoint in DECLARED_BY_LIBRARIES:
        return DECLARED_BY_LIBRARIES[endpoint]
    return getattr(app.view_functions.get(endpoint), "access", None)


def check_access() -> ResponseReturnValue | None:
    """Before each request: let through, send to sign-in, or refuse."""
    if request.endpoint is None:
        return None
    level = access_of(current_app, request.endpoint)
    if level is Access.PUBLIC:
        return None
    if level is None:
        abort(403)
    if level in GUARDS:
        return GUARDS[level]()
    if not current_user.is_authenticated:
        return _to_sign_in()
    if level is Access.OWNER and not current_user.has_role("owner"):
        abort(403)
    return None


def _to_sign_in() -> ResponseReturnValue:
    """To the sign-in page and back here afterwards; live parts of a page are told so by a header.

    What a page asks for by itself (a picture, a script's question) is not shown the sign-in page: each answer with a
    form in it brings a session, and of several at once only the last would count, so that the form she types into
    could be refused.
    """
    if request.headers.get("HX-Request"):
        return "", 401, {"HX-Redirect": url_for("accounts.login")}
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return "", 401
    came_from = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.login", next=came_from), 303)
