"""How a client ends her homework: handed in, not this time, taken back; an empty sheet is not done."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask

from tests.portal.given import GivenHomework, give, kept, row
from therapytool import clock
from therapytool.database import writing
from therapytool.homework.answers.answering import AlreadyHandedIn, Typed, get_response, keep_to_myself, save_answer
from therapytool.homework.answers.reasons import REASONS, reason_in_words
from therapytool.homework.asked import asked_sheet
from therapytool.homework.finishing import (
    Farewell,
    NothingAnswered,
    decline,
    hand_in,
    note_distress_before,
    progress_of,
    take_back,
)
from therapytool.homework.lifecycle import Outcome

DONE = Farewell(Outcome.DONE)


@pytest.fixture
def heron(library: Flask) -> GivenHomework:
    (given,) = give("Heron")
    return given


def save(given: GivenHomework, text: str, key: str = "first_words", base: int = 0) -> None:
    typed = Typed(key, text, base, uuid4().hex, clock.now())
    with writing():
        save_answer(given.response_id, typed, link_expires_at=clock.now().replace(year=2999))


def test_an_empty_sheet_is_not_done(heron: GivenHomework) -> None:
    with writing():
        keep_to_myself(heron.response_id, "first_words", is_private=True)
    with pytest.raises(NothingAnswered):
        hand_in(heron.response_id, DONE)


def test_neither_is_one_that_was_cleared_again(heron: GivenHomework) -> None:
    save(heron, "a")
    save(heron, "", base=1)
    with pytest.raises(NothingAnswered):
        hand_in(heron.response_id, DONE)


def test_handed_in_it_says_how_it_went_and_takes_no_more(heron: GivenHomework) -> None:
    save(heron, "a")
    with writing():
        note_distress_before(heron.response_id, 6)
        hand_in(heron.response_id, Farewell(Outcome.PARTLY, helpfulness=0, distress_after=4))
    response = row(heron)
    assert (response.outcome, response.outcome_by, response.submitted_at is None) == ("partly", "client", False)
    assert (response.helpfulness, response.distress_before, response.distress_after) == (0, 6, 4)
    for change in (
        lambda: hand_in(heron.response_id, DONE),
        lambda: decline(heron.response_id, ""),
        lambda: note_distress_before(heron.response_id, 1),
    ):
        with pytest.raises(AlreadyHandedIn):
            change()


def test_not_this_time_is_an_answer_and_what_was_written_stays(heron: GivenHomework) -> None:
    save(heron, "a beginning")
    with writing():
        decline(heron.response_id, reason_in_words([REASONS[3]], "  my father was here "))
    response = row(heron)
    assert response.outcome == "not-done"
    assert response.reason == "It felt like too much\nmy father was here"
    assert kept(heron) == {"first_words": "a beginning"}


def test_taken_back_it_is_open_again_and_nothing_is_agreed(heron: GivenHomework) -> None:
    with writing():
        decline(heron.response_id, "I forgot")
        get_response(heron.response_id).agreed_to_reveal_at = clock.now()
        take_back(heron.response_id)
    response = row(heron)
    assert (response.submitted_at, response.outcome, response.outcome_by, response.reason) == (None, None, None, "")
    assert response.agreed_to_reveal_at is None
    save(heron, "now")


def test_what_was_talked_about_is_not_taken_back(heron: GivenHomework) -> None:
    with writing():
        decline(heron.response_id, "")
        get_response(heron.response_id).reviewed_at = clock.now()
    with pytest.raises(AlreadyHandedIn):
        take_back(heron.response_id)


def test_progress_counts_blocks_and_any_line_of_one_is_enough(heron: GivenHomework) -> None:
    sheet = asked_sheet(get_response(heron.response_id))
    blank, begun, whole = (
        progress_of(sheet, dict.fromkeys(keys, "a"))
        for keys in (set(), {"ladder_short.r1.c1", "ladder_short.r2.c1"}, {"ladder_short.r1.c1", *sheet.asking_blocks})
    )
    assert (blank.is_blank, begun.is_blank, whole.is_whole) == (True, False, True)
    assert (begun.answered, begun.asked) == (1, len(sheet.asking_blocks))


def test_unknown_reasons_are_left_out_and_the_list_keeps_its_order() -> None:
    assert reason_in_words([REASONS[1], "made up", REASONS[0]], "") == f"{REASONS[0]}\n{REASONS[1]}"
    assert reason_in_words([], "") == ""
