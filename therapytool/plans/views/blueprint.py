"""The blueprint of plans, and what all its views ask of a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, current_app, request

from therapytool.rendering.printer import Printer
from therapytool.sealed_addresses import with_opened

plans = Blueprint("plans", __name__, url_prefix="/plans")
LARGEST_PAGE = 1_000_000
"""Of a list; a larger number in an address is read as none."""


def is_live() -> bool:
    """Whether a script asks for a part of the page; without scripts every answer is a whole page."""
    return "HX-Request" in request.headers


def arguments() -> Mapping[str, Sequence[str]]:
    """The values of the address, all of each name, sealed ones opened."""
    return with_opened(request.args.to_dict(flat=False))


def printer() -> Printer:
    """What prints."""
    found: Printer = current_app.extensions["rendering"]
    return found
