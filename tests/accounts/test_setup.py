"""The first set-up: once, with the code the terminal printed, and never again."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from tests.accounts.conftest import NOON
from tests.accounts.visitor import Visitor
from tests.factories import PASSWORD
from therapytool.accounts.models import OneUseCode, Practice, User
from therapytool.accounts.setup import issue_setup_token
from therapytool.config import Settings
from therapytool.database import db

ACCOUNT = {"name": "Ada Miller", "email": "Ada@Example.org", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def code(app: Flask, clock: time_machine.Traveller) -> str:
    """The code printed at noon."""
    return started(app)


def started(app: Flask) -> str:
    """Start once more; the code that is printed."""
    with app.app_context():
        code = issue_setup_token()
    assert code is not None
    return code


def test_the_whole_story(app: Flask, visitor: Visitor, code: str):
    assert visitor.send("/setup", code=code).location == "/setup/account"
    assert visitor.send("/setup/account", **ACCOUNT).location == "/setup/practice"
    practice = {"name": "Harbor Lane", "contact": "(555) 010-0142", "paper": "a4", "region": "GB"}
    assert visitor.send("/setup/practice", **practice).location == "/setup/done"
    assert visitor.open("/setup/done").status_code == 200
    assert visitor.is_signed_in()
    with app.app_context():
        owner = db.session.query(User).one()
        assert (owner.name, owner.email, [role.name for role in owner.roles]) == (
            "Ada Miller",
            "ada@example.org",
            ["owner"],
        )
        made = owner.practice
        assert (made.name, made.contact, made.paper, made.region) == ("Harbor Lane", "(555) 010-0142", "a4", "GB")
        assert db.session.query(OneUseCode).count() == 0
    again = Visitor(app)
    assert again.sign_in("ada@example.org").status_code == 303


def test_before_it_the_door_leads_to_set_up(visitor: Visitor):
    assert visitor.open("/sign-in").location == "/setup"


def test_after_it_set_up_is_closed_even_with_a_code_in_hand(app: Flask, visitor: Visitor, code: str):
    late = Visitor(app)
    token = late.token("/setup")
    visitor.send("/setup", code=code)
    visitor.send("/setup/account", **ACCOUNT)
    for path in ("/setup", "/setup/account"):
        assert late.open(path).status_code == 303
        assert late.post(path, {"csrf_token": token, "code": code, **ACCOUNT}).status_code == 303
    with app.app_context():
        assert issue_setup_token() is None
        assert db.session.query(User).count() == 1


def test_the_code_works_in_one_browser_only(app: Flask, visitor: Visitor, code: str):
    visitor.send("/setup", code=code)
    answer = Visitor(app).send("/setup", code=code)
    assert answer.status_code == 422
    assert "has been used" in answer.text
    assert visitor.open("/setup/account").status_code == 200


def test_a_code_is_dead_after_a_day(visitor: Visitor, code: str, clock: time_machine.Traveller):
    clock.move_to(NOON + timedelta(hours=24))
    assert visitor.send("/setup", code=code).status_code == 422


def test_a_code_is_good_until_then(visitor: Visitor, code: str, clock: time_machine.Traveller):
    clock.move_to(NOON + timedelta(hours=23, minutes=59))
    assert visitor.send("/setup", code=code).status_code == 303


def test_set_up_begun_is_finished_within_an_hour(visitor: Visitor, code: str, clock: time_machine.Traveller):
    visitor.send("/setup", code=code)
    clock.move_to(NOON + timedelta(hours=1))
    assert visitor.open("/setup/account").location == "/setup"


def test_the_next_start_makes_a_new_code_and_ends_the_old(app: Flask, visitor: Visitor, code: str):
    newer = started(app)
    assert visitor.send("/setup", code=code).status_code == 422
    assert visitor.send("/setup", code=newer).status_code == 303


@pytest.mark.parametrize("wrong", ["", "x", "x" * 101, "' OR 1=1 --", "💥", "\x00"])
def test_a_wrong_code_is_refused(visitor: Visitor, code: str, wrong: str):
    assert visitor.send("/setup", code=wrong).status_code == 422


def test_opening_the_page_spends_nothing_and_the_code_is_in_no_address(visitor: Visitor, code: str):
    for _ in range(3):
        visitor.open("/setup")
    answer = visitor.send("/setup", code=code)
    assert code not in str(answer.headers)
    assert code not in json.dumps(visitor.session())


def test_only_its_fingerprint_is_in_the_database(app: Flask, code: str, settings: Settings):
    assert code.encode() not in (settings.instance / "therapytool.db").read_bytes()


def test_no_account_without_a_code(app: Flask, visitor: Visitor, code: str):
    token = visitor.token("/setup")
    assert visitor.open("/setup/account").location == "/setup"
    assert visitor.post("/setup/account", {"csrf_token": token, **ACCOUNT}).location == "/setup"
    with app.app_context():
        assert db.session.query(User).count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("email", ""),
        ("email", "nonsense"),
        ("email", "a@b@c"),
        ("password", ""),
        ("password", "short"),
        ("password", "Ada Miller 1234"),
        ("again", "something else"),
    ],
)
def test_an_account_that_will_not_do_is_refused_and_the_form_keeps_what_was_typed(
    app: Flask, visitor: Visitor, code: str, field: str, value: str
):
    visitor.send("/setup", code=code)
    answer = visitor.send("/setup/account", **{**ACCOUNT, field: value})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert PASSWORD not in answer.text
    with app.app_context():
        assert db.session.query(User).count() == 0


@pytest.mark.parametrize(
    ("field", "value"), [("paper", "a0"), ("region", "XX"), ("name", "x" * 121), ("contact", "x" * 201)]
)
def test_print_settings_that_will_not_do_are_refused(app: Flask, visitor: Visitor, code: str, field: str, value: str):
    visitor.send("/setup", code=code)
    visitor.send("/setup/account", **ACCOUNT)
    practice = {"name": "", "contact": "", "paper": "letter", "region": "US", field: value}
    assert visitor.send("/setup/practice", **practice).status_code == 422


def test_fields_that_are_not_on_the_form_change_nothing(app: Flask, visitor: Visitor, code: str):
    visitor.send("/setup", code=code)
    visitor.send("/setup/account", **ACCOUNT, id="99", active="", practice_id="7", tf_primary_method="sms")
    with app.app_context():
        owner = db.session.query(User).one()
        assert (owner.active, owner.tf_primary_method) == (True, None)
        assert owner.practice_id == db.session.query(Practice).one().id
