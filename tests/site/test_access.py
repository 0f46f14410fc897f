"""Every route says who may open it, and only those open it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.accounts.visitor import Visitor
from therapytool.app import create_app
from therapytool.config import Settings
from therapytool.web.access import Access, access_of

PUBLIC = {
    "about",
    "accounts.choose_password",
    "accounts.login",
    "accounts.logout",
    "accounts.mf_recovery",
    "accounts.passkey_sign_in",
    "accounts.passkey_sign_in_options",
    "accounts.passkey_step",
    "accounts.setup",
    "accounts.setup_account",
    "accounts.two_factor_rescue",
    "accounts.two_factor_token_validation",
    "accounts.welcome",
    "demo",
    "health",
    "portal.door",
    "portal.enter",
    "portal.nowhere",
    "portal.steady",
    "portal.styles",
    "source",
    "static",
}
"""Written out, so that nothing becomes public by the way."""


@pytest.fixture
def demo(tmp_path: Path) -> Flask:
    """The application as a demo, which has one way in more."""
    return create_app(Settings.load(instance=tmp_path / "demo", demo=True))


def undeclared(app: Flask) -> list[str]:
    """The routes of which nobody has said who may open them."""
    return [str(rule) for rule in app.url_map.iter_rules() if access_of(app, rule.endpoint) is None]


def addresses(app: Flask, *levels: Access) -> Iterator[tuple[str, str]]:
    """Method and address of every route of these levels, with something in the place of each argument."""
    for rule in app.url_map.iter_rules():
        if access_of(app, rule.endpoint) in levels:
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield method, address_of(app, rule)


def address_of(app: Flask, rule: Rule) -> str:
    numbers = {name for name, converter in rule._converters.items() if converter.regex.startswith(r"\d")}
    values = {name: 1 if name in numbers else "x" for name in rule.arguments}
    _, path = rule.build(values) or ("", "")
    assert path
    return path


def test_every_route_declares_who_may_open_it(app: Flask, demo: Flask):
    assert undeclared(app) == undeclared(demo) == []


@pytest.fixture
def forgotten(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A route whose author forgot to say who may open it."""
    monkeypatch.setitem(app.view_functions, "about", lambda: "secret")


def test_a_route_that_does_not_is_found_and_answers_nobody(
    forgotten: None, app: Flask, owner: Visitor, anonymous: Visitor
):
    assert undeclared(app) == ["/about"]
    for visitor in (owner, anonymous):
        answer = visitor.open("/about")
        assert answer.status_code == 403
        assert "secret" not in answer.text


def test_nothing_is_public_by_the_way(demo: Flask):
    found = {rule.endpoint for rule in demo.url_map.iter_rules() if access_of(demo, rule.endpoint) is Access.PUBLIC}
    assert found == PUBLIC


def test_a_stranger_is_sent_to_the_door_from_everywhere_else(app: Flask, anonymous: Visitor, owner: Visitor):
    token = anonymous.token("/sign-in")
    routes = list(addresses(app, Access.SIGNED_IN, Access.OWNER))
    assert len(routes) > 15
    for method, path in routes:
        answer = anonymous.client.open(path, method=method, headers={"X-CSRFToken": token})
        assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/sign-in"), (method, path)


def test_live_parts_of_a_page_are_told_to_sign_in_by_a_header(app: Flask, anonymous: Visitor, owner: Visitor):
    answer = anonymous.open("/account", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"], answer.text) == (401, "/sign-in", "")


@pytest.mark.parametrize("mode", ["no-cors", "cors", "same-origin"])
def test_what_a_page_asks_for_by_itself_brings_no_other_session(anonymous: Visitor, owner: Visitor, mode: str):
    answer = anonymous.open("/library/", headers={"Sec-Fetch-Mode": mode})
    assert (answer.status_code, answer.text, answer.headers.getlist("Set-Cookie")) == (401, "", [])
    assert anonymous.open("/library/", headers={"Sec-Fetch-Mode": "navigate"}).status_code == 303


def test_a_colleague_opens_nothing_that_is_the_owners(app: Flask, colleague: Visitor):
    token = colleague.token("/account")
    routes = list(addresses(app, Access.OWNER))
    assert routes
    for method, path in routes:
        answer = colleague.client.open(path, method=method, headers={"X-CSRFToken": token})
        assert answer.status_code == 403, (method, path)


def test_no_route_that_changes_something_is_opened_without_a_token(app: Flask, owner: Visitor):
    for method, path in addresses(app, *Access):
        if method in {"POST", "PUT", "PATCH", "DELETE"}:
            assert owner.client.open(path, method=method).status_code == 400, (method, path)
    assert owner.is_signed_in()


def test_no_route_that_changes_something_is_opened_from_another_site(app: Flask, owner: Visitor):
    headers = {"X-CSRFToken": owner.token("/account"), "Origin": "https://evil.example"}
    for method, path in addresses(app, *Access):
        if method in {"POST", "PUT", "PATCH", "DELETE"}:
            assert owner.client.open(path, method=method, headers=headers).status_code == 403, (method, path)
    assert owner.is_signed_in()


def test_no_page_breaks_when_its_arguments_name_nothing(app: Flask, owner: Visitor):
    for method, path in addresses(app, *Access):
        if method == "GET":
            assert owner.open(path).status_code < 500, path
