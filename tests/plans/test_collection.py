"""The list of plans over HTTP."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from tests.plans.conftest import start
from tests.plans.reader import by_id, parsed, text_of, with_class
from therapytool.plans.moments import when_in_words
from therapytool.plans.starter import read_starter_plans


def titles(html: str) -> list[str]:
    return [text_of(link) for link in with_class(parsed(html), "card-link")]


class TestTheList:
    def test_without_plans_offers_to_start_one(self, ada):
        html = ada.open("/plans/").text
        assert "No plans yet." in html
        offered = [text_of(name) for name in with_class(parsed(html), "starter-name")]
        assert offered == [plan.title for plan in read_starter_plans()]

    def test_says_of_each_plan_what_it_is(self, ada):
        start(ada, starter="couple-80")
        card = text_of(with_class(parsed(ada.open("/plans/").text), "plan-card-words")[0])
        assert re.match(r"Company First, Ideas Second Couple 80 of 80 minutes 9 items changed today \d\d:\d\d", card)

    def test_is_in_the_bar(self, ada):
        assert re.search(r'href="/plans/" aria-current="page">Plans', ada.open("/plans/").text)

    def test_opens_any_page_number(self, ada):
        for page in ("0", "-3", "99999999999", "two"):
            assert ada.open(f"/plans/?page={page}").status_code == 200


class TestStarting:
    @pytest.mark.parametrize(
        ("fields", "title", "total"),
        [
            ({"format": "individual"}, "New individual session", "23 of 53 minutes · 30 to spare"),
            ({"format": "group"}, "New group session", "23 of 90 minutes · 67 to spare"),
            ({"starter": "individual-50"}, "The Rules in the Room", "50 of 50 minutes"),
            ({"exercise": "armor-inventory", "format": "couple"}, "My Armor", "53 of 80 minutes · 27 to spare"),
        ],
    )
    def test_opens_the_editor_on_the_new_plan(self, ada, fields, title, total):
        page = start(ada, **fields)
        assert (text_of(by_id(page.tree, "agenda-name")), page.total) == (title, total)

    @pytest.mark.parametrize(
        ("fields", "status"),
        [({"starter": "nowhere"}, 404), ({"exercise": "nowhere"}, 404), ({"format": "crowd"}, 422)],
    )
    def test_from_what_is_not_there_starts_nothing(self, ada, fields, status):
        assert ada.send("/plans/new", page="/plans/", **fields).status_code == status
        assert "No plans yet." in ada.open("/plans/").text

    def test_from_the_page_of_an_exercise(self, ada):
        answer = ada.send("/plans/new", page="/library/listen-dont-fix", exercise="listen-dont-fix", dose="long")
        assert answer.status_code == 303
        assert "Listen, Don’t Fix" in ada.open(answer.location).text


class TestWholePlans:
    def test_a_removed_plan_can_be_brought_back_at_once(self, ada):
        page = start(ada, starter="couple-80")
        answer = ada.send(f"{page.address}/remove", page=page.address)
        html = ada.open(answer.location).text
        assert titles(html) == []
        assert "Removed “Company First, Ideas Second”." in html
        ada.send(f"{page.address}/restore", page=answer.location)
        assert titles(ada.open("/plans/").text) == ["Company First, Ideas Second"]

    def test_a_link_to_a_removed_plan_says_so_and_brings_it_back(self, ada):
        page = start(ada, starter="couple-80")
        ada.send(f"{page.address}/remove", page=page.address)
        for address in (page.address, f"{page.address}/packet"):
            answer = ada.open(address)
            assert (answer.status_code, "You have removed this plan" in answer.text) == (410, True)
        back = ada.send(f"{page.address}/restore", page=page.address, open="1")
        assert back.location == page.address
        assert ada.open(back.location).status_code == 200
        assert ada.open("/plans/nowhere").status_code == 404

    def test_the_address_of_a_removed_plan_tells_others_nothing(self, ada, ben):
        page = start(ada, starter="couple-80")
        ada.send(f"{page.address}/remove", page=page.address)
        assert ben.open(page.address).status_code == 404
        assert "Removed “" not in ben.open(f"/plans/?removed={page.address.rpartition('/')[2]}").text

    def test_a_duplicate_opens(self, ada):
        page = start(ada, starter="couple-80")
        answer = ada.send(f"{page.address}/duplicate", page=page.address)
        assert "Company First, Ideas Second (copy)" in ada.open(answer.location).text
        assert len(titles(ada.open("/plans/").text)) == 2


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 22, 10, 42, tzinfo=UTC), "today 10:42"),
        (datetime(2026, 11, 21, 17, 5, tzinfo=UTC), "yesterday 17:05"),
        (datetime(2026, 11, 3, 9, 0, tzinfo=UTC), "Nov 3"),
        (datetime(2025, 11, 20, 9, 0, tzinfo=UTC), "Nov 20, 2025"),
    ],
)
def test_moments_read_as_one_says_them(moment, words, monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    assert when_in_words(moment, now=datetime(2026, 11, 22, 16, 0, tzinfo=UTC)) == words
