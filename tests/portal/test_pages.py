"""What holds for all pages of the portal: headers, nothing inline or from elsewhere, nothing personal in logs."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from flask import Flask

from tests.accounts.visitor import her_browser
from tests.portal.browser import ClientBrowser
from tests.portal.given import ADA, GivenHomework, give, row
from tests.portal.test_partners import save, send
from therapytool import clock
from therapytool.database import db, writing
from therapytool.extensions import limiter
from therapytool.homework.models import Homework, Response
from therapytool.portal.pages import dial

INLINE = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", re.IGNORECASE)
FROM_ELSEWHERE = re.compile(r'(?:src|href|action|url)\s*=\s*"(?:https?:)?//', re.IGNORECASE)
PAGES = ("/w", "", "/1", "/2", "/3", "/check", "/not-this-time", "/nothing", "/w/worksheet.css")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_stored_nowhere_and_asks_nobody_else(at_home: ClientBrowser, path: str) -> None:
    answer = at_home.open(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert INLINE.search(answer.text) is None or path.endswith(".css")
    assert FROM_ELSEWHERE.findall(answer.text.replace('href="https://www.wikipedia.org/"', "")) == []


def test_the_way_to_help_is_on_every_page(at_home: ClientBrowser) -> None:
    for page in PAGES[:-1]:
        text = at_home.open(page).text
        assert 'href="tel:988"' in text, page
        assert 'href="sms:741741"' in text, page
        assert "Leave quickly" in text, page


@pytest.mark.parametrize(
    ("number", "how", "address"),
    [
        ("988", "call, text or chat", "tel:988"),
        ("1-800-799-7233", "", "tel:18007997233"),
        ("741741", "text HOME", "sms:741741"),
        ("+44 (0)20 7946", "", "tel:+440207946"),
        ("findahelpline.com", "", ""),
        ("113 or 0800-0113", "", ""),
    ],
)
def test_what_a_phone_dials(number: str, how: str, address: str) -> None:
    assert dial(number, how) == address


def test_titles_say_nothing_of_therapy_or_of_the_sheet(at_home: ClientBrowser) -> None:
    for page in PAGES[:-1]:
        title = re.search(r"<title>(.*?)</title>", at_home.open(page).text)
        assert title
        assert not re.search("therap|vulnerab|practice", title[1], re.IGNORECASE)


def test_no_word_and_no_secret_is_in_a_log_or_an_address(
    library: Flask, heron: GivenHomework, capfd: pytest.CaptureFixture[str]
) -> None:
    browser = ClientBrowser(library)
    answers = [browser.enter(heron), browser.post("/w", code="AAAA-BBBB")]
    body = {"text": "marzipan cathedral", "revision": 0, "request": str(uuid4())}
    answers += [browser.put("/answers/first_words", body), browser.put("/answers/first_words", body | {"revision": 7})]
    answers += [browser.put("/answers/first_words", {"text": "marzipan"}), browser.open("/nothing")]
    answers += [browser.post("/check", how_far="marzipan"), browser.post("/not-this-time", own_words="marzipan")]
    logged = "".join(capfd.readouterr())
    secrets = ("marzipan", heron.link.token, heron.link.code, "AAAA-BBBB", "first_words")
    assert [word for word in secrets if word in logged] == []
    assert [word for word in secrets for answer in answers if word in (answer.location or "")] == []
    db.session.remove()
    for path in Path(library.instance_path).rglob("*"):
        assert not path.is_file() or b"marzipan" not in path.read_bytes(), path


def test_what_is_saved_but_not_sent_reads_so_at_both_ends(
    library: Flask, heron: GivenHomework, at_home: ClientBrowser
) -> None:
    assert "even before you send it" in at_home.open().text
    save(at_home, "first_words", "thanks")
    ada = her_browser(library, ADA)
    review = f"/homework/responses/{heron.name}"
    assert "The sheet so far" in ada.open(review).text
    send(at_home)
    assert "The sheet as it came back" in ada.open(review).text


def test_too_many_changes_from_one_browser_have_to_wait(
    at_home: ClientBrowser, library: Flask, heron: GivenHomework
) -> None:
    token = at_home.token()
    body = {"private": True}
    with time_machine.travel(clock.now(), tick=False):
        assert at_home.put("/private/first_words", body, token=token).status_code == 200
        (counted,) = (key for key in limiter.storage.storage if "portal.wish" in key)
        limiter.storage.incr(counted, 60, amount=298)
        statuses = [at_home.put("/private/first_words", body, token=token).status_code for _ in range(2)]
        assert statuses == [200, 429]
        other = ClientBrowser(library)
        other.enter(heron)
        assert other.put("/private/first_words", body).status_code == 200


class TestHomeworkThatRepeats:
    """A log to keep each week: one link, a sheet for each week, and each week's answers apart."""

    @pytest.fixture
    def weekly(self, library: Flask) -> tuple[GivenHomework, str]:
        """The first of two weeks, with its link, and the name of the second."""
        (first,) = give("Heron", slug="stress-spillover-tracker")
        with writing():
            given = db.session.get_one(Response, first.response_id).homework
            given.series, given.not_before = "abc", clock.today() - timedelta(days=8)
            later = Homework(case=given.case, version_hash=given.version_hash, dose=given.dose, given_at=clock.now())
            later.series, later.not_before = "abc", clock.today() - timedelta(days=1)
            second = Response(homework=later, person=given.case.people[0])
            db.session.add(second)
            db.session.flush()
            name = second.public_id
        return first, name

    def test_opens_at_this_week_and_lists_the_others(self, library: Flask, weekly: tuple[GivenHomework, str]) -> None:
        browser = ClientBrowser(library)
        first, second = weekly
        assert browser.enter(first).location == f"/w/{second}"
        assert browser.open(f"/w/{second}").text.count("<li><a href=") == 2
        assert browser.open(f"/w/{first.name}").status_code == 200

    def test_keeps_each_weeks_answers_apart(self, library: Flask, weekly: tuple[GivenHomework, str]) -> None:
        browser = ClientBrowser(library)
        first, second = weekly
        browser.enter(first)
        browser.name = second
        key = re.findall(r'name="([a-z_]+\.d1\.c\d)"', browser.open("/1").text + browser.open("/2").text)[0]
        options = {"text": "5", "revision": 0, "request": str(uuid4())}
        assert browser.put(f"/answers/{key}", options).status_code in {200, 422}
        assert [answer.key for answer in row(first).answers] == []
        token = browser.token()
        browser.name = first.name
        assert browser.put(f"/answers/{key}", options, token=token).status_code == 400
