"""The account page: name, address, password, what is printed; and the code by which a colleague chooses a password."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from tests.accounts.conftest import NOON
from tests.accounts.visitor import Visitor
from tests.factories import PASSWORD
from therapytool.accounts.models import User
from therapytool.accounts.one_use import Purpose, issue_code
from therapytool.accounts.operations import add_clinician
from therapytool.accounts.permissions.roles import ClinicianRole
from therapytool.database import db, writing

NEW = "seven boats leave at dawn"
PRACTICE = {"name": "Harbor Lane", "contact": "(555) 010-0142", "paper": "a4", "region": "GB"}


def clinician(app: Flask, email: str = "ada@example.org") -> User:
    with app.app_context():
        return db.session.query(User).filter_by(email=email).one()


@pytest.fixture
def as_ben(app: Flask, clock: time_machine.Traveller, ben: str) -> Visitor:
    visitor = Visitor(app)
    visitor.sign_in(ben)
    return visitor


def test_the_name_is_changed(app: Flask, at_home: Visitor):
    assert at_home.send("/account", name="  Ada B. Miller ").status_code == 303
    assert clinician(app).name == "Ada B. Miller"
    assert "Your name is saved." in at_home.open("/account").text


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_name_that_will_not_do_is_refused(app: Flask, at_home: Visitor, name: str):
    before = clinician(app).name
    assert at_home.send("/account", name=name).status_code == 422
    assert clinician(app).name == before


def test_markup_in_a_name_is_shown_as_typed(at_home: Visitor):
    at_home.send("/account", name="<script>alert(1)</script>{{ 7*7 }}")
    page = at_home.open("/account").text
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page


def test_fields_that_are_not_on_the_form_change_nothing(app: Flask, as_ben: Visitor, ben: str):
    as_ben.send("/account", name="Ben", role="owner", roles="owner", practice_id="2", active="", email="x@example.org")
    assert as_ben.open("/account/practice").status_code == 403
    assert clinician(app, ben).email == ben


def test_the_address_is_changed_and_signs_in(app: Flask, at_home: Visitor):
    assert at_home.send("/account/email", email="Ada@Harbor.example").status_code == 303
    assert Visitor(app).sign_in("ada@harbor.example").status_code == 303
    assert Visitor(app).sign_in("ada@example.org").status_code == 422


@pytest.mark.parametrize("email", ["", "nonsense", "BEN@example.org", "a@b@c", "x" * 300 + "@example.org"])
def test_an_address_that_will_not_do_is_refused(app: Flask, at_home: Visitor, ben: str, email: str):
    assert at_home.send("/account/email", email=email).status_code == 422
    assert clinician(app).email == "ada@example.org"


def test_the_address_needs_a_fresh_password(at_home: Visitor, clock: time_machine.Traveller):
    clock.move_to(NOON + timedelta(minutes=16))
    assert at_home.open("/account/email").location == "/account/confirm?next=/account/email"


@pytest.mark.parametrize(
    "fields",
    [
        {"current": "not the password"},
        {"current": ""},
        {"password": "short", "again": "short"},
        {"again": "another one entirely"},
        {"password": "Ada Berg 12345", "again": "Ada Berg 12345"},
    ],
)
def test_a_password_change_that_will_not_do_is_refused(app: Flask, at_home: Visitor, fields: dict[str, str]):
    before = clinician(app).password
    answer = at_home.send("/account/password", **{"current": PASSWORD, "password": NEW, "again": NEW, **fields})
    assert answer.status_code == 422
    assert clinician(app).password == before
    assert NEW not in answer.text


def test_passwords_are_kept_as_argon2_hashes(app: Flask, ada: str):
    assert str(clinician(app).password).startswith("$argon2id$")


def test_the_owner_changes_what_is_printed(app: Flask, at_home: Visitor):
    assert at_home.send("/account/practice", **PRACTICE).status_code == 303
    page = at_home.open("/account").text
    assert all(words in page for words in ("Harbor Lane", "(555) 010-0142", "A4", "United Kingdom"))


def test_a_colleague_does_not(as_ben: Visitor):
    assert as_ben.open("/account/practice").status_code == 403
    token = as_ben.token("/account")
    assert as_ben.post("/account/practice", {"csrf_token": token, **PRACTICE}).status_code == 403
    assert "What is printed" not in as_ben.open("/account").text


@pytest.mark.parametrize(
    "path",
    [
        "/account",
        "/account/email",
        "/account/password",
        "/account/practice",
        "/account/second-step",
        "/account/second-step/off",
        "/account/second-step/recovery-codes",
        "/account/sign-ins/end-others",
        "/account/sign-ins/x/end",
        "/sign-out",
    ],
)
def test_nothing_changes_without_the_token_of_a_form(at_home: Visitor, path: str):
    assert at_home.post(path, {}).status_code == 400
    assert at_home.is_signed_in()


@pytest.fixture
def code(app: Flask, ada: str, clock: time_machine.Traveller) -> str:
    """What Cleo was handed to choose her password with."""
    with app.app_context(), writing():
        cleo = add_clinician(email="cleo@example.org", name="Cleo Park", role=ClinicianRole.CLINICIAN)
        return issue_code(Purpose.PASSWORD, clinician_id=cleo.id)


def test_a_colleague_chooses_her_password_and_signs_in(visitor: Visitor, code: str):
    assert visitor.send("/welcome", code=code).location == "/welcome/password"
    assert "cleo@example.org" in visitor.open("/welcome/password").text
    assert visitor.send("/welcome/password", password=NEW, again=NEW).location == "/sign-in"
    assert "Your password is set." in visitor.open("/sign-in").text
    assert visitor.sign_in("cleo@example.org", NEW).status_code == 303


def test_before_that_nobody_signs_in_as_her(visitor: Visitor, code: str):
    for password in ("None", "cleo@example.org", PASSWORD):
        assert visitor.sign_in("cleo@example.org", password).status_code == 422


def test_her_code_works_once(app: Flask, visitor: Visitor, code: str):
    visitor.send("/welcome", code=code)
    visitor.send("/welcome/password", password=NEW, again=NEW)
    assert visitor.open("/welcome/password").location == "/welcome"
    assert Visitor(app).send("/welcome", code=code).status_code == 422


def test_her_code_opens_no_other_door(app: Flask, visitor: Visitor, code: str):
    assert visitor.open("/setup").status_code == 303
    assert visitor.open("/demo").status_code == 404


def test_her_password_is_held_against_her_name(visitor: Visitor, code: str):
    visitor.send("/welcome", code=code)
    assert visitor.send("/welcome/password", password="Cleo Park 12345", again="Cleo Park 12345").status_code == 422


def test_a_new_password_ends_running_sign_ins(app: Flask, at_home: Visitor):
    with app.app_context(), writing():
        code = issue_code(Purpose.PASSWORD, clinician_id=clinician(app).id)
    elsewhere = Visitor(app)
    elsewhere.send("/welcome", code=code)
    assert at_home.is_signed_in()
    elsewhere.send("/welcome/password", password=NEW, again=NEW)
    assert not at_home.is_signed_in()
