"""A client's browser without scripts: opens pages, fills the forms it finds there, keeps its own cookies."""

from __future__ import annotations

import re
from html import unescape
from ipaddress import IPv6Network
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.accounts.visitor import OwnContextClient
from tests.portal.given import GivenHomework

TOKEN = re.compile(r'name="x-token" value="([0-9a-f]{64})"')
ADDRESSES = IPv6Network("2001:db8::/32").subnets(new_prefix=64)
"""Tries are counted by network; each browser has its own, or tests would wait for each other."""
REVISIONS = re.compile(r'name="x-revisions" value="([^"]*)"')


class ClientBrowser:
    """One browser at a network address nobody else has; `name` is the homework it is at."""

    def __init__(self, app: Flask) -> None:
        self.client = OwnContextClient(app, app.response_class, use_cookies=True)
        self.address = str(next(ADDRESSES).network_address)
        self.name = ""

    def open(self, path: str = "", **options: Any) -> TestResponse:
        """GET a page of this homework, "" for its first, "/w" for the door; redirects are not followed."""
        return self.client.get(self.path(path), environ_base={"REMOTE_ADDR": self.address}, **options)

    def path(self, path: str) -> str:
        """The address of a page of this homework; whole addresses stay."""
        return path if path.startswith("/w") else f"/w/{self.name}{path}"

    def token(self, page: str = "") -> str:
        """The token of the forms on a page; that of the homework is on all its pages."""
        found = TOKEN.search(self.open(page).text)
        assert found, f"no form on {page}"
        return found[1]

    def post(self, path: str, *, page: str | None = None, form_token: str | None = None, **fields: Any) -> TestResponse:
        """Send a form with the token of a page; `x_go` and the like stand for names with a dash."""
        sent = {key.replace("x_", "x-", 1) if key.startswith("x_") else key: value for key, value in fields.items()}
        sent["x-token"] = self.token(path if page is None else page) if form_token is None else form_token
        return self.client.post(self.path(path), data=sent, environ_base={"REMOTE_ADDR": self.address})

    def enter(self, given: GivenHomework, **fields: str) -> TestResponse:
        """Come in by the link, as its script does; or by what `fields` say instead."""
        answer = self.post("/w", **(fields or {"token": given.link.token}))
        if answer.status_code == 303:
            self.name = given.name
        return answer

    def fill(self, number: int, answers: dict[str, str], *, go: str = "on", **fields: Any) -> TestResponse:
        """Fill one question's form and send it."""
        page = self.open(f"/{number}").text
        token = TOKEN.search(page)
        assert token, page
        sent = {**answers, "x-token": token[1], "x-go": go, "x-revisions": self.revisions(page, number), **fields}
        return self.client.post(self.path(f"/{number}"), data=sent, environ_base={"REMOTE_ADDR": self.address})

    def revisions(self, page: str, number: int) -> str:
        """The revisions that the form of one question was drawn with."""
        return unescape(REVISIONS.findall(page)[number - 1])

    def put(self, path: str, body: object, *, token: str | None = None, **options: Any) -> TestResponse:
        """Send what the page's script sends."""
        headers = {"X-CSRFToken": self.token() if token is None else token, "Accept": "application/json"}
        given = {"data": body, "content_type": "application/json"} if isinstance(body, bytes) else {"json": body}
        return self.client.put(
            self.path(path), headers=headers, environ_base={"REMOTE_ADDR": self.address}, **given, **options
        )
