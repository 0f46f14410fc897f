"""Cases: people by code names, sealed in the database, each clinician her own."""

from __future__ import annotations

import sqlite3

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.application import everything_on_disk
from tests.databases import DATABASE
from tests.factories import make_clinician
from therapytool.accounts.models import User
from therapytool.cases.gates import clear_gate, gate_standings, reopen_gate
from therapytool.cases.models import Case, Person
from therapytool.cases.operations import (
    add_person,
    archive_case,
    describe_person,
    erase_case,
    erase_person,
    give_consent,
    open_case,
    rename_case,
    withdraw_consent,
)
from therapytool.cases.queries import get_case, list_cases
from therapytool.cases.vocabulary import CaseKind, Channel
from therapytool.database import db, writing
from therapytool.errors import Conflict, NotFound
from therapytool.sealing import CannotOpen


@pytest.fixture
def clinician(app: Flask) -> User:
    return make_clinician()


@pytest.fixture
def couple(clinician: User) -> str:
    with writing():
        return open_case(CaseKind.COUPLE, name="Harbor-12", people=("Heron", "Finch"), clinician_id=clinician.id)


def test_partners_of_a_couple_are_a_and_b(couple: str, clinician: User) -> None:
    case = get_case(couple, clinician.id)
    assert [(person.seat_name, person.name) for person in case.people] == [
        ("Partner A", "Heron"),
        ("Partner B", "Finch"),
    ]
    assert case.is_full


def test_a_couple_has_no_third_seat(couple: str, clinician: User) -> None:
    with pytest.raises(Conflict, match="room for 2"):
        add_person(couple, name="Wren", clinician_id=clinician.id)


def test_nothing_a_clinician_typed_about_people_stands_in_the_files(couple: str, clinician: User) -> None:
    person = get_case(couple, clinician.id).people[0]
    with writing():
        describe_person(
            person.public_id, name="Kingfisher", pronouns="they", partner_words="my husband", clinician_id=clinician.id
        )
        give_consent(person.public_id, Channel.EMAIL, address="kingfisher@example.org", clinician_id=clinician.id)
    seen = get_case(couple, clinician.id).people[0]
    assert (seen.name, seen.pronouns, seen.partner_words) == ("Kingfisher", "they", "my husband")
    assert seen.email == "kingfisher@example.org"
    disk = everything_on_disk()
    for word in (b"Harbor-12", b"Heron", b"Kingfisher", b"my husband", b"kingfisher@"):
        assert word not in disk


def test_another_clinician_sees_none_of_it(couple: str) -> None:
    other = make_clinician("ben@example.org", name="Ben")
    assert list_cases(other.id) == []
    with pytest.raises(NotFound):
        get_case(couple, other.id)
    with pytest.raises(NotFound):
        rename_case(couple, name="mine now", clinician_id=other.id)


def test_consent_withdrawn_forgets_the_address(couple: str, clinician: User) -> None:
    person = get_case(couple, clinician.id).people[1]
    with writing():
        give_consent(person.public_id, Channel.EMAIL, address="finch@example.org", clinician_id=clinician.id)
        withdraw_consent(person.public_id, Channel.EMAIL, clinician_id=clinician.id)
    assert get_case(couple, clinician.id).people[1].email == ""
    with writing():
        give_consent(person.public_id, Channel.EMAIL, address="new@example.org", clinician_id=clinician.id)
    assert get_case(couple, clinician.id).people[1].email == "new@example.org"


def test_a_gate_is_cleared_for_a_case_and_can_be_taken_back(couple: str, clinician: User) -> None:
    with writing():
        clear_gate(couple, "ipv_cleared", clinician_id=clinician.id)
        clear_gate(couple, "ipv_cleared", clinician_id=clinician.id)
    assert gate_standings(couple, clinician.id)["ipv_cleared"].is_cleared
    with writing():
        reopen_gate(couple, "ipv_cleared", clinician_id=clinician.id)
    assert not gate_standings(couple, clinician.id)["ipv_cleared"].is_cleared


def test_an_archived_case_is_listed_apart(couple: str, clinician: User) -> None:
    with writing():
        archive_case(couple, clinician_id=clinician.id)
    assert list_cases(clinician.id) == []
    assert [case.name for case in list_cases(clinician.id, archived=True)] == ["Harbor-12"]


def test_a_name_copied_to_another_person_does_not_open(couple: str, clinician: User) -> None:
    heron, finch = db.session.scalars(select(Person).order_by(Person.seat)).all()
    with writing():
        db.session.execute(update(Person).where(Person.id == finch.id).values(sealed_name=heron.sealed_name))
    db.session.expire_all()
    with pytest.raises(CannotOpen):
        get_case(couple, clinician.id)


def test_erasing_a_person_leaves_no_byte_of_her_key(couple: str, clinician: User) -> None:
    row = db.session.scalars(select(Person).where(Person.seat == 0)).one()
    key, public_id = row.sealed_key, row.public_id
    db.session.rollback()
    assert key in everything_on_disk()
    with writing():
        erase_person(public_id, clinician_id=clinician.id)
    assert key not in everything_on_disk()
    assert [person.name for person in get_case(couple, clinician.id).people] == ["Finch"]


def test_erasing_a_case_leaves_no_row(couple: str, clinician: User, app: Flask) -> None:
    with writing():
        erase_case(couple, clinician_id=clinician.id)
    with sqlite3.connect(f"{app.instance_path}/{DATABASE}") as connection:
        for table in (Case.__tablename__, Person.__tablename__, "consent", "cleared_gate"):
            assert connection.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (0,)
