"""What the page's script sends: acknowledged only when kept, never one over another, never more than is asked."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from flask import Flask

from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework, end_link, kept, row
from therapytool import clock
from therapytool.database import db

WORDS = "/answers/first_words"


def body(text: str, revision: int = 0, **more: Any) -> dict[str, Any]:
    return {"text": text, "revision": revision, "request": str(uuid4()), **more}


def test_a_save_is_acknowledged_with_its_revision_and_the_servers_time(
    at_home: ClientBrowser, heron: GivenHomework
) -> None:
    answer = at_home.put(WORDS, body("I liked it"))
    assert answer.status_code == 200
    assert answer.json["revision"] == 1
    assert abs(datetime.fromisoformat(answer.json["saved_at"]) - clock.now()) < timedelta(seconds=30)
    assert not answer.json["late"]
    assert kept(heron) == {"first_words": "I liked it"}
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_acknowledged_only_when_it_is_committed(
    at_home: ClientBrowser, heron: GivenHomework, monkeypatch: pytest.MonkeyPatch, library: Flask
) -> None:
    token = at_home.token()
    library.config["PROPAGATE_EXCEPTIONS"] = False
    with monkeypatch.context() as broken:
        broken.setattr(db.session, "commit", lambda: 1 / 0)
        answer = at_home.put(WORDS, body("lost"), token=token)
    assert answer.status_code == 500
    assert "What was saved is still there" in answer.json["message"]
    assert kept(heron) == {}


def test_the_same_save_twice_is_one(at_home: ClientBrowser, heron: GivenHomework) -> None:
    save = body("once")
    assert [at_home.put(WORDS, save).json["revision"] for _ in range(2)] == [1, 1]
    assert [answer.revision for answer in row(heron).answers] == [1]


def test_typing_on_without_an_acknowledgment_goes_on(at_home: ClientBrowser) -> None:
    lost = body("a")
    at_home.put(WORDS, lost)
    assert at_home.put(WORDS, body("ab", follows=[lost["request"]])).json["revision"] == 2


def test_what_was_changed_elsewhere_comes_back_with_both_texts(at_home: ClientBrowser, heron: GivenHomework) -> None:
    at_home.put(WORDS, body("from the phone"))
    answer = at_home.put(WORDS, body("from the laptop"))
    assert answer.status_code == 409
    assert {key: answer.json[key] for key in ("problem", "revision", "kept", "kept_in_words", "typed_in_words")} == {
        "problem": "changed",
        "revision": 1,
        "kept": "from the phone",
        "kept_in_words": "from the phone",
        "typed_in_words": "from the laptop",
    }
    assert kept(heron) == {"first_words": "from the phone"}


def test_too_long_is_refused_in_words(at_home: ClientBrowser) -> None:
    for size in (201, 2**20):
        answer = at_home.put(WORDS, body("x" * size))
        assert answer.status_code == 422
        assert "room for 200" in answer.json["message"]


def test_far_too_large_is_refused_before_it_is_read(at_home: ClientBrowser) -> None:
    answer = at_home.put(WORDS, body("x" * 3 * 2**20))
    assert (answer.status_code, answer.json["problem"]) == (413, "That is too large")


@pytest.mark.parametrize("text", ["\\ud800", "a\\u0000b", "\\u001b["])
def test_characters_that_cannot_be_kept_are_refused_in_words(
    at_home: ClientBrowser, heron: GivenHomework, text: str
) -> None:
    sent = f'{{"text": "{text}", "revision": 0, "request": "{uuid4()}"}}'.encode()
    answer = at_home.put(WORDS, sent)
    assert answer.status_code == 422
    assert answer.json["message"]
    assert kept(heron) == {}


HOSTILE = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"text": 1, "revision": 0, "request": "12345678"}',
    b'{"text": "a", "revision": -1, "request": "12345678"}',
    b'{"text": "a", "revision": 1e999, "request": "12345678"}',
    b'{"text": "a", "revision": NaN, "request": "12345678"}',
    b'{"text": "a", "revision": 0, "request": "<script>"}',
    b'{"text": "a", "revision": 0, "request": "12345678", "is_private": false}',
    b'{"text": "a", "revision": 0, "request": "12345678", "waited": -1}',
    b'{"text": "a", "revision": 0, "request": "12345678", "waited": 99999999999999999999}',
    json.dumps({"text": "a", "revision": 0, "request": "12345678", "follows": ["12345678"] * 21}).encode(),
]


@pytest.mark.parametrize("sent", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_save_is_refused(at_home: ClientBrowser, heron: GivenHomework, sent: bytes) -> None:
    assert at_home.put(WORDS, sent).status_code == 422
    assert at_home.put("/private/first_words", sent).status_code == 422
    assert kept(heron) == {}


@pytest.mark.parametrize("key", ["nothing", "ladder.r1.c1", "first_words.x", "%00", "x" * 2000, "../check", "é"])
def test_what_the_sheet_does_not_ask_is_not_there(at_home: ClientBrowser, heron: GivenHomework, key: str) -> None:
    assert at_home.put(f"/answers/{key}", body("a")).status_code in {404, 405}
    assert list(row(heron).answers) == []


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "\u202eabc\u202c", "=1+1", "{{ 7777*7777 }}", "a" * 200, '"onload="x', "\N{FAMILY}"],
)
def test_hostile_words_come_back_as_typed_and_escaped(at_home: ClientBrowser, heron: GivenHomework, text: str) -> None:
    assert at_home.put(WORDS, body(text)).status_code == 200
    assert kept(heron) == {"first_words": text}
    for page in ("/1", "/2", "/check"):
        shown = at_home.open(page).text
        assert "<script>alert" not in shown
        assert 'value=""onload' not in shown
        assert "60481729" not in shown


class TestTheWishToKeepItToMyself:
    def test_is_kept_before_and_after_the_words(self, at_home: ClientBrowser, heron: GivenHomework) -> None:
        assert at_home.put("/private/first_words", {"private": True}).json == {"private": True}
        at_home.put(WORDS, body("secret"))
        assert [answer.is_private for answer in row(heron).answers] == [True]
        at_home.put("/private/first_words", {"private": False})
        assert [answer.is_private for answer in row(heron).answers] == [False]

    def test_is_for_what_the_sheet_asks(self, at_home: ClientBrowser) -> None:
        assert at_home.put("/private/nothing", {"private": True}).status_code == 404


class TestAfterTheEndOfTheLink:
    @pytest.fixture
    def token(self, at_home: ClientBrowser, heron: GivenHomework) -> str:
        """A page opened before the end, which was ten minutes ago."""
        token = at_home.token()
        end_link(heron, ago=timedelta(minutes=10))
        return token

    def test_words_typed_before_it_are_kept_and_marked_late(
        self, at_home: ClientBrowser, heron: GivenHomework, token: str
    ) -> None:
        answer = at_home.put(WORDS, body("in the tunnel", waited=11 * 60 * 1000), token=token)
        assert (answer.status_code, answer.json["late"]) == (200, True)
        assert [answer.arrived_late for answer in row(heron).answers] == [True]

    def test_words_typed_after_it_are_not(self, at_home: ClientBrowser, heron: GivenHomework, token: str) -> None:
        answer = at_home.put(WORDS, body("after", waited=9 * 60 * 1000), token=token)
        assert (answer.status_code, answer.json["problem"]) == (410, "This link has ended")
        assert kept(heron) == {}

    def test_a_day_later_nothing_is(self, at_home: ClientBrowser, heron: GivenHomework, token: str) -> None:
        with time_machine.travel(clock.now() + timedelta(hours=25), tick=False):
            answer = at_home.put(WORDS, body("old", waited=26 * 3600 * 1000), token=token)
        assert answer.status_code in {401, 410}
        assert kept(heron) == {}


def test_nobody_saves_without_having_been_let_in(library: Flask, heron: GivenHomework) -> None:
    stranger = ClientBrowser(library)
    stranger.name = heron.name
    assert stranger.put(WORDS, body("a"), token=stranger.token("/w")).status_code == 400
    assert kept(heron) == {}


def test_fifty_saves_in_a_row_are_all_there(at_home: ClientBrowser, heron: GivenHomework) -> None:
    token = at_home.token()
    cells = [f"ladder_short.r{line}.c{column}" for line in (1, 2, 3) for column in (1, 2, 4)]
    for revision in range(5):
        for cell in cells:
            saved = at_home.put(f"/answers/{cell}", body(f"{cell} {revision}", revision), token=token)
            assert saved.json["revision"] == revision + 1
    assert kept(heron) == {cell: f"{cell} 4" for cell in cells}
