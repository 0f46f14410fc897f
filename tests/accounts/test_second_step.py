"""The second step: codes that work once, recovery codes that work once, and no way around either."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from passlib.totp import TOTP

from tests.accounts.conftest import NOON
from tests.accounts.visitor import Visitor
from tests.factories import PASSWORD
from therapytool.accounts.models import User
from therapytool.accounts.one_use import Purpose, issue_code
from therapytool.config import Settings
from therapytool.database import db, writing

STEP = timedelta(seconds=30)


class Phone:
    """Ada's phone: knows the key, shows the code of a moment."""

    def __init__(self, page: str) -> None:
        letters = re.search(r'class="key-letters">([^<]+)<', page)
        assert letters
        self.app = TOTP(letters[1].replace("-", ""))

    def code(self, moment: datetime) -> str:
        return str(self.app.generate(time=moment).token)


@pytest.fixture
def phone(at_home: Visitor) -> Phone:
    """Ada's phone, after she has turned the second step on at noon; the code of noon is spent with that."""
    phone = Phone(at_home.open("/account/second-step").text)
    page = at_home.send("/account/second-step", code=phone.code(NOON))
    assert page.status_code == 200
    at_home.recovery_codes = re.findall(r"<code>([a-z0-9-]{14})</code>", page.text)
    return phone


@pytest.fixture
def later(clock: time_machine.Traveller, phone: Phone) -> datetime:
    """Ten minutes past noon."""
    moment = NOON + timedelta(minutes=10)
    clock.move_to(moment)
    return moment


def test_signing_in_asks_for_the_code_and_leads_on(app: Flask, visitor: Visitor, phone: Phone, later: datetime):
    asked = visitor.sign_in("ada@example.org", onward="/account/password")
    assert (asked.status_code, asked.location) == (303, "/sign-in/code?next=/account/password")
    assert not visitor.is_signed_in()
    answer = visitor.send(asked.location, code=phone.code(later))
    assert (answer.status_code, answer.location) == (303, "/account/password")
    assert visitor.is_signed_in()


def test_a_code_works_once(app: Flask, visitor: Visitor, phone: Phone, later: datetime):
    thief = Visitor(app)
    for each in (visitor, thief):
        each.sign_in("ada@example.org")
    assert visitor.send("/sign-in/code", code=phone.code(later)).status_code == 303
    assert thief.send("/sign-in/code", code=phone.code(later)).status_code == 422
    assert not thief.is_signed_in()


def test_no_code_before_the_last_one_used_works(app: Flask, visitor: Visitor, phone: Phone, later: datetime):
    thief = Visitor(app)
    for each in (visitor, thief):
        each.sign_in("ada@example.org")
    assert visitor.send("/sign-in/code", code=phone.code(later + STEP)).status_code == 303
    assert thief.send("/sign-in/code", code=phone.code(later)).status_code == 422


def test_the_code_that_turned_it_on_is_spent(app: Flask, visitor: Visitor, phone: Phone, clock: time_machine.Traveller):
    visitor.sign_in("ada@example.org")
    assert visitor.send("/sign-in/code", code=phone.code(NOON)).status_code == 422


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 303), (0, 303), (1, 303), (2, 422)])
def test_a_code_may_be_one_step_early_or_late(visitor: Visitor, phone: Phone, later: datetime, steps: int, status: int):
    visitor.sign_in("ada@example.org")
    assert visitor.send("/sign-in/code", code=phone.code(later + steps * STEP)).status_code == status


@pytest.mark.parametrize(
    "code", ["", "abcdef", "１２３４５６", "12345", "1234567", "-12345", "1e5", "x" * 10_000, "\x00"]
)
def test_codes_that_are_none_are_refused(visitor: Visitor, phone: Phone, later: datetime, code: str):
    visitor.sign_in("ada@example.org")
    assert visitor.send("/sign-in/code", code=code).status_code == 422


