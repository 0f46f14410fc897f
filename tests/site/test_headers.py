"""The headers of every answer, and pages that keep to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.accounts.visitor import Visitor
from tests.factories import make_clinician
from therapytool.app import create_app
from therapytool.config import Settings
from therapytool.database import db
from therapytool.web.access import Access, access

EXPECTED = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PAGES = [
    "/account",
    "/account/confirm",
    "/account/email",
    "/account/password",
    "/account/practice",
    "/account/second-step",
    "/setup/done",
    "/setup/practice",
]
DOORS = ["/sign-in", "/welcome", "/account", "/nowhere", "/sign-out", "/healthz", "/about"]
INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|https?://(?!www\.w3\.org/)", re.IGNORECASE
)


@pytest.fixture
def broken(app: Flask, monkeypatch: pytest.MonkeyPatch) -> str:
    """A page that breaks."""
    monkeypatch.setitem(app.view_functions, "about", access(Access.PUBLIC)(lambda: 1 / 0))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return "/about"


@pytest.fixture
def behind_https(tmp_path: Path) -> Iterator[Flask]:
    app = create_app(Settings.load(instance=tmp_path / "https", https=True))
    with app.app_context():
        db.create_all()
        make_clinician()
    yield app
    with app.app_context():
        db.engine.dispose()


def assert_guarded(answer: TestResponse) -> None:
    for name, value in EXPECTED.items():
        assert answer.headers[name] == value, name
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "camera=()" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize("path", DOORS)
def test_every_answer_carries_them_redirects_and_errors_too(broken: str, anonymous: Visitor, owner: Visitor, path: str):
    answer = anonymous.open(path)
    assert_guarded(answer)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
def test_pages_keep_to_them_nothing_inline_and_nothing_from_elsewhere(owner: Visitor, path: str):
    answer = owner.open(path)
    assert answer.status_code == 200
    assert_guarded(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert INLINE.search(answer.text) is None


def test_our_own_files_may_be_kept_for_a_while(anonymous: Visitor):
    answer = anonymous.open("/static/css/base/tokens.css")
    assert_guarded(answer)
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert "Set-Cookie" not in answer.headers
    answer.close()


def test_an_error_says_nothing_about_what_broke(broken: str, anonymous: Visitor, owner: Visitor):
    answer = anonymous.open(broken)
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text
    assert "Traceback" not in answer.text


def test_a_host_that_is_not_ours_is_not_served(tmp_path: Path):
    app = create_app(Settings.load(instance=tmp_path / "named", trusted_hosts=("therapy.example.org",)))
    visitor = Visitor(app)
    assert visitor.client.get("/healthz", base_url="http://evil.example").status_code == 400
    assert visitor.client.get("/healthz", base_url="http://therapy.example.org").status_code == 200


@pytest.mark.parametrize("path", ["/sign-in", "/w", "/account", "/static/css/base/tokens.css", "/healthz"])
def test_nobody_is_told_back_what_was_sent(anonymous: Visitor, path: str):
    answer = anonymous.client.open(path, method="TRACE", headers={"Cookie": "session=Plantedcookie"})
    assert answer.status_code == 405
    assert "Plantedcookie" not in answer.text


def test_plain_http_asks_for_no_https(anonymous: Visitor, owner: Visitor):
    assert "Strict-Transport-Security" not in anonymous.open("/sign-in").headers


def test_https_is_kept_to_and_cookies_stay_with_it(behind_https: Flask):
    visitor = Visitor(behind_https)
    page = visitor.client.get("/sign-in", base_url="https://localhost")
    assert "max-age=63072000" in page.headers["Strict-Transport-Security"]
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    fields = {"csrf_token": token[1], "email": "ada@example.org", "password": "a lantern by the harbor wall"}
    answer = visitor.client.post("/sign-in", data=fields, base_url="https://localhost")
    assert answer.status_code == 303
    cookies = answer.headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {"__Host-session", "__Host-device"}
    assert all("; Secure; HttpOnly; Path=/; SameSite=Lax" in cookie for cookie in cookies)
