"""The way in: by link, by code, by passcode; what is not open says so; nothing is spent by looking."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework, end_link, give, revoke_link, row
from therapytool import clock

COOKIE = "HttpOnly; Path=/; SameSite=Strict"


@pytest.fixture
def visitor(library: Flask) -> ClientBrowser:
    return ClientBrowser(library)


def test_the_link_lets_in_and_its_token_is_in_no_address(visitor: ClientBrowser, heron: GivenHomework) -> None:
    answer = visitor.enter(heron)
    assert answer.location == f"/w/{heron.name}"
    assert heron.link.token not in answer.location
    assert "The Vulnerability Ladder" in visitor.open().text
    assert row(heron).opened_at is not None


@pytest.mark.parametrize("change", [str, str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_the_code_lets_in_on_another_device_however_it_is_typed(
    visitor: ClientBrowser, heron: GivenHomework, change: type[str]
) -> None:
    assert visitor.enter(heron, code=change(heron.link.code)).status_code == 303
    assert visitor.open().status_code == 200


def test_looking_at_the_door_spends_nothing(library: Flask, visitor: ClientBrowser, heron: GivenHomework) -> None:
    for _ in range(3):
        assert ClientBrowser(library).open("/w").status_code == 200
    assert ClientBrowser(library).client.head("/w").status_code == 200
    assert row(heron).opened_at is None
    assert visitor.enter(heron).status_code == 303


def test_the_pass_is_a_cookie_of_its_own_out_of_reach_of_scripts(visitor: ClientBrowser, heron: GivenHomework) -> None:
    cookies = visitor.enter(heron).headers.getlist("Set-Cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == ["homework"]
    assert COOKIE in cookies[0]
    assert heron.link.token not in cookies[0]


def test_a_link_opens_as_often_and_on_as_many_devices_as_wanted(library: Flask, heron: GivenHomework) -> None:
    browsers = [ClientBrowser(library) for _ in range(2)]
    assert [browser.enter(heron).status_code for browser in [*browsers, browsers[0]]] == [303, 303, 303]
    assert [browser.open().status_code for browser in browsers] == [200, 200]


def test_a_wrong_code_says_so_and_keeps_what_was_typed(visitor: ClientBrowser) -> None:
    answer = visitor.post("/w", code="AAAA-AAA<")
    assert answer.status_code == 422
    assert "does not open anything" in answer.text
    assert 'value="AAAA-AAA&lt;"' in answer.text


@pytest.mark.parametrize("fields", [{}, {"code": "  "}, {"token": ""}])
def test_nothing_typed_asks_for_the_code(visitor: ClientBrowser, fields: dict[str, str]) -> None:
    answer = visitor.post("/w", **fields)
    assert (answer.status_code, "Type the code" in answer.text) == (422, True)


@pytest.mark.parametrize("fields", [{"token": "x" * 10_000}, {"token": "\x00"}, {"code": "é" * 500}, {"passcode": "x"}])
def test_odd_tries_are_refused_in_words(visitor: ClientBrowser, fields: dict[str, str]) -> None:
    assert visitor.post("/w", **fields).status_code == 422


def test_too_many_wrong_codes_have_to_wait_and_then_the_right_one_too(
    visitor: ClientBrowser, heron: GivenHomework
) -> None:
    answers = [visitor.post("/w", code=f"AAAA-AA{number:02d}") for number in range(21)]
    assert [answer.status_code for answer in answers] == [422] * 20 + [429]
    assert "Wait" in answers[-1].text
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 900
    assert visitor.enter(heron, code=heron.link.code).status_code == 429
    assert visitor.enter(heron).status_code == 303


class TestPasscode:
    @pytest.fixture
    def locked(self, library: Flask) -> GivenHomework:
        (given,) = give("Heron", passcode="blue kettle")
        return given

    def test_is_asked_for_and_opens(self, visitor: ClientBrowser, locked: GivenHomework) -> None:
        asked = visitor.enter(locked)
        assert (asked.status_code, "Your passcode" in asked.text) == (200, True)
        assert "Set-Cookie" not in asked.headers
        wrong = visitor.enter(locked, token=locked.link.token, passcode="red kettle")
        assert (wrong.status_code, "not the passcode" in wrong.text) == (422, True)
        assert "red kettle" not in wrong.text
        assert visitor.enter(locked, token=locked.link.token, passcode="blue kettle").status_code == 303

    def test_is_asked_for_after_a_code_too(self, visitor: ClientBrowser, locked: GivenHomework) -> None:
        assert f'value="{locked.link.code}"' in visitor.enter(locked, code=locked.link.code).text
        assert visitor.enter(locked, code=locked.link.code, passcode="blue kettle").status_code == 303

    def test_cannot_be_guessed_for_long(self, visitor: ClientBrowser, locked: GivenHomework) -> None:
        tries = [visitor.enter(locked, token=locked.link.token, passcode=str(n)).status_code for n in range(6)]
        assert tries == [422] * 5 + [429]


class TestWhatIsNotOpen:
    def test_not_yet_says_from_when(self, visitor: ClientBrowser, library: Flask) -> None:
        opens = clock.today() + timedelta(days=3)
        (given,) = give("Heron", not_before=opens)
        answer = visitor.enter(given)
        assert answer.status_code == 403
        assert f"{opens:%A, %B} {opens.day}" in answer.text

    def test_ended_says_whom_to_ask(self, visitor: ClientBrowser, heron: GivenHomework) -> None:
        end_link(heron)
        answer = visitor.enter(heron)
        assert answer.status_code == 410
        assert "Ask the person who gave it to you" in answer.text
        assert "Vulnerability" not in answer.text

    def test_revoked_says_so(self, visitor: ClientBrowser, heron: GivenHomework) -> None:
        revoke_link(heron)
        answer = visitor.enter(heron)
        assert (answer.status_code, "ended or replaced" in answer.text) == (410, True)

    @pytest.mark.parametrize("end", [end_link, revoke_link])
    def test_a_browser_that_was_let_in_is_out_again(self, at_home: ClientBrowser, heron: GivenHomework, end) -> None:
        end(heron)
        for page in ("", "/1", "/check", "/done", "/not-this-time", "/sheet.pdf", "/share"):
            answer = at_home.open(page)
            assert answer.status_code == 410, page
            assert "Vulnerability" not in answer.text

    def test_a_browser_that_was_not_let_in_sees_nothing(self, visitor: ClientBrowser, heron: GivenHomework) -> None:
        answer = visitor.open(f"/w/{heron.name}")
        assert (answer.status_code, "Open your link again" in answer.text) == (401, True)
        assert "Vulnerability" not in answer.text


def test_one_persons_pass_is_good_for_her_homework_alone(library: Flask, heron: GivenHomework) -> None:
    (other,) = give("Wren")
    browser = ClientBrowser(library)
    browser.enter(heron)
    token = browser.token()
    browser.name = other.name
    for page in ("", "/1", "/check", "/done", "/sheet.pdf", "/share", "/together", "/together.pdf"):
        assert browser.open(page).status_code == 404, page
    assert browser.put("/answers/first_words", {}, token=token).status_code == 400


def test_a_page_left_open_cannot_save_into_what_was_opened_since(library: Flask, heron: GivenHomework) -> None:
    (other,) = give("Wren")
    browser = ClientBrowser(library)
    browser.enter(heron)
    old = browser.token()
    browser.enter(other)
    body = {"text": "mine", "revision": 0, "request": "12345678"}
    assert browser.put("/answers/first_words", body, token=old).status_code == 400
    browser.name = heron.name
    assert browser.put("/answers/first_words", body, token=old).status_code == 404


class TestASignedInClinician:
    def test_is_a_client_at_a_clients_link_and_her_session_is_left_alone(
        self, signed_in: FlaskClient, library: Flask
    ) -> None:
        (heron,) = give("Heron")
        browser = ClientBrowser(library)
        session = signed_in.get_cookie("session")
        assert session
        browser.client.set_cookie("session", session.value)
        entered = browser.enter(heron)
        page = browser.open()
        assert page.status_code == 200
        assert "ada@example.org" not in page.text
        for answer in (entered, page, browser.open("/1")):
            assert not any(cookie.startswith("session") for cookie in answer.headers.getlist("Set-Cookie"))
        assert browser.client.get("/account").status_code == 200

    def test_does_not_get_in_by_being_signed_in(self, signed_in: FlaskClient, heron: GivenHomework) -> None:
        assert signed_in.get(f"/w/{heron.name}").status_code == 401

    def test_a_clients_pass_opens_nothing_of_the_clinicians(self, at_home: ClientBrowser) -> None:
        for path in ("/account", "/plans/", "/cases/", "/library/"):
            assert at_home.client.get(path).status_code == 303


def test_forms_of_other_browsers_and_of_nobody_are_refused(at_home: ClientBrowser, library: Flask) -> None:
    for token in ("", "0" * 64, ClientBrowser(library).token("/w"), "é", at_home.token("/w")):
        assert at_home.post("", form_token=token).status_code == 400


def test_leaving_quickly_ends_the_pass_and_the_link_still_opens(at_home: ClientBrowser, heron: GivenHomework) -> None:
    answer = at_home.post("/leave", page="")
    assert 'content="0; url=https://www.wikipedia.org/"' in answer.text
    assert "Vulnerability" not in answer.text
    assert at_home.open().status_code == 401
    assert at_home.enter(heron).status_code == 303


def test_what_the_page_still_held_is_kept_on_leaving(at_home: ClientBrowser, heron: GivenHomework) -> None:
    held = {"first_words": {"text": "last words", "revision": 0, "request": "12345678"}, "nothing": {"text": "x"}}
    held["nothing"] |= {"revision": 0, "request": "12345679"}
    answer = at_home.client.post(
        f"/w/{heron.name}/leave", json={"answers": held}, headers={"X-CSRFToken": at_home.token()}
    )
    assert answer.status_code == 200
    assert [answer.text for answer in row(heron).answers] == ["last words"]


def test_a_slash_too_many_leads_to_the_door(visitor: ClientBrowser) -> None:
    assert visitor.open("/w/").location == "/w"