def test_codes_cannot_be_tried_forever(app: Flask, phone: Phone, later: datetime):
    guesser = Visitor(app, address="198.51.100.1")
    guesser.sign_in("ada@example.org")
    statuses = [guesser.send("/sign-in/code", code="000000").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    guesser.sign_in("ada@example.org")
    assert guesser.send("/sign-in/code", code=phone.code(later)).status_code == 429
    assert guesser.send("/sign-in/recovery-code", code="aaaa-bbbb-cccc").status_code == 429


def test_the_second_step_must_follow_soon(
    visitor: Visitor, phone: Phone, later: datetime, clock: time_machine.Traveller
):
    visitor.sign_in("ada@example.org")
    moment = later + timedelta(minutes=11)
    clock.move_to(moment)
    answer = visitor.send("/sign-in/code", code=phone.code(moment))
    assert answer.status_code == 422
    assert "more than ten minutes" in answer.text
    assert visitor.send("/sign-in/recovery-code", code="aaaa-bbbb-cccc").status_code == 422


def test_a_recovery_code_opens_it_once(app: Flask, at_home: Visitor, phone: Phone, later: datetime):
    code = at_home.recovery_codes[3]
    first, second = Visitor(app), Visitor(app)
    for each in (first, second):
        each.sign_in("ada@example.org")
    assert first.send("/sign-in/recovery-code", code=f" {code.upper()} ").status_code == 303
    assert first.is_signed_in()
    assert second.send("/sign-in/recovery-code", code=code).status_code == 422
    assert second.send("/sign-in/recovery-code", code=at_home.recovery_codes[0]).status_code == 303
    assert "You have 8 left" in first.open("/account/second-step").text


def test_there_are_ten_and_none_is_kept_in_the_clear(at_home: Visitor, phone: Phone, settings: Settings):
    stored = (settings.instance / "therapytool.db").read_bytes()
    assert len(set(at_home.recovery_codes)) == 10
    assert not any(code.encode() in stored for code in at_home.recovery_codes)


def test_neither_is_the_key(at_home: Visitor, phone: Phone, settings: Settings):
    stored = (settings.instance / "therapytool.db").read_bytes()
    assert phone.app.base32_key.encode() not in stored


def test_new_recovery_codes_end_the_old(app: Flask, at_home: Visitor, phone: Phone, later: datetime):
    page = at_home.send("/account/second-step/recovery-codes", page="/account/second-step")
    newer = re.findall(r"<code>([a-z0-9-]{14})</code>", page.text)
    visitor = Visitor(app)
    visitor.sign_in("ada@example.org")
    assert visitor.send("/sign-in/recovery-code", code=at_home.recovery_codes[0]).status_code == 422
    assert visitor.send("/sign-in/recovery-code", code=newer[0]).status_code == 303


def test_it_can_be_turned_off(app: Flask, at_home: Visitor, phone: Phone, visitor: Visitor):
    at_home.send("/account/second-step/off", page="/account/second-step")
    assert visitor.sign_in("ada@example.org").location == "/"
    with app.app_context():
        ada = db.session.query(User).one()
        assert (ada.tf_totp_secret, ada.mf_recovery_codes) == (None, [])


def test_a_wrong_first_code_turns_nothing_on(app: Flask, at_home: Visitor, visitor: Visitor):
    assert at_home.send("/account/second-step", code="000000").status_code == 422
    assert visitor.sign_in("ada@example.org").location == "/"


@pytest.mark.parametrize(
    "path", ["/account/second-step", "/account/second-step/off", "/account/second-step/recovery-codes"]
)
def test_a_stale_sign_in_types_the_password_again(
    at_home: Visitor, phone: Phone, clock: time_machine.Traveller, path: str
):
    token = at_home.token("/account")
    clock.move_to(NOON + timedelta(minutes=16))
    asked = at_home.post(path, {"csrf_token": token})
    assert (asked.status_code, asked.location) == (303, f"/account/confirm?next={path}")
    assert "10 left" not in asked.text


def test_confirming_makes_it_fresh_for_a_while_and_only_a_while(at_home: Visitor, clock: time_machine.Traveller):
    clock.move_to(NOON + timedelta(minutes=16))
    asked = at_home.open("/account/second-step")
    assert at_home.send(asked.location, password="not the password").status_code == 422
    assert at_home.send(asked.location, password=PASSWORD).location == "/account/second-step"
    for minutes in (17, 24, 30):
        clock.move_to(NOON + timedelta(minutes=minutes))
        assert at_home.open("/account/second-step").status_code == 200, minutes
    clock.move_to(NOON + timedelta(minutes=32))
    assert at_home.open("/account/second-step").status_code == 303


def test_a_new_password_does_not_lead_around_the_second_step(
    app: Flask, visitor: Visitor, phone: Phone, later: datetime
):
    with app.app_context(), writing():
        code = issue_code(Purpose.PASSWORD, clinician_id=db.session.query(User).one().id)
    visitor.send("/welcome", code=code)
    new = "seven boats leave at dawn"
    assert visitor.send("/welcome/password", password=new, again=new).location == "/sign-in"
    assert not visitor.is_signed_in()
    assert visitor.sign_in("ada@example.org", new).location.startswith("/sign-in/code")
    assert not visitor.is_signed_in()


def test_the_first_step_alone_opens_no_page(app: Flask, visitor: Visitor, phone: Phone, later: datetime):
    visitor.sign_in("ada@example.org")
    for path in ("/account", "/account/password", "/account/second-step", "/setup/practice"):
        assert visitor.open(path).status_code == 303, path


def test_a_password_changed_meanwhile_ends_a_sign_in_half_done(
    app: Flask, visitor: Visitor, at_home: Visitor, phone: Phone, later: datetime
):
    visitor.sign_in("ada@example.org")
    new = "seven boats leave at dawn"
    at_home.send("/account/password", current=PASSWORD, password=new, again=new)
    token = visitor.session()["csrf_token"]
    visitor.post("/sign-in/code", {"csrf_token": token, "code": phone.code(later)})
    assert not visitor.is_signed_in()
