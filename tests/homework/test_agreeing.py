"""Partners show each other nothing before both are done and both have agreed, and never what one keeps to herself."""

from __future__ import annotations

from itertools import product
from uuid import uuid4

import pytest
from flask import Flask

from tests.portal.given import GivenHomework, give
from therapytool import clock
from therapytool.database import db, writing
from therapytool.errors import Conflict, NotFound
from therapytool.homework.answers.agreeing import (
    agree_to_reveal,
    is_for_two,
    own_shown_answers,
    shown_sides,
    withdraw_agreement,
)
from therapytool.homework.answers.answering import Typed, get_response, keep_to_myself, save_answer
from therapytool.homework.asked import asked_sheet
from therapytool.homework.finishing import Farewell, decline, hand_in, take_back
from therapytool.homework.lifecycle import Outcome

Couple = tuple[GivenHomework, GivenHomework]


@pytest.fixture
def couple(library: Flask) -> Couple:
    """Two partners who each wrote two answers, the second kept to herself, and handed in."""
    heron, finch = give("Heron", "Finch")
    for given, who in ((heron, "A"), (finch, "B")):
        with writing():
            for key in ("first_words", "way_out"):
                typed = Typed(key, f"{key} of {who}", 0, uuid4().hex, clock.now())
                save_answer(given.response_id, typed, link_expires_at=clock.now().replace(year=2999))
            keep_to_myself(given.response_id, "way_out", is_private=True)
            hand_in(given.response_id, Farewell(Outcome.DONE))
    return heron, finch


def agree(*people: GivenHomework) -> None:
    with writing():
        for given in people:
            agree_to_reveal(given.response_id)


def test_both_agreed_each_sees_both_without_what_is_kept(couple: Couple) -> None:
    agree(*couple)
    for reader, given in enumerate(couple):
        sides = shown_sides(given.response_id)
        assert [side.answers for side in sides] == [{"first_words": f"first_words of {who}"} for who in "AB"]
        assert [side.is_reader for side in sides] == [reader == 0, reader == 1]
        assert [side.seat for side in sides] == [0, 1]


@pytest.mark.parametrize("agreed", [(False, False), (True, False), (False, True)])
def test_until_then_neither_sees_anything(couple: Couple, agreed: tuple[bool, bool]) -> None:
    agree(*(given for given, yes in zip(couple, agreed, strict=True) if yes))
    assert [shown_sides(given.response_id) for given in couple] == [(), ()]


@pytest.mark.parametrize("who", [0, 1])
def test_one_takes_it_back_and_neither_sees_anything(couple: Couple, who: int) -> None:
    for undo in (withdraw_agreement, take_back):
        agree(*couple)
        with writing():
            undo(couple[who].response_id)
        assert [shown_sides(given.response_id) for given in couple] == [(), ()]
        with writing():
            if undo is take_back:
                hand_in(couple[who].response_id, Farewell(Outcome.PARTLY))


def test_only_what_is_handed_in_can_be_agreed_to(library: Flask) -> None:
    heron, finch = give("Heron", "Finch")
    with pytest.raises(Conflict, match="first"):
        agree(heron)
    with writing():
        decline(finch.response_id, "")
    with pytest.raises(Conflict):
        agree(finch)


def test_what_she_would_show_is_known_before_she_agrees(couple: Couple) -> None:
    assert own_shown_answers(couple[0].response_id) == {"first_words": "first_words of A"}


@pytest.mark.parametrize("people", [("Heron",), ("Heron", "Finch", "Wren")])
def test_alone_or_in_a_group_there_is_nobody_to_show_to(library: Flask, people: tuple[str, ...]) -> None:
    given = give(*people)[0]
    with pytest.raises(NotFound):
        agree_to_reveal(given.response_id)


def test_a_sheet_that_is_not_meant_for_couples_never_takes_part(couple: Couple) -> None:
    agree(*couple)
    response = get_response(couple[0].response_id)
    sheet = asked_sheet(response)
    alone = sheet.exercise.model_copy(update={"formats": ("individual",)})
    assert is_for_two(response, sheet)
    assert not is_for_two(response, type(sheet)(sheet.version, sheet.dose, {}, alone))


def test_a_partner_who_was_erased_shows_nothing(couple: Couple) -> None:
    agree(*couple)
    with writing():
        db.session.delete(get_response(couple[1].response_id).person)
    assert shown_sides(couple[0].response_id) == ()


def test_nothing_of_the_other_is_read_before_she_herself_agreed(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(couple[1])
    monkeypatch.setattr(
        "therapytool.homework.answers.agreeing.may_reveal", lambda sides: pytest.fail("asked after the other")
    )
    assert shown_sides(couple[0].response_id) == ()


def test_every_mixture_of_done_and_agreed_but_one_shows_nothing(couple: Couple) -> None:
    for done_a, done_b, agreed_a, agreed_b in product((True, False), repeat=4):
        with writing():
            for given, done, agreed in ((couple[0], done_a, agreed_a), (couple[1], done_b, agreed_b)):
                response = get_response(given.response_id)
                response.submitted_at = clock.now() if done else None
                response.agreed_to_reveal_at = clock.now() if agreed else None
        expected = done_a and done_b and agreed_a and agreed_b
        assert [bool(shown_sides(given.response_id)) for given in couple] == [expected, expected]
