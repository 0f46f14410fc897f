"""A sign-in runs as long as its row does: log-out, time limits, the list on the account page."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from tests.accounts.conftest import NOON
from tests.accounts.visitor import Visitor
from tests.factories import PASSWORD, make_clinician
from therapytool.accounts.models import SignIn, User
from therapytool.accounts.signing_in.sign_ins import time_in_words
from therapytool.app import create_app
from therapytool.config import Settings
from therapytool.database import db, writing

NEW_PASSWORD = "seven boats leave at dawn"


def last_seen(app: Flask) -> datetime:
    with app.app_context():
        return db.session.query(SignIn).one().last_seen_at


def test_a_stolen_cookie_is_dead_after_sign_out(app: Flask, at_home: Visitor):
    thief = Visitor(app)
    thief.steal_from(at_home)
    assert thief.is_signed_in()
    at_home.sign_out()
    assert not thief.is_signed_in()


def test_only_the_fingerprint_of_a_sign_in_is_in_the_database(app: Flask, at_home: Visitor, settings: Settings):
    secret = at_home.session()["sign_in"]
    assert secret.encode() not in (settings.instance / "therapytool.db").read_bytes()


def test_an_unused_sign_in_ends_after_the_idle_limit(at_home: Visitor, clock: time_machine.Traveller):
    clock.move_to(NOON + timedelta(minutes=59))
    assert at_home.is_signed_in()
    clock.move_to(NOON + timedelta(minutes=59 + 61))
    assert not at_home.is_signed_in()
    assert "Your last sign-in has ended" in at_home.open("/sign-in").text


def test_a_used_sign_in_ends_after_the_absolute_limit(at_home: Visitor, clock: time_machine.Traveller):
    for minutes in range(30, 12 * 60, 30):
        clock.move_to(NOON + timedelta(minutes=minutes))
        assert at_home.is_signed_in(), minutes
    clock.move_to(NOON + timedelta(hours=12))
    assert not at_home.is_signed_in()


def test_an_ended_sign_in_does_not_come_back_when_the_clock_is_set_back(
    at_home: Visitor, app: Flask, clock: time_machine.Traveller
):
    clock.move_to(NOON + timedelta(hours=2))
    other = Visitor(app)
    other.sign_in("ada@example.org")
    clock.move_to(NOON)
    assert not at_home.is_signed_in()


def test_a_sign_in_begun_while_the_clock_was_ahead_does_not_outlive_its_limits(
    at_home: Visitor, clock: time_machine.Traveller
):
    clock.move_to(NOON - timedelta(days=30))
    assert not at_home.is_signed_in()


def test_use_is_written_down_every_five_minutes_at_most(app: Flask, at_home: Visitor, clock: time_machine.Traveller):
    clock.move_to(NOON + timedelta(minutes=4))
    at_home.open("/account")
    assert last_seen(app) == NOON
    clock.move_to(NOON + timedelta(minutes=5))
    at_home.open("/account")
    assert last_seen(app) == NOON + timedelta(minutes=5)


def test_a_short_idle_limit_counts_from_real_use(tmp_path: Path, clock: time_machine.Traveller):
    app = create_app(Settings.load(instance=tmp_path / "short", idle_minutes=5))
    with app.app_context():
        db.create_all()
        make_clinician()
    visitor = Visitor(app)
    visitor.sign_in("ada@example.org")
    for minutes in range(1, 20):
        clock.move_to(NOON + timedelta(minutes=minutes))
        assert visitor.is_signed_in(), minutes
    clock.move_to(NOON + timedelta(minutes=19 + 5))
    assert not visitor.is_signed_in()


def test_a_locked_database_fails_no_page_and_is_not_waited_for(
    at_home: Visitor, settings: Settings, clock: time_machine.Traveller, app: Flask
):
    clock.move_to(NOON + timedelta(minutes=10))
    other = sqlite3.connect(settings.instance / "therapytool.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert at_home.open("/account").status_code == 200
    other.execute("ROLLBACK")
    other.close()
    assert last_seen(app) == NOON
    at_home.open("/account")
    assert last_seen(app) == NOON + timedelta(minutes=10)


def test_connections_wait_as_long_as_before_once_presence_is_noted(
    app: Flask, at_home: Visitor, clock: time_machine.Traveller
):
    clock.move_to(NOON + timedelta(minutes=10))
    at_home.open("/account")
    with app.app_context(), db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 10_000


def test_the_list_shows_every_browser_and_ends_one(app: Flask, at_home: Visitor, ada: str):
    phone = Visitor(app, browser="Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1")
    phone.sign_in(ada)
    page = at_home.open("/account").text
    assert "Firefox on Linux" in page
    assert "Safari on iPhone" in page
    with app.app_context():
        name = db.session.query(SignIn).filter_by(browser="Safari on iPhone").one().public_id
    assert at_home.send(f"/account/sign-ins/{name}/end", page="/account").status_code == 303
    assert not phone.is_signed_in()
    assert at_home.is_signed_in()


def test_all_others_end_at_once(app: Flask, at_home: Visitor, ada: str):
    others = [Visitor(app) for _ in range(3)]
    for other in others:
        other.sign_in(ada)
    at_home.send("/account/sign-ins/end-others", page="/account")
    assert [other.is_signed_in() for other in others] == [False, False, False]
    assert at_home.is_signed_in()


def test_nobody_ends_the_sign_in_of_another(app: Flask, at_home: Visitor, ben: str):
    colleague = Visitor(app)
    colleague.sign_in(ben)
    with app.app_context():
        names = [row.public_id for row in db.session.query(SignIn)]
    for name in names:
        at_home.send(f"/account/sign-ins/{name}/end", page="/account") if at_home.is_signed_in() else None
    assert colleague.is_signed_in()


def test_changing_the_password_ends_the_others_and_keeps_this_one(app: Flask, at_home: Visitor, ada: str):
    other, thief = Visitor(app), Visitor(app)
    other.sign_in(ada)
    thief.steal_from(at_home)
    answer = at_home.send("/account/password", current=PASSWORD, password=NEW_PASSWORD, again=NEW_PASSWORD)
    assert answer.status_code == 303
    assert at_home.is_signed_in()
    assert not other.is_signed_in()
    assert not thief.is_signed_in()
    assert Visitor(app).sign_in(ada).status_code == 422
    assert Visitor(app).sign_in(ada, NEW_PASSWORD).status_code == 303


@pytest.mark.parametrize("email", ["ada@example.org"])
def test_an_account_that_is_switched_off_is_out_at_once(app: Flask, at_home: Visitor, email: str):
    with app.app_context(), writing():
        db.session.query(User).filter_by(email=email).one().active = False
    assert not at_home.is_signed_in()


def test_a_cookie_with_another_key_or_without_one_is_nobody(app: Flask, visitor: Visitor, at_home: Visitor):
    visitor.client.set_cookie("session", (at_home.cookie() or "")[:-3] + "abc")
    assert not visitor.is_signed_in()
    with at_home.client.session_transaction() as session:
        session["sign_in"] = ["a", "list"]
    assert not at_home.is_signed_in()


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (59, "59 minutes"), (60, "60 minutes"), (89, "89 minutes"), (90, "1 hour"), (720, "12 hours")],
)
def test_spans_read_as_a_person_says_them(minutes: int, words: str):
    assert time_in_words(timedelta(minutes=minutes)) == words
