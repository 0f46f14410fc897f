"""Saved searches: hers alone, one press away."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.exercises.small_library import keep, small_exercise
from tests.factories import csrf_token, make_clinician, sign_in
from therapytool.database import writing
from therapytool.errors import NotFound
from therapytool.exercises.finding.saved_filters import MOST_SAVED, list_saved_filters, remove_saved_filter, save_filter


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    keep(small_exercise("alone"), small_exercise("both", formats=["couple"]))
    client = app.test_client()
    sign_in(client, make_clinician())
    return client


def names(clinician_id: int) -> list[str]:
    return [search.name for search in list_saved_filters(clinician_id)]


def test_a_search_is_saved_used_and_forgotten(client):
    token = csrf_token(client, "/library/?format=couple")
    saved = client.post("/library/saved?format=couple&q=both", data={"name": " For  couples ", "csrf_token": token})
    assert saved.status_code == 303
    html = client.get("/library/").text
    address = re.search(r'class="chip" href="([^"]+)"[^>]*>For couples<', html)[1].replace("&amp;", "&")
    assert "1 exercise" in client.get(address).text
    forget = re.search(r'action="(/library/saved/[^"]+/remove)"', html)[1]
    client.post(forget, data={"csrf_token": token})
    assert "For couples" not in re.sub(r'role="status">.*?</div>', "", client.get("/library/").text, flags=re.DOTALL)


def test_without_a_name_or_a_search_nothing_is_saved(client):
    token = csrf_token(client, "/library/?format=couple")
    client.post("/library/saved?format=couple", data={"name": "  ", "csrf_token": token})
    client.post("/library/saved", data={"name": "All", "csrf_token": token})
    assert "saved-searches" not in client.get("/library/").text


class TestRules:
    def test_the_same_name_is_written_over(self, app):
        her = make_clinician().id
        with writing():
            save_filter("Couples", {"format": ["couple"]}, clinician_id=her)
            save_filter("COUPLES", {"format": ["group"]}, clinician_id=her)
        assert [dict(search.arguments) for search in list_saved_filters(her)] == [{"format": ["group"]}]

    def test_a_colleague_neither_sees_nor_removes_it(self, app):
        her, colleague = make_clinician().id, make_clinician("eva@example.org").id
        with writing():
            save_filter("Couples", {"format": ["couple"]}, clinician_id=her)
        assert names(colleague) == []
        with pytest.raises(NotFound):
            remove_saved_filter(list_saved_filters(her)[0].public_id, clinician_id=colleague)

    def test_there_is_an_end_to_them(self, app):
        her = make_clinician().id
        with writing():
            for number in range(MOST_SAVED):
                assert save_filter(f"n {number}", {"q": "x"}, clinician_id=her) == ""
            assert "Remove one" in save_filter("one more", {"q": "x"}, clinician_id=her)
            assert save_filter("n 3", {"q": "y"}, clinician_id=her) == ""
        assert len(names(her)) == MOST_SAVED
