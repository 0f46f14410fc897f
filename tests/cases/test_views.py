"""Cases over HTTP: opening one, its people, consent, putting away, erasing, the sample caseload."""

from __future__ import annotations

import re

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.application import everything_on_disk
from tests.factories import csrf_token, make_clinician, sign_in
from therapytool.accounts.models import User
from therapytool.cases.code_names import BIRDS, case_name, person_names
from therapytool.cases.forms import one_line
from therapytool.cases.queries import CaseView, get_case, list_cases
from therapytool.cases.vocabulary import CaseKind
from therapytool.database import db

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def clinician(library: Flask) -> User:
    return make_clinician()


@pytest.fixture
def ada(library: Flask, clinician: User) -> FlaskClient:
    client = library.test_client()
    sign_in(client, clinician)
    return client


@pytest.fixture
def couple(ada: FlaskClient, clinician: User) -> CaseView:
    send(ada, "/cases/new/couple", name="Harbor-12", first="Heron", second="Finch")
    return list_cases(clinician.id)[0]


def page(client: FlaskClient, address: str) -> str:
    """The HTML of a page that a strict reader accepts."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    html5lib.HTMLParser(strict=True).parse(answer.text)
    return answer.text


def send(client: FlaskClient, address: str, **fields: str) -> TestResponse:
    answer = client.post(address, data={"csrf_token": csrf_token(client, "/cases/new"), **fields})
    db.session.expire_all()
    return answer


class TestOpening:
    def test_an_empty_list_offers_one_action_and_the_samples(self, ada: FlaskClient):
        html = page(ada, "/cases/")
        assert html.count("empty-sentence") == 1
        assert "or load the sample caseload" in html

    @pytest.mark.parametrize("kind", CaseKind)
    def test_code_names_are_offered_and_real_ones_advised_against(self, ada: FlaskClient, kind: CaseKind):
        html = page(ada, f"/cases/new?kind={kind}")
        assert "Use no real names" in html
        assert sum(bird in html for bird in BIRDS) >= {"individual": 1, "couple": 2, "group": 4}[kind]

    def test_a_couple_is_opened_with_its_partners(self, ada: FlaskClient, clinician: User, couple: CaseView):
        assert [(person.seat_name, person.name) for person in couple.people] == [
            ("Partner A", "Heron"),
            ("Partner B", "Finch"),
        ]
        assert "Harbor-12" in page(ada, "/cases/")
        assert "Partner B" in page(ada, f"/cases/{couple.public_id}")

    def test_a_group_is_a_name_on_each_line(self, ada: FlaskClient, clinician: User):
        send(ada, "/cases/new/group", name="Tuesday", group="Martin\n\n  Kestrel \nPlover\n")
        (case,) = list_cases(clinician.id)
        assert [person.name for person in case.people] == ["Martin", "Kestrel", "Plover"]

    @pytest.mark.parametrize(
        ("kind", "fields"),
        [
            ("couple", {"name": "", "first": "A", "second": "B"}),
            ("couple", {"name": "C", "first": " ", "second": "B"}),
            ("individual", {"name": "C"}),
            ("individual", {"name": "x" * 61, "first": "A"}),
            ("group", {"name": "C", "group": " \n "}),
            ("group", {"name": "C", "group": "\n".join(f"P{n}" for n in range(21))}),
            ("group", {"name": "C", "group": "x" * 61}),
        ],
    )
    def test_what_is_missing_or_too_much_is_told(self, ada: FlaskClient, clinician: User, kind, fields):
        refused = send(ada, f"/cases/new/{kind}", **fields)
        assert refused.status_code == 422
        assert "There is a problem" in refused.text
        assert list_cases(clinician.id) == []

    def test_there_are_no_other_kinds(self, ada: FlaskClient):
        assert ada.get("/cases/new?kind=family").status_code == 404
        assert send(ada, "/cases/new/family", name="x").status_code == 404


class TestPeople:
    def test_what_is_known_of_a_person_is_saved(self, ada: FlaskClient, clinician: User, couple: CaseView):
        person = couple.people[0].public_id
        send(ada, f"/cases/people/{person}", name="Kingfisher", pronouns="they/them", partner_words="my  husband\n")
        seen = get_case(couple.public_id, clinician.id).people[0]
        assert (seen.name, seen.pronouns, seen.partner_words) == ("Kingfisher", "they/them", "my husband")

    def test_consent_is_recorded_with_its_day_and_ended(self, ada: FlaskClient, clinician: User, couple: CaseView):
        person = couple.people[0].public_id
        refused = send(ada, f"/cases/people/{person}/consent", email="heron@example.org")
        assert refused.status_code == 422
        assert "Tick this once" in refused.text
        assert send(ada, f"/cases/people/{person}/consent", email="nonsense", agreed="y").status_code == 422
        send(ada, f"/cases/people/{person}/consent", email="Heron@Example.org", agreed="y")
        assert get_case(couple.public_id, clinician.id).people[0].email == "heron@example.org"
        assert "Consent recorded on" in page(ada, f"/cases/people/{person}")
        send(ada, f"/cases/people/{person}/consent/withdraw")
        assert "heron@example.org" not in page(ada, f"/cases/people/{person}")

    def test_a_person_is_erased_only_by_her_name(self, ada: FlaskClient, clinician: User, couple: CaseView):
        person = couple.people[0].public_id
        refused = send(ada, f"/cases/people/{person}/erase", typed_name="heron")
        assert refused.status_code == 422
        assert "Nothing was erased" in refused.text
        send(ada, f"/cases/people/{person}/erase", typed_name="Heron")
        assert [each.name for each in get_case(couple.public_id, clinician.id).people] == ["Finch"]

    def test_a_free_seat_is_taken_and_a_full_case_takes_nobody(self, ada: FlaskClient, couple: CaseView):
        address = f"/cases/{couple.public_id}/people"
        assert send(ada, address, **{"person-name": "Wren"}).status_code == 409
        send(ada, f"/cases/people/{couple.people[1].public_id}/erase", typed_name="Finch")
        assert send(ada, address, **{"person-name": ""}).status_code == 422
        assert send(ada, address, **{"person-name": "Wren"}).status_code == 303
        assert "Wren" in page(ada, f"/cases/{couple.public_id}")


class TestPuttingAway:
    def test_a_case_is_renamed_put_away_and_taken_out(self, ada: FlaskClient, couple: CaseView):
        address = f"/cases/{couple.public_id}"
        send(ada, f"{address}/name", name="Cedar-31")
        assert send(ada, f"{address}/name", name="").status_code == 422
        send(ada, f"{address}/archive")
        assert "Cedar-31" not in page(ada, "/cases/")
        assert "1 case put away" in page(ada, "/cases/")
        assert "Cedar-31" in page(ada, "/cases/?archived=1")
        send(ada, f"{address}/reopen")
        assert "Cedar-31" in page(ada, "/cases/")

    def test_a_case_is_erased_only_by_its_name(self, ada: FlaskClient, clinician: User, couple: CaseView):
        address = f"/cases/{couple.public_id}/erase"
        assert "This cannot be undone" in page(ada, address)
        for typed in ("", "harbor-12", HOSTILE):
            assert send(ada, address, typed_name=typed).status_code == 422
        assert send(ada, address, typed_name="Harbor-12").status_code == 303
        assert list_cases(clinician.id) == []
        assert ada.get(f"/cases/{couple.public_id}").status_code == 404


class TestSamples:
    def test_they_come_once_say_what_they_are_and_go_in_one_click(
        self, ada: FlaskClient, clinician: User, couple: CaseView
    ):
        send(ada, "/cases/samples")
        send(ada, "/cases/samples")
        html = page(ada, "/cases/")
        assert html.count('class="badge">Sample') == 3
        sample = next(case for case in list_cases(clinician.id) if case.is_sample)
        assert "Sample, invented" in page(ada, f"/cases/{sample.public_id}")
        send(ada, "/cases/samples/remove")
        assert [case.name for case in list_cases(clinician.id)] == ["Harbor-12"]


def test_hostile_words_are_words(ada: FlaskClient, clinician: User):
    send(ada, "/cases/new/couple", name=HOSTILE, first=HOSTILE, second="{{ 7*7 }}")
    (case,) = list_cases(clinician.id)
    person = case.people[0].public_id
    send(ada, f"/cases/people/{person}", name=HOSTILE, pronouns=HOSTILE[:40], partner_words=HOSTILE)
    for address in ("/cases/", f"/cases/{case.public_id}", f"/cases/people/{person}", f"/cases/{case.public_id}/erase"):
        html = page(ada, address)
        assert HOSTILE not in html
        assert "49" not in re.sub(r"<[^>]+>", "", html)


def test_nothing_typed_stands_in_the_files_or_the_logs(
    ada: FlaskClient, clinician: User, capsys: pytest.CaptureFixture[str]
):
    send(ada, "/cases/new/individual", name="Lighthouse-9", first="Kingfisher")
    (case,) = list_cases(clinician.id)
    person = case.people[0].public_id
    send(ada, f"/cases/people/{person}", name="Kingfisher", pronouns="they", partner_words="the ferryman")
    send(ada, f"/cases/people/{person}/consent", email="kingfisher@example.org", agreed="y")
    disk = everything_on_disk()
    said = "".join(capsys.readouterr())
    for word in ("Lighthouse-9", "Kingfisher", "the ferryman", "kingfisher@"):
        assert word.encode() not in disk
        assert word not in said


@pytest.mark.parametrize(
    ("typed", "kept"), [("  a  b\n c\x00", "a b c"), (None, ""), ("\u202ea", "a"), ("Ümläut 🌊", "Ümläut 🌊")]
)
def test_names_are_kept_on_one_line_without_controls(typed: str | None, kept: str):
    assert one_line(typed) == kept


def test_offered_names_are_no_peoples_names():
    assert len(set(person_names(20))) == 20
    assert re.fullmatch(r"[A-Z][a-z]+-\d\d", case_name())
