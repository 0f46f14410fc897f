"""Tags are the practice's own, and filter the library."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.exercises.small_library import as_clinician, keep, small_exercise
from tests.factories import csrf_token, make_clinician, sign_in
from therapytool.accounts.current import Clinician
from therapytool.accounts.models import Practice, User
from therapytool.database import db, writing
from therapytool.exercises.finding.filters import Filters
from therapytool.exercises.queries import get_exercise, list_exercises
from therapytool.exercises.shelving.tags import MOST_ON_ONE, add_tags, list_tags, set_tags, tag_names, tags_of


@pytest.fixture
def user(app: Flask) -> User:
    keep(small_exercise("alone"), small_exercise("both"))
    return make_clinician()


@pytest.fixture
def clinician(user: User) -> Clinician:
    return as_clinician(user)


@pytest.fixture
def client(app: Flask, user: User) -> FlaskClient:
    client = app.test_client()
    sign_in(client, user)
    return client


def tag(clinician: Clinician, slug: str, text: str) -> str:
    with writing():
        exercise = get_exercise(slug, clinician=clinician)
        return set_tags(exercise.id, text, practice_id=clinician.practice_id)


def tagged(clinician: Clinician, name: str) -> list[str]:
    found = list_exercises(Filters(tag=(name,)), text="", page=1, clinician=clinician)
    return [card.slug for card in found.cards]


def test_names_are_told_apart_by_commas_and_not_by_case():
    assert tag_names(" intake ,Tuesday  group,, INTAKE") == ("intake", "Tuesday group")


def test_a_tag_filters_and_is_counted(clinician):
    tag(clinician, "alone", "intake, late")
    tag(clinician, "both", "Intake")
    assert tagged(clinician, "intake") == ["alone", "both"]
    assert tagged(clinician, "late") == ["alone"]
    counts = list_exercises(Filters(), text="", page=1, clinician=clinician).counts
    assert counts["tag"] == {"intake": 2, "late": 1}


def test_a_tag_nobody_wears_any_more_is_gone(clinician):
    tag(clinician, "alone", "intake")
    tag(clinician, "alone", "")
    assert list_tags(clinician.practice_id) == ()
    assert tagged(clinician, "intake") == []


def test_tags_are_added_to_those_worn(clinician):
    tag(clinician, "alone", "late")
    exercise = get_exercise("alone", clinician=clinician)
    with writing():
        assert add_tags([exercise.id], "intake", practice_id=clinician.practice_id) == ""
    assert tags_of(exercise.id, practice_id=clinician.practice_id) == ("intake", "late")


def test_too_many_or_too_long_are_refused_and_change_nothing(clinician):
    tag(clinician, "alone", "late")
    assert "up to" in tag(clinician, "alone", ",".join(map(str, range(MOST_ON_ONE + 1))))
    assert "letters" in tag(clinician, "alone", "x" * 41)
    assert tagged(clinician, "late") == ["alone"]


def test_another_practice_sees_no_tag_not_even_in_a_count(app, clinician):
    tag(clinician, "alone", "our secret word")
    with writing():
        db.session.add(other := Practice(name="Elsewhere"))
        db.session.flush()
        other_id = other.id
    stranger = as_clinician(make_clinician("eva@example.org"))
    stranger = type(stranger)(
        **{**{name: getattr(stranger, name) for name in stranger.__slots__}, "practice_id": other_id}
    )
    assert tagged(stranger, "our secret word") == []
    assert list_exercises(Filters(), text="", page=1, clinician=stranger).counts["tag"] == {}
    assert list_tags(other_id) == ()


def test_tags_are_set_on_the_exercise_page_and_lead_to_the_list(client):
    fields = {"tags": "intake, <b>", "csrf_token": csrf_token(client, "/library/alone")}
    assert client.post("/library/alone/tags", data=fields).status_code == 303
    html = client.get("/library/alone").get_data(as_text=True)
    assert 'href="/library/?tag=intake"' in html
    assert "<b>" not in html.replace("<b>&", "")
    assert re.search(r'name="tag" value="intake" id="tag-\d" checked', client.get("/library/?tag=intake").text)


def test_several_are_tagged_at_once(client):
    page = client.get("/library/selection?exercise=alone&exercise=both")
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
    fields = {"exercise": ["alone", "both"], "tags": "batch", "csrf_token": token}
    assert client.post("/library/selection/tags", data=fields).status_code == 303
    assert "2 exercises" in client.get("/library/?tag=batch").text
