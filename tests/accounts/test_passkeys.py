"""Passkeys sign in by themselves, are asked for after a password, and nothing that only looks like one is taken."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from tests.accounts.authenticator import USER_PRESENT, Authenticator
from tests.accounts.conftest import NOON
from tests.accounts.visitor import Visitor
from therapytool.accounts.models import User
from therapytool.accounts.operations import turn_off_every_second_step
from therapytool.accounts.signing_in.passkeys import Site
from therapytool.database import db, writing

EMAIL = "ada@example.org"


def options(visitor: Visitor, path: str, page: str) -> dict[str, Any]:
    found: dict[str, Any] = visitor.send(path, page=page).json
    return found


def add(visitor: Visitor, device: Authenticator, name: str = "My phone") -> Any:
    asked = options(visitor, "/account/passkeys/options", "/account/passkeys")
    return visitor.send("/account/passkeys", credential=device.create(asked), name=name)


def show(visitor: Visitor, device: Authenticator, *, onward: str = "") -> Any:
    asked = options(visitor, "/sign-in/passkey/options", "/sign-in")
    path = f"/sign-in/passkey?next={onward}" if onward else "/sign-in/passkey"
    return visitor.send(path, page="/sign-in", credential=device.get(asked))


@pytest.fixture
def phone(at_home: Visitor) -> Authenticator:
    """Ada's phone, with a passkey."""
    device = Authenticator()
    page = add(at_home, device)
    assert page.status_code == 200, page.text
    at_home.recovery_codes = re.findall(r"<code>([a-z0-9-]{14})</code>", page.text)
    return device


def test_a_passkey_signs_in_without_a_password_and_leads_on(visitor: Visitor, phone: Authenticator):
    answer = show(visitor, phone, onward="/account/password")
    assert (answer.status_code, answer.location) == (303, "/account/password")
    assert visitor.is_signed_in()


def test_once_there_is_one_the_password_alone_opens_nothing(visitor: Visitor, phone: Authenticator):
    assert visitor.sign_in(EMAIL).location.startswith("/sign-in/passkey")
    assert not visitor.is_signed_in()
    assert "has a passkey" in visitor.open("/sign-in/passkey").text
    show_here = options(visitor, "/sign-in/passkey/options", "/sign-in/passkey")
    visitor.send("/sign-in/passkey", credential=phone.get(show_here))
    assert visitor.is_signed_in()


def test_a_recovery_code_stands_in_for_a_lost_one(visitor: Visitor, at_home: Visitor, phone: Authenticator):
    visitor.sign_in(EMAIL)
    assert visitor.send("/sign-in/recovery-code", code=at_home.recovery_codes[0]).status_code == 303
    assert visitor.is_signed_in()


def test_an_answer_works_once(app: Flask, visitor: Visitor, phone: Authenticator):
    asked = options(visitor, "/sign-in/passkey/options", "/sign-in")
    answer = phone.get(asked)
    token = visitor.token("/sign-in")
    thief = Visitor(app)
    thief.steal_from(visitor)
    assert visitor.post("/sign-in/passkey", {"csrf_token": token, "credential": answer}).location == "/"
    thief.post("/sign-in/passkey", {"csrf_token": token, "credential": answer})
    assert not thief.is_signed_in()


def test_an_answer_is_taken_only_in_the_browser_that_was_asked(app: Flask, visitor: Visitor, phone: Authenticator):
    answer = phone.get(options(visitor, "/sign-in/passkey/options", "/sign-in"))
    thief = Visitor(app)
    thief.send("/sign-in/passkey", page="/sign-in", credential=answer)
    assert not thief.is_signed_in()


@pytest.mark.parametrize(
    "bent",
    [
        {"origin": "https://localhost.evil.example"},
        {"flags": USER_PRESENT},
        {"flags": 0},
        {"key": Authenticator().key},
        {"credential_id": b"x" * 32},
        {"count": -1},
    ],
    ids=["another site", "not unlocked", "nobody there", "another key", "unknown", "a copy"],
)
def test_what_only_looks_like_one_is_refused(app: Flask, visitor: Visitor, phone: Authenticator, bent: dict):
    phone.count = 5
    show(before := Visitor(app), phone)
    assert before.is_signed_in()
    for name, value in bent.items():
        setattr(phone, name, value)
    show(visitor, phone)
    assert not visitor.is_signed_in()
    assert "not accepted" in visitor.open("/sign-in").text


