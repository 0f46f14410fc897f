"""What asks for the password (or a passkey) again unless it was given a moment ago, as data."""

from __future__ import annotations

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security import check_and_update_authn_fresh

from therapytool.accounts.signing_in.security import FRESH_FOR, NO_GRACE
from therapytool.accounts.views.redirects import see_other
from therapytool.web.transactions import SAFE_METHODS

NEEDS_FRESH: frozenset[str] = frozenset(
    {
        "cases.erase",
        "cases.erase_one",
        "homework.case_csv",
        "homework.case_fhir",
        "homework.case_json",
        "homework.case_sheets",
        "homework.person_zip",
        "people.browse",
        "people.close",
        "people.hand_over",
        "people.invite_somebody",
        "people.issue_address",
        "people.open_again",
        "people.set_role",
        "records.erase",
        "records.trail_csv",
        "safekeeping.choose_recipient",
        "safekeeping.download",
        "safekeeping.new_key",
        "supervision.give",
        "supervision.share",
    }
)
"""Erasing, exporting, keys, roles, and whatever lets somebody else in."""


def init_freshness(app: Flask) -> None:
    """Ask before each of these requests."""
    app.before_request(ask_again)


def ask_again() -> ResponseReturnValue | None:
    """To the confirmation, then back: to the page itself, or for a sent form to the page it stands on."""
    if request.endpoint not in NEEDS_FRESH or not current_user.is_authenticated:
        return None
    if check_and_update_authn_fresh(FRESH_FOR, NO_GRACE, "session"):
        return None
    return see_other("accounts.verify", next=request.path if request.method in SAFE_METHODS else _page_of_form())


def _page_of_form() -> str:
    """The page a refused form stands on: its own address where that can be read, else the folder above."""
    path = request.path
    while path.count("/") > 1:
        if _can_be_read(path):
            return path
        path = path.rpartition("/")[0]
    return path + "/" if path else "/"


def _can_be_read(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and adapter.test(path, method="GET")
