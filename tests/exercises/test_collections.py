"""Collections: named, ordered, the practice's own, printable as one PDF."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.exercises.small_library import as_clinician, keep, small_exercise
from tests.factories import csrf_token, make_clinician, sign_in
from tests.pdf import read_pdf
from therapytool.accounts.current import Clinician
from therapytool.accounts.queries import find_clinician
from therapytool.database import db, writing
from therapytool.errors import NotFound
from therapytool.exercises.models import Exercise
from therapytool.exercises.shelving.collections import (
    add_to_collection,
    collection_problem,
    create_collection,
    get_collection,
    list_collections,
    move_in_collection,
)


@pytest.fixture
def clinician(app: Flask) -> Clinician:
    keep(*(small_exercise(slug) for slug in ("one", "two", "three")))
    return as_clinician(make_clinician())


@pytest.fixture
def client(app: Flask, clinician: Clinician) -> FlaskClient:
    client = app.test_client()
    sign_in(client, find_clinician("ada@example.org"))
    return client


def ids(*slugs: str) -> list[int]:
    rows = {row.slug: row.id for row in db.session.scalars(select(Exercise))}
    return [rows[slug] for slug in slugs]


def slugs(name: str, clinician: Clinician) -> list[str]:
    rows = {row.id: row.slug for row in db.session.scalars(select(Exercise))}
    return [rows[exercise_id] for exercise_id in get_collection(name, clinician=clinician).exercise_ids]


@pytest.fixture
def collection(clinician: Clinician) -> str:
    with writing():
        name = create_collection("First month", practice_id=clinician.practice_id)
        add_to_collection(name, ids("three", "one", "two"), practice_id=clinician.practice_id)
    return name


def test_keeps_its_own_order(collection, clinician):
    assert slugs(collection, clinician) == ["three", "one", "two"]


def test_adding_again_adds_nothing(collection, clinician):
    with writing():
        assert add_to_collection(collection, ids("one", "one"), practice_id=clinician.practice_id) == 0
    assert list_collections(clinician)[0].size == 3


@pytest.mark.parametrize(("slug", "by", "order"), [("one", -1, "one three two"), ("three", 9, "one two three")])
def test_moves_at_most_to_the_ends(collection, clinician, slug, by, order):
    with writing():
        move_in_collection(collection, ids(slug)[0], by=by, practice_id=clinician.practice_id)
    assert slugs(collection, clinician) == order.split()


def test_an_archived_exercise_waits_out_of_sight(collection, clinician):
    with writing():
        db.session.scalars(select(Exercise).where(Exercise.slug == "one")).one().archived = True
    assert slugs(collection, clinician) == ["three", "two"]


def test_a_name_is_free_or_told(collection, clinician):
    practice_id = clinician.practice_id
    assert "already" in collection_problem("FIRST month", practice_id=practice_id)
    assert collection_problem("First month", practice_id=practice_id, but=collection) == ""
    assert collection_problem("  ", practice_id=practice_id) != ""
    assert collection_problem("First month", practice_id=practice_id + 1) == ""


def test_another_practice_s_is_not_there(collection, clinician):
    for act in (
        lambda: add_to_collection(collection, ids("one"), practice_id=clinician.practice_id + 1),
        lambda: move_in_collection(collection, ids("one")[0], by=1, practice_id=clinician.practice_id + 1),
    ):
        with pytest.raises(NotFound):
            act()


class TestPages:
    def test_a_story_from_the_library_to_print(self, client):
        chosen = client.get("/library/selection?exercise=two&exercise=one").text
        token = re.search(r'name="csrf_token" value="([^"]+)"', chosen)[1]
        fields = {"exercise": ["two", "one"], "name": "Tuesday", "csrf_token": token}
        made = client.post("/library/selection/collect", data=fields)
        html = client.get(made.location).text
        assert re.findall(r'card-title"><a [^>]*>([^<]+)<', html) == ["Two", "One"]
        pdf = read_pdf(client.get(f"{made.location}/sheets.pdf?dose=short").data)
        assert [page.text.count("Name or code") for page in pdf.pages] == [1, 1]
        assert pdf.pages[0].text.index("Two") >= 0

    def test_is_moved_changed_and_removed_by_forms_alone(self, client, collection):
        address = f"/library/collections/{collection}"
        token = csrf_token(client, address)
        entry = re.search(rf'action="({address}/entries/[^"]+)"', client.get(address).text)[1]
        client.post(entry, data={"act": "down", "csrf_token": token})
        assert re.findall(r'card-title"><a [^>]*>([^<]+)<', client.get(address).text)[0] == "One"
        client.post(address, data={"name": "Second month", "note": "x" * 400, "csrf_token": token})
        assert "<h1>Second month</h1>" in client.get(address).text
        assert client.post(f"{address}/remove", data={"csrf_token": token}).location == "/library/collections"
        assert client.get(address).status_code == 404
