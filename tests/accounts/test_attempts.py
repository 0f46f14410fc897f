"""Wrong tries are counted in the database: guessers wait longer and longer, the owner on her own computer does not."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from tests.accounts.conftest import NOON
from tests.accounts.visitor import Visitor
from tests.factories import PASSWORD
from therapytool.accounts.models import FailedTries, User
from therapytool.accounts.signing_in.attempts import network
from therapytool.accounts.signing_in.waits import still_to_wait, wait_after, wait_in_words
from therapytool.app import create_app
from therapytool.config import Settings
from therapytool.database import db

WRONG = "a password nobody has"


def guess(visitor: Visitor, email: str, times: int) -> list[int]:
    """The statuses of that many wrong tries in a row."""
    return [visitor.sign_in(email, WRONG).status_code for _ in range(times)]


def stranger(app: Flask, number: int = 1) -> Visitor:
    return Visitor(app, address=f"198.51.100.{number}")


def test_after_five_wrong_tries_a_stranger_waits(app: Flask, ada: str, clock: time_machine.Traveller):
    guesser = stranger(app)
    assert guess(guesser, ada, 5) == [422] * 5
    refused = guesser.sign_in(ada, PASSWORD)
    assert refused.status_code == 429
    assert "Wait 30 seconds" in refused.text
    assert refused.headers["Retry-After"] == "31"


def test_the_wait_doubles_up_to_a_quarter_of_an_hour(app: Flask, ada: str, clock: time_machine.Traveller):
    guesser, now, waits = stranger(app), NOON, []
    guess(guesser, ada, 4)
    for _ in range(8):
        assert guess(guesser, ada, 2) == [422, 429]
        wait = int(guesser.sign_in(ada, WRONG).headers["Retry-After"]) - 1
        waits.append(wait)
        now += timedelta(seconds=wait)
        clock.move_to(now)
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]


def test_the_right_password_is_not_even_looked_at_while_waiting(app: Flask, ada: str, clock: time_machine.Traveller):
    guesser = stranger(app)
    guess(guesser, ada, 5)
    assert guesser.sign_in(ada, PASSWORD).text.count("Too many wrong tries") == 1
    clock.move_to(NOON + timedelta(seconds=30))
    assert guesser.sign_in(ada, PASSWORD).status_code == 303


def test_other_addresses_do_not_get_round_it(app: Flask, ada: str, clock: time_machine.Traveller):
    for number in range(5):
        guess(stranger(app, number), ada, 1)
    assert stranger(app, 99).sign_in(ada, PASSWORD).status_code == 429


def test_nor_does_another_spelling_of_the_account(app: Flask, ada: str, clock: time_machine.Traveller):
    guesser = stranger(app)
    for spelling in (ada, ada.upper(), f" {ada}", ada.title(), f"{ada} "):
        guess(guesser, spelling, 1)
    assert guesser.sign_in(ada, PASSWORD).status_code == 429


def test_an_account_that_does_not_exist_waits_just_the_same(app: Flask, ada: str, clock: time_machine.Traveller):
    known = [stranger(app, 1).sign_in(ada, WRONG) for _ in range(6)]
    unknown = [stranger(app, 2).sign_in("nobody@example.org", WRONG) for _ in range(6)]
    assert [answer.status_code for answer in known] == [answer.status_code for answer in unknown]
    assert "Wait 30 seconds" in unknown[-1].text


def test_a_guesser_does_not_lock_the_owner_out(app: Flask, at_home: Visitor, ada: str):
    at_home.sign_out()
    guess(stranger(app), ada, 6)
    assert at_home.sign_in(ada).status_code == 303


def test_the_owners_own_slips_are_counted_on_her_computer_alone(app: Flask, at_home: Visitor, ada: str):
    at_home.sign_out()
    assert guess(at_home, ada, 6) == [422] * 5 + [429]
    assert stranger(app).sign_in(ada).status_code == 303


def test_a_known_computer_is_known_for_its_own_account_only(app: Flask, at_home: Visitor, ben: str):
    at_home.sign_out()
    guess(stranger(app), ben, 5)
    assert at_home.sign_in(ben).status_code == 429


def test_a_made_up_device_cookie_is_a_stranger(app: Flask, ada: str, clock: time_machine.Traveller):
    guesser = stranger(app)
    for number in range(5):
        guesser.client.set_cookie("device", f"made-up-{number}")
        guess(guesser, ada, 1)
    assert guesser.sign_in(ada).status_code == 429


def test_success_sets_the_counter_back(app: Flask, at_home: Visitor, ada: str):
    at_home.sign_out()
    guess(at_home, ada, 4)
    at_home.sign_in(ada)
    at_home.sign_out()
    assert guess(at_home, ada, 5) == [422] * 5


def test_an_address_that_tries_many_accounts_waits_too(app: Flask, ada: str, clock: time_machine.Traveller):
    sprayer = stranger(app)
    for number in range(20):
        assert guess(sprayer, f"person{number}@example.org", 1) == [422]
    assert sprayer.sign_in(ada, PASSWORD).status_code == 429
    assert stranger(app, 2).sign_in(ada, PASSWORD).status_code == 303


def test_an_own_account_does_not_clear_the_way_to_others(app: Flask, ada: str, ben: str, clock: time_machine.Traveller):
    sprayer = stranger(app)
    for number in range(19):
        guess(sprayer, f"person{number}@example.org", 1)
    sprayer.sign_in(ben)
    sprayer.sign_out()
    sprayer.client.delete_cookie("device")
    guess(sprayer, "person20@example.org", 1)
    assert sprayer.sign_in(ada).status_code == 429


def test_a_forwarded_address_is_not_believed(app: Flask, ada: str, clock: time_machine.Traveller):
    sprayer = stranger(app)
    for number in range(21):
        headers = {"X-Forwarded-For": f"203.0.113.{number}"}
        answer = sprayer.send("/sign-in", headers=headers, email=f"person{number}@example.org", password=WRONG)
    assert answer.status_code == 429


def test_tries_at_the_same_moment_are_all_counted(app: Flask, ada: str):
    guessers = [stranger(app, number) for number in range(12)]
    posts = [(each, {"csrf_token": each.token("/sign-in"), "email": ada, "password": WRONG}) for each in guessers]
    with ThreadPoolExecutor(max_workers=12) as pool:
        statuses = list(pool.map(lambda one: one[0].post("/sign-in", one[1]).status_code, posts))
    assert sorted(statuses) == [422] * 5 + [429] * 7


def test_nobodys_save_waits_while_a_password_is_hashed(
    app: Flask, settings: Settings, ada: str, monkeypatch: pytest.MonkeyPatch
):
    security = app.extensions["security"]
    verify, saved = type(security.pwd_context).verify, []

    def verify_while_another_saves(self, *given):
        with sqlite3.connect(settings.instance / "therapytool.db", timeout=0.1, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("UPDATE practice SET name = 'saved meanwhile'")
            other.execute("COMMIT")
            saved.append(True)
        return verify(self, *given)

    monkeypatch.setattr(type(security.pwd_context), "verify", verify_while_another_saves)
    visitor = Visitor(app)
    visitor.sign_in(ada, WRONG)
    visitor.sign_in(ada)
    visitor.send("/account/password", current=WRONG, password="seven boats leave", again="seven boats leave")
    visitor.send("/account/confirm", password=WRONG)
    assert saved == [True] * 4


def test_a_hash_made_with_weaker_settings_is_renewed_at_sign_in(app: Flask, ada: str):
    app.extensions["security"].pwd_context.update(argon2__rounds=2)
    Visitor(app).sign_in(ada)
    with app.app_context():
        assert ",t=2," in db.session.query(User).one().password
    assert Visitor(app).sign_in(ada).status_code == 303


def test_counters_outlive_a_restart(settings: Settings, app: Flask, ada: str, clock: time_machine.Traveller):
    guess(stranger(app), ada, 5)
    restarted = create_app(settings)
    assert stranger(restarted).sign_in(ada).status_code == 429


def test_a_quiet_day_forgets(app: Flask, ada: str, clock: time_machine.Traveller):
    guess(stranger(app), ada, 5)
    clock.move_to(NOON + timedelta(hours=25))
    assert guess(stranger(app), ada, 5) == [422] * 5
    with app.app_context():
        assert db.session.query(FailedTries).count() == 2


def test_neither_address_nor_account_is_in_the_database_in_the_clear(
    settings: Settings, app: Flask, ada: str, clock: time_machine.Traveller
):
    guess(stranger(app), "nobody@example.org", 1)
    stored = (settings.instance / "therapytool.db").read_bytes()
    assert b"198.51.100" not in stored
    assert b"nobody@" not in stored


def test_a_session_in_strange_hands_cannot_guess_the_password_either(at_home: Visitor):
    fields = {"current": WRONG, "password": "seven boats leave at dawn", "again": "seven boats leave at dawn"}
    statuses = [at_home.send("/account/password", **fields).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    assert at_home.send("/account/confirm", password=PASSWORD).status_code == 429


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 30), (6, 60), (9, 480), (10, 900), (11, 900), (10**9, 900)]
)
def test_waits_by_failures(failures: int, seconds: int):
    assert wait_after(failures, free=5) == timedelta(seconds=seconds)


def test_a_wait_that_is_over_is_none():
    assert still_to_wait(5, free=5, last_at=NOON, now=NOON + timedelta(hours=1)) == timedelta(0)


def test_a_clock_that_was_a_year_ahead_makes_nobody_wait_a_year():
    assert still_to_wait(9, free=5, last_at=NOON + timedelta(days=365), now=NOON) == timedelta(0)
    assert still_to_wait(9, free=5, last_at=NOON + timedelta(seconds=1), now=NOON) > timedelta(0)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 second"), (29.1, "30 seconds"), (60, "1 minute"), (61, "2 minutes"), (900, "15 minutes")],
)
def test_waits_in_words(seconds: float, words: str):
    assert wait_in_words(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_the_part_of_an_address_one_person_commands(address: str, place: str):
    assert network(address) == place
