"""Everything on one person: what was given, agreed, opened and told; nothing that is hers or the clinician's alone."""

from __future__ import annotations

import json

import pytest

from tests.homework.practice import LISTEN, SURE, Desk, in_days
from therapytool.blocks.dose import Dose
from therapytool.database import writing
from therapytool.errors import NotFound
from therapytool.homework.exports.everything import files_on_person
from therapytool.homework.handing_out.giving import Share
from therapytool.homework.operations import save_note

KEPT = "the letter I never sent"
NOTED = "he looked away"


@pytest.fixture
def files(desk: Desk) -> dict[str, bytes]:
    case = desk.case("Heron", "Finch")
    shares = (Share(case.people[0].public_id, commitment=SURE), Share(case.people[1].public_id))
    given = desk.give(case, LISTEN, shares=shares, due_on=in_days(5), dose=Dose.STANDARD)
    mine, partners = given.responses
    desk.link(mine.public_id)
    desk.answers(mine.public_id, {"question": "Shall I listen?", "helped": KEPT}, kept=("helped",))
    desk.answers(partners.public_id, {"question": "Words of the partner"})
    with writing():
        save_note(mine.public_id, NOTED, clinician_id=desk.clinician_id)
    return files_on_person(case.people[0].public_id, clinician_id=desk.clinician_id)


def test_the_record_says_what_was_given_and_how_it_went(files: dict[str, bytes]) -> None:
    record = json.loads(files["person.json"])
    (homework,) = record["homework"]
    assert (record["person"], record["seat"]) == ("Heron", "Partner A")
    assert homework["commitment"]["what"] == SURE.what
    assert (homework["outcome"], homework["helpfulness"], homework["told_by"]) == ("done", 7, "client")
    assert homework["links"][0]["handed_over_as"] == "link"
    assert homework["due_on"] == in_days(5).isoformat()


def test_answers_are_there_in_three_forms(files: dict[str, bytes]) -> None:
    for name in ("answers.csv", "answers.json", "answers.fhir.json"):
        assert b"Shall I listen?" in files[name], name


def test_what_is_hers_alone_or_mine_alone_or_the_partners_is_in_none(files: dict[str, bytes]) -> None:
    everything = b"".join(files.values())
    for words in (KEPT, NOTED, "Words of the partner", "Finch"):
        assert words.encode() not in everything, words


def test_a_strangers_client_is_not_there(desk: Desk) -> None:
    case = desk.case("Heron")
    with pytest.raises(NotFound):
        files_on_person(case.people[0].public_id, clinician_id=desk.clinician_id + 1)
