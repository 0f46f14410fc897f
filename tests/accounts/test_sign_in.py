"""Signing in and out through the real forms, and what attackers do to them."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.factories import PASSWORD
from therapytool.accounts.models import User
from therapytool.database import db, writing

ELSEWHERE = [
    "//evil.example",
    "//evil.example/account",
    "///evil.example",
    "////evil.example",
    "https://evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "\\\\evil.example",
    "/\\evil.example",
    "/%5Cevil.example",
    "%0A//evil.example",
    "/%0A/evil.example",
    "/%0D%0ALocation:%20//evil.example",
    "/%09/evil.example",
    "%20//evil.example",
    "/%00",
    "//[evil",
    "",
]


def test_the_right_password_signs_in_and_leads_on_by_get(visitor: Visitor, ada: str):
    answer = visitor.sign_in(ada, onward="/account/password")
    assert (answer.status_code, answer.location) == (303, "/account/password")
    assert visitor.is_signed_in()


def test_without_a_place_to_go_on_to_it_leads_to_the_start(visitor: Visitor, ada: str):
    assert visitor.sign_in(ada).location == "/"


def test_the_address_is_recognized_in_any_case_and_with_space_around_it(visitor: Visitor, ada: str):
    visitor.sign_in("  ADA@Example.org ")
    assert visitor.is_signed_in()


def test_signing_out_leads_to_the_door_and_says_so(visitor: Visitor, ada: str):
    visitor.sign_in(ada)
    answer = visitor.sign_out()
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert "You are signed out." in visitor.open("/sign-in").text
    assert not visitor.is_signed_in()


def test_an_anonymous_visitor_comes_back_to_where_she_wanted_to_go(visitor: Visitor, ada: str):
    sent_away = visitor.open("/account/practice?from=mail")
    assert sent_away.status_code == 303
    assert visitor.send(sent_away.location, email=ada, password=PASSWORD).location == "/account/practice?from=mail"


def test_wrong_password_unknown_address_and_disabled_account_read_the_same(app: Flask, ada: str, ben: str):
    with app.app_context(), writing():
        db.session.query(User).filter_by(email=ben).one().active = False
    wrong = Visitor(app).sign_in(ada, "not the password at all")
    unknown = Visitor(app).sign_in("nobody@example.org", "not the password at all")
    disabled = Visitor(app).sign_in(ben, PASSWORD)
    assert {answer.status_code for answer in (wrong, unknown, disabled)} == {422}
    assert blanked(wrong.text) == blanked(unknown.text) == blanked(disabled.text)
    assert "do not belong together" in wrong.text


def test_an_unknown_address_costs_as_many_hashes_as_a_known_one(app: Flask, ada: str, monkeypatch: pytest.MonkeyPatch):
    work: list[str] = []

    def count_calls(name: str) -> None:
        context = app.extensions["security"].pwd_context
        original = getattr(context, name)
        monkeypatch.setattr(context, name, lambda *given, **more: work.append(name) or original(*given, **more))

    count_calls("hash")
    count_calls("verify")
    Visitor(app).sign_in(ada, "not the password at all")
    Visitor(app).sign_in("nobody@example.org", "not the password at all")
    assert work == ["verify", "hash"]


@pytest.mark.parametrize("field", ["email", "password"])
def test_an_empty_field_is_refused(visitor: Visitor, ada: str, field: str):
    fields = {"email": ada, "password": PASSWORD, field: ""}
    assert visitor.send("/sign-in", **fields).status_code == 422


def test_a_form_without_its_token_is_refused(visitor: Visitor, ada: str):
    assert visitor.post("/sign-in", {"email": ada, "password": PASSWORD}).status_code == 400
    assert not visitor.is_signed_in()


def test_a_token_of_another_browser_is_refused(visitor: Visitor, ada: str, app: Flask):
    token = Visitor(app).token("/sign-in")
    visitor.open("/sign-in")
    assert visitor.post("/sign-in", {"csrf_token": token, "email": ada, "password": PASSWORD}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_sent_from_another_site_is_refused(visitor: Visitor, ada: str, headers: dict[str, str]):
    answer = visitor.send("/sign-in", headers=headers, email=ada, password=PASSWORD)
    assert answer.status_code == 403
    assert not visitor.is_signed_in()


def test_a_form_sent_from_our_own_page_is_heard(visitor: Visitor, ada: str):
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert visitor.send("/sign-in", headers=headers, email=ada, password=PASSWORD).status_code == 303


@pytest.mark.parametrize("address", ELSEWHERE)
def test_the_door_never_leads_off_this_site(visitor: Visitor, ada: str, address: str):
    page = visitor.open(f"/sign-in?next={address}")
    assert (page.status_code, page.location) == (303, "/sign-in")
    token = visitor.token("/sign-in")
    fields = {"csrf_token": token, "email": ada, "password": PASSWORD}
    assert visitor.post(f"/sign-in?next={address}", fields).status_code == 400
    assert not visitor.is_signed_in()


@pytest.mark.parametrize(
    "address", ["//evil.example", "/\n/evil.example", "\t//evil.example", "/\\evil.example", "//[evil"]
)
def test_neither_does_the_hidden_field_of_the_form(visitor: Visitor, ada: str, address: str):
    assert visitor.send("/sign-in", email=ada, password=PASSWORD, next=address).status_code == 400


@pytest.mark.parametrize("body", ["[]", "{}", '"text"', '{"email": {"a": 1}, "password": [1]}', "{"])
def test_bodies_that_are_no_forms_are_refused(visitor: Visitor, ada: str, body: str):
    headers = {"X-CSRFToken": visitor.token("/sign-in")}
    answer = visitor.client.post("/sign-in", data=body, content_type="application/json", headers=headers)
    assert answer.status_code == 415


def test_a_json_answer_with_a_token_is_not_to_be_had(visitor: Visitor, ada: str):
    answer = visitor.send(
        "/sign-in?include_auth_token",
        headers={"Accept": "application/json"},
        email=ada,
        password=PASSWORD,
        page="/sign-in",
    )
    assert answer.status_code == 303
    assert "auth" not in answer.text.lower()


def test_a_token_made_by_the_library_opens_nothing(app: Flask, visitor: Visitor, ada: str):
    with app.test_request_context():
        token = str(db.session.query(User).filter_by(email=ada).one().get_auth_token())
    assert visitor.open("/account", headers={"Authentication-Token": token}).status_code == 303
    assert visitor.open(f"/account?auth_token={token}").status_code == 303


def test_a_session_starts_afresh_at_sign_in(visitor: Visitor, ada: str):
    with visitor.client.session_transaction() as planted:
        planted["planted"] = "by an attacker"
        planted["sign_in"] = "a secret the attacker knows"
    visitor.open("/sign-in")
    before = visitor.session()["csrf_token"]
    visitor.sign_in(ada)
    held = visitor.session()
    assert "planted" not in held
    assert held["sign_in"] != "a secret the attacker knows"
    visitor.open("/account")
    assert visitor.session()["csrf_token"] != before


def test_each_sign_in_has_a_secret_of_its_own(app: Flask, ada: str):
    secrets = set()
    for _ in range(3):
        visitor = Visitor(app)
        visitor.sign_in(ada)
        secrets.add(visitor.session()["sign_in"])
    assert len(secrets) == 3


def test_signing_in_again_ends_the_sign_in_before_it(app: Flask, visitor: Visitor, ada: str, ben: str):
    visitor.sign_in(ada)
    thief = Visitor(app)
    thief.steal_from(visitor)
    visitor.sign_out()
    visitor.sign_in(ben)
    assert not thief.is_signed_in()


def test_a_link_cannot_sign_anybody_out(visitor: Visitor, ada: str):
    visitor.sign_in(ada)
    assert visitor.open("/sign-out").status_code == 405
    visitor.open("/sign-in/code")
    visitor.open("/sign-in/recovery-code")
    visitor.open("/sign-in")
    assert visitor.is_signed_in()


def test_a_signed_in_visitor_has_no_business_at_the_door(visitor: Visitor, ada: str):
    visitor.sign_in(ada)
    for page in ("/sign-in", "/sign-in/code", "/sign-in/recovery-code"):
        answer = visitor.open(page)
        assert (answer.status_code, answer.location) == (303, "/"), page


@pytest.mark.parametrize("page", ["/sign-in/code", "/sign-in/recovery-code"])
def test_the_second_step_does_not_open_before_the_first(visitor: Visitor, ada: str, page: str):
    answer = visitor.open(page)
    assert (answer.status_code, answer.location) == (303, "/sign-in")


def test_no_page_of_a_signed_in_clinician_may_be_stored(visitor: Visitor, ada: str):
    visitor.sign_in(ada)
    assert visitor.open("/account").headers["Cache-Control"] == "no-store"
    visitor.sign_out()
    assert visitor.open("/account").headers["Cache-Control"] == "no-store"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor: Visitor, ada: str):
    visitor.sign_in(ada)
    for name in ("session", "device"):
        cookie = visitor.client.get_cookie(name)
        assert cookie is not None
        assert cookie.http_only
        assert cookie.same_site == "Lax"


def blanked(page: str) -> str:
    """A page without what differs from one to the next by nature: tokens and the address that was typed."""
    return re.sub(r'value="[^"]*"', "", page)
