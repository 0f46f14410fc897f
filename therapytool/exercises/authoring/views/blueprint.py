"""The blueprint of writing, and what all its views ask of a request."""

from __future__ import annotations

from flask import Blueprint, current_app, request
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from therapytool.accounts.permissions.table import Permission, may
from therapytool.errors import NotAllowed
from therapytool.rendering.printer import Printer

authoring = Blueprint("authoring", __name__, url_prefix="/library/write")

LARGEST_REVISION = 10**9
LONGEST_REQUEST_KEY = 24


def is_live() -> bool:
    """Whether a script asks for a part of the page; without scripts every answer is a whole page."""
    return "HX-Request" in request.headers


def read_revision(values: MultiDict[str, str]) -> int:
    """The revision the person was looking at; 0, which no draft has, when the form does not say."""
    text = values.get("revision", "")
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if is_number and int(text) <= LARGEST_REVISION else 0


def read_request_key(values: MultiDict[str, str]) -> str:
    """The name a script gave to this request so that it can be sent again; empty from a plain form."""
    return values.get("request_key", "")[:LONGEST_REQUEST_KEY]


def may_make_ready() -> bool:
    """Whether she may put exercises into the library of the practice and take them out."""
    return may(current_user, Permission.READY)


def refuse_unless_ready() -> None:
    """Raise NotAllowed for somebody who may write drafts alone."""
    if not may_make_ready():
        raise NotAllowed("only clinicians change the library of the practice")


def printer() -> Printer:
    """What prints."""
    found: Printer = current_app.extensions["rendering"]
    return found