@pytest.mark.parametrize("answer", ["x", "{}", "[]", "[" * 5000, '{"id": 7}', '{"id": "é"}', "x" * 30_000])
def test_nonsense_is_refused_in_words(visitor: Visitor, phone: Authenticator, answer: str):
    options(visitor, "/sign-in/passkey/options", "/sign-in")
    assert visitor.send("/sign-in/passkey", page="/sign-in", credential=answer).status_code == 303
    assert not visitor.is_signed_in()


def test_a_late_answer_is_refused(visitor: Visitor, phone: Authenticator, clock: time_machine.Traveller):
    asked = options(visitor, "/sign-in/passkey/options", "/sign-in")
    clock.move_to(NOON + timedelta(minutes=6))
    visitor.send("/sign-in/passkey", page="/sign-in", credential=phone.get(asked))
    assert not visitor.is_signed_in()


def test_a_closed_account_is_not_opened(app: Flask, visitor: Visitor, phone: Authenticator):
    with app.app_context(), writing():
        db.session.query(User).one().active = False
    show(visitor, phone)
    assert not visitor.is_signed_in()


def test_it_is_renamed_and_removed_and_then_opens_nothing(visitor: Visitor, at_home: Visitor, phone: Authenticator):
    at_home.send("/account/passkeys/1/name", page="/account/passkeys", name="Blue key")
    assert 'value="Blue key"' in at_home.open("/account/passkeys").text
    at_home.send("/account/passkeys/1/remove", page="/account/passkeys")
    show(visitor, phone)
    assert not visitor.is_signed_in()
    assert visitor.sign_in(EMAIL).location == "/"


def test_nobody_touches_anothers(app: Flask, ben: str, phone: Authenticator):
    other = Visitor(app)
    other.sign_in(ben)
    for way in ("name", "remove"):
        assert other.send(f"/account/passkeys/1/{way}", page="/account", name="Mine").status_code == 404


def test_it_confirms_that_it_is_still_she(at_home: Visitor, phone: Authenticator, clock: time_machine.Traveller):
    clock.move_to(NOON + timedelta(minutes=20))
    assert at_home.open("/account/email").location == "/account/confirm?next=/account/email"
    asked = options(at_home, "/sign-in/passkey/options", "/account/confirm")
    answer = phone.get(asked)
    sent = at_home.send("/sign-in/passkey?next=/account/email", page="/account/confirm", credential=answer)
    assert (sent.status_code, sent.location) == (303, "/account/email")
    assert at_home.open("/account/email").status_code == 200


def test_a_name_is_used_once_and_a_device_added_once(at_home: Visitor, phone: Authenticator):
    assert add(at_home, Authenticator(), "my PHONE").status_code == 422
    assert add(at_home, phone, "Again").status_code == 422


def test_without_a_fresh_password_none_is_added(at_home: Visitor, clock: time_machine.Traveller):
    token = at_home.token("/account")
    clock.move_to(NOON + timedelta(minutes=20))
    answer = at_home.post("/account/passkeys/options", {"csrf_token": token})
    assert answer.location.startswith("/account/confirm")


def test_who_lost_everything_is_let_in_by_who_looks_after_the_machine(
    app: Flask, visitor: Visitor, phone: Authenticator
):
    with app.app_context(), writing():
        turn_off_every_second_step(db.session.query(User).one())
    assert visitor.sign_in(EMAIL).location == "/"


@pytest.mark.parametrize(
    ("host", "can"),
    [("localhost", True), ("therapy.example.org", True), ("127.0.0.1", False), ("::1", False), ("", False)],
)
def test_passkeys_need_a_name(host: str, can: bool):
    assert Site(host, f"http://{host}").can_have_passkeys is can
