"""The whole story without scripts: read, answer, keep private, check, send, change, or say "not this time"."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework, end_link, give, kept, row
from therapytool import clock
from therapytool.database import db, writing
from therapytool.homework.models import Response


def test_from_the_first_page_to_thank_you(at_home: ClientBrowser, heron: GivenHomework) -> None:
    assert "About 8 minutes" in at_home.open().text
    assert at_home.post("", before="6").location == f"/w/{heron.name}/1"
    assert "Question 1 of 3" in at_home.open("/1").text
    assert at_home.fill(1, {"ladder_short.r1.c1": "Say thanks"}).location == f"/w/{heron.name}/2"
    assert at_home.fill(2, {"first_words": "I liked it"}, **{"x-private": "first_words"}).location.endswith("/3")
    assert at_home.fill(3, {"way_out": "That’s all"}).location == f"/w/{heron.name}/check"
    check = at_home.open("/check").text
    assert all(words in check for words in ("Say thanks", "I liked it", "That’s all", "You keep this to yourself"))
    assert at_home.post("/check", helpful="8", after="3").location == f"/w/{heron.name}/done"
    assert "Thank you, it is sent" in at_home.open("/done").text
    response = row(heron)
    assert (response.outcome, response.helpfulness, response.distress_before, response.distress_after) == (
        "done",
        8,
        6,
        3,
    )
    assert {answer.key: answer.is_private for answer in response.answers if answer.text} == {
        "ladder_short.r1.c1": False,
        "first_words": True,
        "way_out": False,
    }


def test_it_goes_on_where_it_was_left_on_another_device(
    at_home: ClientBrowser, heron: GivenHomework, library: Flask
) -> None:
    at_home.fill(1, {"ladder_short.r1.c1": "Say thanks"})
    phone = ClientBrowser(library)
    phone.enter(heron, code=heron.link.code)
    page = phone.open()
    assert "Go on where you left off" in page.text
    assert "1 of 3 questions" in page.text
    assert phone.post("").location.endswith("/2")
    assert "Say thanks" in phone.open("/1").text


def test_back_saves_too(at_home: ClientBrowser, heron: GivenHomework) -> None:
    assert at_home.fill(2, {"first_words": "a"}, go="back").location.endswith("/1")
    assert at_home.fill(1, {}, go="back").location == f"/w/{heron.name}"
    assert at_home.fill(2, {"first_words": "b"}, go="check").location.endswith("/check")
    assert kept(heron) == {"first_words": "b"}


def test_only_the_question_shown_sends_anything(at_home: ClientBrowser) -> None:
    page = at_home.open("/2").text
    fields = re.findall(r'<fieldset class="portal-fields" role="none"( disabled)?>', page)
    assert fields == [" disabled", "", " disabled"]


@pytest.mark.parametrize("path", ["/0", "/4", "/99999999999999999999", "/-1", "/one"])
def test_a_question_that_is_not_there(at_home: ClientBrowser, path: str) -> None:
    assert at_home.open(path).status_code == 404


def test_an_answer_can_be_cleared(at_home: ClientBrowser, heron: GivenHomework) -> None:
    at_home.fill(2, {"first_words": "a"})
    at_home.fill(2, {"first_words": ""})
    assert kept(heron) == {}


def test_keeping_to_oneself_can_be_ended(at_home: ClientBrowser, heron: GivenHomework) -> None:
    at_home.fill(2, {"first_words": "a"}, **{"x-private": "first_words"})
    assert 'value="first_words" aria-describedby="private-first_words-help" checked' in at_home.open("/2").text
    at_home.fill(2, {"first_words": "a"})
    assert not any(answer.is_private for answer in row(heron).answers)


def test_an_empty_sheet_is_not_sent(at_home: ClientBrowser, heron: GivenHomework) -> None:
    assert "There is nothing on this sheet yet" in at_home.open("/check").text
    assert at_home.post("/check", how_far="Done, as much of it as I wanted").status_code == 422
    assert row(heron).outcome is None


def test_a_partly_filled_sheet_asks_how_it_is_meant(at_home: ClientBrowser, heron: GivenHomework) -> None:
    at_home.fill(2, {"first_words": "a"})
    refused = at_home.post("/check", helpful="7")
    assert (refused.status_code, "Choose one of these." in refused.text) == (422, True)
    assert re.search(r'name="helpful" value="7" checked', refused.text)
    at_home.post("/check", how_far="Partly, there is more I would have liked to do")
    response = row(heron)
    assert (response.outcome, response.helpfulness) == ("partly", None)


@pytest.mark.parametrize("fields", [{"helpful": "11"}, {"helpful": "<script>"}, {"after": "-1"}, {"how_far": "x"}])
def test_what_is_not_offered_is_refused(at_home: ClientBrowser, heron: GivenHomework, fields: dict[str, str]) -> None:
    at_home.fill(2, {"first_words": "a"})
    answer = at_home.post("/check", **{"how_far": "Done, as much of it as I wanted", **fields})
    assert answer.status_code == 422
    assert "<script>" not in answer.text
    assert row(heron).outcome is None


def test_not_this_time_is_respected(at_home: ClientBrowser, heron: GivenHomework) -> None:
    at_home.fill(2, {"first_words": "a beginning"})
    answer = at_home.post("/not-this-time", **{"reasons.1": "yes", "own_words": "my mother came"})
    assert answer.location.endswith("/done")
    assert "Thank you for saying so" in at_home.open("/done").text
    response = row(heron)
    assert (response.outcome, response.reason) == ("not-done", "There was no time\nmy mother came")
    assert kept(heron) == {"first_words": "a beginning"}
    assert at_home.post("/take-back", page="/done").location.endswith("/check")
    assert row(heron).outcome is None


def test_not_this_time_needs_no_reason(at_home: ClientBrowser, heron: GivenHomework) -> None:
    at_home.post("/not-this-time")
    assert (row(heron).outcome, row(heron).reason) == ("not-done", "")


def test_sent_it_is_closed_until_it_is_opened_again(at_home: ClientBrowser, heron: GivenHomework) -> None:
    at_home.fill(2, {"first_words": "a"})
    at_home.post("/check", how_far="Done, as much of it as I wanted")
    token = at_home.token("/done")
    for page in ("", "/1", "/check", "/not-this-time"):
        assert at_home.open(page).location == f"/w/{heron.name}/done", page
    assert at_home.post("/2", form_token=token, first_words="b", x_revisions='{"first_words": 1}').status_code == 409
    assert kept(heron) == {"first_words": "a"}
    at_home.post("/take-back", form_token=token)
    assert at_home.fill(2, {"first_words": "b"}).status_code == 303
    assert kept(heron) == {"first_words": "b"}


def test_what_was_talked_about_stays_closed(at_home: ClientBrowser, heron: GivenHomework) -> None:
    at_home.post("/not-this-time")
    token = at_home.token("/done")
    with writing():
        db.session.get_one(Response, heron.response_id).reviewed_at = clock.now()
    page = at_home.open("/done").text
    assert "Open the sheet again" not in page
    assert at_home.post("/take-back", form_token=token).status_code == 409


def test_a_second_device_overwrites_nothing_and_both_texts_are_shown(
    at_home: ClientBrowser, heron: GivenHomework, library: Flask
) -> None:
    before = at_home.revisions(at_home.open("/2").text, 2)
    phone = ClientBrowser(library)
    phone.enter(heron)
    phone.fill(2, {"first_words": "from the <phone>"})
    stale = at_home.fill(2, {"first_words": "from the laptop"}, **{"x-revisions": before})
    assert stale.status_code == 409
    assert "from the &lt;phone&gt;" in stale.text
    assert 'value="from the laptop"' in stale.text
    assert kept(heron) == {"first_words": "from the <phone>"}
    left = at_home.fill(2, {"first_words": "from the laptop"}, **{"x-leave": "first_words"})
    assert left.status_code == 303
    assert kept(heron) == {"first_words": "from the <phone>"}
    fresh = at_home.revisions(stale.text, 2)
    assert at_home.fill(2, {"first_words": "from the laptop"}, **{"x-revisions": fresh}).status_code == 303
    assert kept(heron) == {"first_words": "from the laptop"}


def test_too_long_is_said_at_the_question_and_nothing_typed_is_lost(
    at_home: ClientBrowser, heron: GivenHomework
) -> None:
    answer = at_home.fill(2, {"first_words": "x" * 201})
    assert answer.status_code == 422
    assert "room for 200" in answer.text
    assert 'id="answer-first_words-error"' in answer.text
    assert "x" * 201 in answer.text
    assert kept(heron) == {}


def test_a_form_begun_before_the_end_is_kept_and_marked_late(at_home: ClientBrowser, heron: GivenHomework) -> None:
    token = at_home.token("/2")
    end_link(heron, ago=timedelta(0))
    with time_machine.travel(clock.now() + timedelta(minutes=10), tick=False):
        answer = at_home.post("/2", form_token=token, first_words="just in time")
        assert answer.status_code == 303
        assert at_home.open("/3").status_code == 410
    assert [(each.text, each.arrived_late) for each in row(heron).answers] == [("just in time", True)]


def test_a_day_after_the_end_nothing_is_taken_any_more(at_home: ClientBrowser, heron: GivenHomework) -> None:
    token = at_home.token("/2")
    end_link(heron, ago=timedelta(0))
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=False):
        assert at_home.post("/2", form_token=token, first_words="too late").status_code in {401, 410}
    assert kept(heron) == {}


def test_the_words_in_her_slots_are_hers(library: Flask) -> None:
    (given,) = give("Heron", slots={"partner": "Sam <3", "safe_person": "my aunt"})
    browser = ClientBrowser(library)
    browser.enter(given)
    page = browser.open("/1").text
    assert "my aunt" in page
    assert "Sam &lt;3" in page


@pytest.mark.parametrize("slug", ["stress-spillover-tracker", "five-kinds-of-closeness", "safe-space-pledge"])
@pytest.mark.parametrize("dose", ["short", "standard", "long"])
def test_every_question_of_a_sheet_can_be_opened_and_sent_blank(library: Flask, slug: str, dose: str) -> None:
    (given,) = give("Heron", slug=slug, dose=dose)
    browser = ClientBrowser(library)
    browser.enter(given)
    total = int(re.findall(r"Question 1 of (\d+)", browser.open("/1").text)[0])
    for number in range(1, total + 1):
        assert browser.fill(number, {}).status_code == 303
    assert kept(given) == {}
