"""Giving homework, and what the clinician changes about it afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from tests.application import everything_on_disk
from tests.factories import make_clinician
from tests.homework.practice import LISTEN, SURE, Desk, in_days
from therapytool import clock
from therapytool.blocks.dose import Dose
from therapytool.cases.gates import clear_gate, gate_standings
from therapytool.cases.operations import archive_case, erase_person
from therapytool.database import db, writing
from therapytool.errors import Conflict, NotFound
from therapytool.homework.coming_back import how_it_went, open_homework_of
from therapytool.homework.commitment import Commitment, smaller_dose
from therapytool.homework.handing_out.giving import Keeping, Share, give_homework
from therapytool.homework.lifecycle import Outcome, Standing
from therapytool.homework.links.issuing import MadeFor
from therapytool.homework.models import Answer, Homework, Response
from therapytool.homework.operations import (
    change_dose,
    delete_expired,
    mark_reviewed,
    record_outcome,
    save_note,
    stop_repeating,
    take_back,
    take_back_review,
)
from therapytool.homework.queries import find_note, list_entries, list_rounds
from therapytool.homework.retention import list_ending


def test_each_person_gets_a_part_of_her_own_in_one_exact_version(desk: Desk):
    case = desk.case("Heron", "Finch")
    shares = (
        Share(case.people[0].public_id, {"partner": "your wife"}, SURE),
        Share(case.people[1].public_id, {"partner": "your husband"}),
    )
    given = desk.give(case, LISTEN, shares=shares, due_on=in_days(7))
    heron, finch = given.responses
    assert (heron.slots, finch.slots) == ({"partner": "your wife"}, {"partner": "your husband"})
    assert (heron.commitment, finch.commitment) == (SURE, Commitment())
    assert (given.exercise.slug, given.dose, given.due_on) == (LISTEN, Dose.SHORT, in_days(7))
    assert {part.standing for part in given.responses} == {Standing.GIVEN}


def test_no_word_of_it_stands_in_the_files(desk: Desk):
    case = desk.case("Heron")
    desk.give(case, LISTEN, shares=(Share(case.people[0].public_id, {"partner": "the ferryman"}, SURE),))
    disk = everything_on_disk()
    for word in (b"ferryman", b"Two lines a day", b"In the car"):
        assert word not in disk


def test_only_people_of_the_case_can_be_given_to(desk: Desk):
    case, other = desk.case("Heron"), desk.case("Wren", name="Cedar-31")
    for shares in ((), (Share(other.people[0].public_id),), (Share("nobody"),)):
        with pytest.raises(NotFound):
            desk.give(case, shares=shares)


def test_a_gate_before_the_work_must_be_cleared(desk: Desk):
    case = desk.case("Heron", "Finch")
    with pytest.raises(Conflict, match="cleared"):
        desk.give(case, LISTEN, cleared=frozenset())
    assert gate_standings(case.public_id, desk.clinician_id) == {}
    desk.give(case, LISTEN)
    assert gate_standings(case.public_id, desk.clinician_id)["ipv_cleared"].is_cleared
    desk.give(case, LISTEN, cleared=frozenset())


def test_the_joint_gate_stands_before_all_work_with_couples_and_none_alone(desk: Desk):
    couple, alone = desk.case("Heron", "Finch"), desk.case("Wren", name="Cedar-31")
    desk.give(alone, "response-to-bids-log", cleared=frozenset())
    with pytest.raises(Conflict):
        desk.give(couple, "response-to-bids-log", cleared=frozenset())
    with writing():
        clear_gate(couple.public_id, "ipv_cleared", clinician_id=desk.clinician_id)
    desk.give(couple, "response-to-bids-log", cleared=frozenset())


def test_a_form_sent_twice_gives_once(desk: Desk):
    case = desk.case("Heron")
    first, second = (desk.give(case, request_key="one-form") for _ in range(2))
    assert first.public_id == second.public_id
    assert db.session.scalar(select(func.count()).select_from(Homework)) == 1


def test_nothing_is_given_to_a_case_put_away(desk: Desk):
    case = desk.case("Heron")
    with writing():
        archive_case(case.public_id, clinician_id=desk.clinician_id)
    with pytest.raises(Conflict, match="put away"):
        desk.give(case)


def test_a_repeating_homework_is_several_rounds_and_can_be_stopped(desk: Desk):
    case = desk.case("Heron")
    given = desk.give(case, due_on=in_days(6), every_days=7, until=in_days(27))
    assert [day for _, day in list_rounds(given.public_id, desk.clinician_id)] == [in_days(n) for n in (6, 13, 20, 27)]
    assert [entry.standing for entry in list_entries(desk.clinician_id)] == [Standing.GIVEN, *[Standing.WAITING] * 3]
    with writing():
        assert stop_repeating(given.public_id, clinician_id=desk.clinician_id) == 3
    assert [day for _, day in list_rounds(given.public_id, desk.clinician_id)] == [in_days(6)]


def test_another_clinician_can_do_nothing_with_it(desk: Desk):
    case = desk.case("Heron")
    given = desk.give(case)
    part = given.responses[0].public_id
    other = Desk(make_clinician("ben@example.org", name="Ben").id)
    doings = (
        lambda: other.homework(given.public_id),
        lambda: give_homework(case.public_id, desk.gift(case), clinician_id=other.clinician_id),
        lambda: change_dose(given.public_id, Dose.LONG, clinician_id=other.clinician_id),
        lambda: take_back(given.public_id, clinician_id=other.clinician_id),
        lambda: stop_repeating(given.public_id, clinician_id=other.clinician_id),
        lambda: record_outcome(part, Outcome.DONE, reason="", clinician_id=other.clinician_id),
        lambda: mark_reviewed(part, clinician_id=other.clinician_id),
        lambda: save_note(part, "mine", clinician_id=other.clinician_id),
        lambda: find_note(part, other.clinician_id),
        lambda: other.link(part),
    )
    for doing in doings:
        with pytest.raises(NotFound):
            doing()
    assert list_entries(other.clinician_id) == []


def test_the_dose_changes_until_somebody_has_begun(desk: Desk):
    given = desk.give(desk.case("Heron"), dose=Dose.LONG)
    with writing():
        change_dose(given.public_id, Dose.SHORT, clinician_id=desk.clinician_id)
    given = desk.homework(given.public_id)
    assert given.dose is Dose.SHORT
    desk.answers(given.responses[0].public_id, desk.first_answer(given))
    with pytest.raises(Conflict, match="stays as it was"):
        change_dose(given.public_id, Dose.LONG, clinician_id=desk.clinician_id)
    with pytest.raises(Conflict):
        take_back(given.public_id, clinician_id=desk.clinician_id)


def test_taken_back_it_was_never_given(desk: Desk):
    given = desk.give(desk.case("Heron"), due_on=in_days(6), every_days=7, until=in_days(27))
    with writing():
        take_back(given.public_id, clinician_id=desk.clinician_id)
    assert list_entries(desk.clinician_id) == []


@pytest.mark.parametrize("outcome", Outcome)
def test_how_it_went_is_recorded_with_a_reason_and_looked_at(desk: Desk, outcome: Outcome):
    given = desk.give(desk.case("Heron"))
    part = given.responses[0].public_id
    with pytest.raises(Conflict, match="how it went"):
        mark_reviewed(part, clinician_id=desk.clinician_id)
    with writing():
        record_outcome(part, outcome, reason="A sick child.", clinician_id=desk.clinician_id)
    now = desk.homework(given.public_id).responses[0]
    assert (now.standing, now.outcome_by, now.reason) == (Standing(outcome.value), "clinician", "A sick child.")
    with writing():
        mark_reviewed(part, clinician_id=desk.clinician_id)
    assert desk.homework(given.public_id).responses[0].standing is Standing.REVIEWED
    with writing():
        take_back_review(part, clinician_id=desk.clinician_id)
    assert desk.homework(given.public_id).responses[0].standing is Standing(outcome.value)


def test_a_reason_the_client_gave_is_not_lost_by_recording_it_otherwise(desk: Desk):
    given = desk.give(desk.case("Heron"))
    part = given.responses[0].public_id
    with writing():
        record_outcome(part, Outcome.NOT_DONE, reason="I forgot", clinician_id=desk.clinician_id)
        record_outcome(part, Outcome.PARTLY, reason="", clinician_id=desk.clinician_id)
    assert desk.homework(given.public_id).responses[0].reason == "I forgot"


def test_the_clinicians_note_is_sealed_hers_alone_and_deleted_when_emptied(desk: Desk):
    part = desk.give(desk.case("Heron")).responses[0].public_id
    with writing():
        save_note(part, "held his breath at line three", clinician_id=desk.clinician_id)
        save_note(part, "held his breath at line four", clinician_id=desk.clinician_id)
    assert find_note(part, desk.clinician_id) == "held his breath at line four"
    assert b"held his breath" not in everything_on_disk()
    with writing():
        save_note(part, "", clinician_id=desk.clinician_id)
    assert find_note(part, desk.clinician_id) == ""


def test_what_is_still_open_follows_the_case_to_its_next_plan(desk: Desk):
    case = desk.case("Heron", "Finch")
    done, waiting = desk.give(case, LISTEN), desk.give(case, not_before=in_days(3))
    with writing():
        for part in done.responses:
            record_outcome(part.public_id, Outcome.DONE, reason="", clinician_id=desk.clinician_id)
        mark_reviewed(done.responses[0].public_id, clinician_id=desk.clinician_id)
    (still,) = open_homework_of(case.public_id, clinician_id=desk.clinician_id)
    assert (still.slug, [part.person for part in still.parts]) == (LISTEN, ["Partner B, Finch"])
    with time_machine.travel(clock.now() + timedelta(days=4)):
        later = open_homework_of(case.public_id, clinician_id=desk.clinician_id)
    assert [one.homework_id for one in later] == [done.public_id, waiting.public_id]


def test_the_line_for_the_note_says_how_it_went_and_no_answer(desk: Desk):
    given = desk.give(desk.case("Heron"))
    part = given.responses[0].public_id
    answers = desk.first_answer(given)
    desk.answers(part, answers)
    now = desk.homework(given.public_id)
    line = how_it_went(now, now.responses[0])
    assert line.startswith(f"Homework “{now.exercise.title}” (short dose): Heron, done. Helpfulness 7 of 10.")
    assert not any(answer in line for answer in answers.values())


def test_what_has_been_kept_long_enough_is_deleted_with_its_answers(desk: Desk):
    case = desk.case("Heron")
    given = desk.give(case, due_on=in_days(7), keeping=Keeping.QUARTER)
    forever = desk.give(case, keeping=Keeping.ALWAYS)
    desk.link(given.responses[0].public_id, MadeFor.PAPER)
    desk.answers(given.responses[0].public_id, desk.first_answer(given))
    assert list_ending(desk.clinician_id) == []
    with time_machine.travel(clock.now() + timedelta(days=70)):
        assert [one.homework_id for one in list_ending(desk.clinician_id)] == [given.public_id]
    with writing():
        assert delete_expired(clock.now() + timedelta(days=95)) == 0
        assert delete_expired(clock.now() + timedelta(days=99)) == 1
    assert [entry.homework_id for entry in list_entries(desk.clinician_id)] == [forever.public_id]
    assert db.session.scalar(select(func.count()).select_from(Answer)) == 0


def test_homework_that_nobody_has_any_more_is_swept_away(desk: Desk):
    case = desk.case("Heron")
    desk.give(case)
    with writing():
        erase_person(case.people[0].public_id, clinician_id=desk.clinician_id)
        delete_expired(clock.now())
    assert db.session.scalar(select(func.count()).select_from(Homework)) == 0
    assert db.session.scalar(select(func.count()).select_from(Response)) == 0


@pytest.mark.parametrize(
    ("confidence", "dose", "smaller"),
    [(6, Dose.LONG, Dose.STANDARD), (0, Dose.STANDARD, Dose.SHORT), (6, Dose.SHORT, None), (7, Dose.LONG, None)],
)
def test_who_is_not_sure_is_offered_less(confidence: int, dose: Dose, smaller: Dose | None):
    assert smaller_dose(Commitment(confidence=confidence), dose) is smaller
