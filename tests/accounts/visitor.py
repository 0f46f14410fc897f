"""A visitor with a browser: opens pages, sends the forms it finds there, and has things that tests may look at."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.clients import OwnContextClient
from tests.factories import PASSWORD, find_or_make
from therapytool.database import db

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Visitor:
    """One browser with its own cookies, at one network address."""

    def __init__(self, app: Flask, *, browser: str = "Mozilla/5.0", address: str = "192.0.2.7") -> None:
        self.app = app
        self.client = OwnContextClient(app, app.response_class, use_cookies=True)
        self.browser = browser
        self.address = address

    def open(self, path: str, **options: Any) -> TestResponse:
        """GET a page; redirects are not followed."""
        return self.client.get(path, **self._from_here(options))

    def send(
        self, path: str, *, page: str | None = None, headers: dict[str, str] | None = None, **fields: str
    ) -> TestResponse:
        """POST a form with the token of the page it stands on, the same address unless told."""
        return self.post(path, {"csrf_token": self.token(page or path), **fields}, headers=headers)

    def post(self, path: str, fields: dict[str, str], **options: Any) -> TestResponse:
        """POST exactly these fields."""
        return self.client.post(path, data=fields, **self._from_here(options))

    def token(self, page: str) -> str:
        """The token of the first form on a page."""
        found = TOKEN.search(self.open(page).text)
        assert found, f"no form on {page}"
        return found[1]

    def sign_in(self, email: str, password: str = PASSWORD, *, onward: str | None = None) -> TestResponse:
        """Fill in the sign-in form."""
        path = "/sign-in" if onward is None else f"/sign-in?next={onward}"
        return self.send(path, email=email, password=password)

    def sign_out(self) -> TestResponse:
        """Press "Sign out"."""
        return self.send("/sign-out", page="/account")

    def is_signed_in(self) -> bool:
        """Whether the account page opens."""
        return self.open("/account").status_code == 200

    def cookie(self, name: str = "session") -> str | None:
        """The value of a cookie."""
        cookie = self.client.get_cookie(name)
        return cookie.value if cookie else None

    def session(self) -> dict[str, Any]:
        """What the session cookie holds."""
        with self.client.session_transaction() as session:
            return dict(session)

    def steal_from(self, other: Visitor, name: str = "session") -> None:
        """Put another browser's cookie into this one."""
        value = other.cookie(name)
        assert value
        self.client.set_cookie(name, value)

    def _from_here(self, options: dict[str, Any]) -> dict[str, Any]:
        headers = {"User-Agent": self.browser, **(options.pop("headers", None) or {})}
        return {"headers": headers, "environ_base": {"REMOTE_ADDR": self.address}, **options}


def her_browser(app: Flask, email: str) -> Visitor:
    """A clinician at her own browser, signed in; she is made when she is not there yet."""
    find_or_make(email)
    db.session.remove()
    visitor = Visitor(app)
    assert visitor.sign_in(email).status_code == 303
    return visitor
