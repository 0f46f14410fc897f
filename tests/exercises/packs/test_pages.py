"""Packs over HTTP: out as a file, in through a look at what it holds."""

from __future__ import annotations

import io
import json
import re

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.exercises.small_library import keep, small_exercise
from tests.factories import csrf_token, make_clinician, sign_in
from therapytool.database import db
from therapytool.exercises.packs.manifest import Terms
from therapytool.exercises.packs.models import PackUpload
from therapytool.exercises.packs.reading import read_pack
from therapytool.exercises.packs.writing import write_pack

TERMS = Terms(title="From the hills", license="CC BY 4.0", credit="Hill Practice")
LINES = {"Accept": "application/x-ndjson"}


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    keep(small_exercise("alone"), small_exercise("both"))
    client = app.test_client()
    sign_in(client, make_clinician())
    return client


def page(answer: TestResponse, status: int = 200) -> str:
    assert answer.status_code == status
    html5lib.HTMLParser(strict=True).parse(answer.text)
    return answer.text


def send(client: FlaskClient, data: bytes) -> TestResponse:
    fields = {"pack": (io.BytesIO(data), "a.pack.zip"), "csrf_token": csrf_token(client, "/library/packs")}
    return client.post("/library/packs", data=fields, content_type="multipart/form-data")


@pytest.fixture
def waiting(client: FlaskClient) -> str:
    """The address of a pack that waits: one new exercise, one that clashes."""
    exercises = [small_exercise("fresh", title="Fresh <i>"), small_exercise("both", title="Both, Otherwise")]
    answer = send(client, write_pack(exercises, TERMS))
    assert answer.status_code == 303
    return answer.location


class TestOut:
    def test_a_pack_is_saved_with_its_terms(self, client):
        html = page(client.get("/library/packs/export?exercise=both&exercise=alone&exercise=nowhere"))
        assert "2 exercises in it" in html
        fields = {"title": "Two", "credit": "Harbor", "license": "Ask us"}
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', html)[1]
        address = "/library/packs/export?exercise=both&exercise=alone"
        answer = client.post(address, data={**fields, "csrf_token": token})
        assert "filename=two.pack.zip" in answer.headers["Content-Disposition"]
        pack = read_pack(answer.data)
        assert [exercise.slug for exercise in pack.exercises] == ["alone", "both"]
        assert pack.manifest.credit == "Harbor"

    def test_without_terms_it_is_refused_in_words(self, client):
        token = csrf_token(client, "/library/packs/export?exercise=both")
        answer = client.post("/library/packs/export?exercise=both", data={"title": "", "csrf_token": token})
        assert "Say whose work this is." in page(answer, 422)

    def test_everything_a_search_finds_goes_at_once(self, client):
        chosen = client.get("/library/selection?all=1&q=both&to=pack")
        assert chosen.location == "/library/packs/export?exercise=both"

    def test_nothing_chosen_says_so(self, client):
        assert client.get("/library/packs/export").location == "/library/"


class TestIn:
    def test_shows_what_will_come_in_and_what_clashes(self, client, waiting):
        html = page(client.get(waiting))
        assert "Hill Practice" in html
        assert "Fresh &lt;i&gt;" in html
        assert "Ships with Therapytool in another version" in html
        assert re.search(r'name="choice.both"[^>]*value="keep-mine" checked', html)

    def test_nothing_comes_in_before_it_is_decided(self, client, waiting):
        assert "2 exercises" in client.get("/library/").text

    def test_is_taken_in_as_chosen_without_scripts(self, client, waiting):
        fields = {"choice.both": "keep-both", "csrf_token": csrf_token(client, waiting)}
        assert client.post(waiting, data=fields).location == "/library/?origin=own"
        html = client.get("/library/?origin=own").text
        assert "2 exercises came in." in html
        assert "Both, Otherwise (2)" in html
        assert client.get(waiting).status_code == 404

    def test_scripts_hear_how_far_it_is_and_last_of_all_that_it_is_kept(self, client, waiting):
        fields = {"choice.both": "take-theirs", "csrf_token": csrf_token(client, waiting)}
        answer = client.post(waiting, data=fields, headers=LINES, buffered=True)
        lines = [json.loads(line) for line in answer.text.splitlines()]
        assert [(line["done"], line["of"]) for line in lines] == [(1, 2), (2, 2), (2, 2)]
        assert lines[-1]["then"] == "/library/?origin=own"
        assert lines[-1]["said"] == "2 exercises came in."

    def test_can_be_left(self, client, waiting):
        token = csrf_token(client, waiting)
        assert client.post(f"{waiting}/discard", data={"csrf_token": token}).location == "/library/packs"
        assert db.session.query(PackUpload).count() == 0

    def test_waits_for_its_sender_alone(self, app, client, waiting):
        colleague = app.test_client()
        sign_in(colleague, make_clinician("eva@example.org"))
        assert colleague.get(waiting).status_code == 404
        token = csrf_token(colleague, "/library/packs")
        assert colleague.post(waiting, data={"csrf_token": token}).status_code == 404

    @pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04 cut short"])
    def test_what_is_no_pack_is_refused_in_words_and_nothing_waits(self, client, data):
        html = page(send(client, data), 422)
        assert "This pack was not taken in" in html
        assert db.session.query(PackUpload).count() == 0

    def test_problems_are_shown_as_text(self, client):
        whole = write_pack([small_exercise("fresh")], TERMS)
        html = page(send(client, whole.replace(b"exercises/fresh.json", b"exercises/<b>sh.json")), 422)
        assert "<b>sh" not in html
