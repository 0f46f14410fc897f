"""How a client's answers are kept: versions, lost acknowledgments, two devices, privacy, late and hostile words."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from tests.portal.given import GivenHomework, give, kept, row
from therapytool import clock
from therapytool.database import db, writing
from therapytool.errors import NotFound
from therapytool.homework.answers.answering import (
    AlreadyHandedIn,
    AnswerChanged,
    AnswerRefused,
    Saved,
    Typed,
    get_response,
    keep_to_myself,
    list_answers,
    save_answer,
)
from therapytool.homework.models import Answer, Response

WORDS = "first_words"
CELL = "ladder_short.r1.c1"


@pytest.fixture
def heron(library: Flask) -> GivenHomework:
    (given,) = give("Heron")
    return given


def save(given: GivenHomework, text: str, *, key: str = WORDS, base: int = 0, request: str = "", **more: Any) -> Saved:
    """Save one answer in a transaction of its own, as a request does."""
    expires_at: datetime = more.pop("expires_at", clock.now() + timedelta(days=1))
    begun_at: datetime = more.pop("begun_at", clock.now())
    typed = Typed(key, text, base, request or uuid4().hex, begun_at, **more)
    with writing():
        return save_answer(given.response_id, typed, link_expires_at=expires_at)


def answer_rows(given: GivenHomework) -> list[Answer]:
    return list(row(given).answers)


def hand_in_row(given: GivenHomework, **values: object) -> None:
    with writing():
        response = db.session.get_one(Response, given.response_id)
        for name, value in values.items():
            setattr(response, name, value)


def test_a_first_answer_is_revision_one_and_starts_the_homework(heron: GivenHomework) -> None:
    saved = save(heron, "I felt left out")
    assert (saved.text, saved.revision, saved.arrived_late) == ("I felt left out", 1, False)
    assert row(heron).started_at is not None
    assert kept(heron) == {WORDS: "I felt left out"}


def test_each_save_on_top_of_the_last_is_one_more(heron: GivenHomework) -> None:
    revisions = [save(heron, text, base=base).revision for base, text in enumerate(("a", "ab", "abc"))]
    assert revisions == [1, 2, 3]
    assert len(answer_rows(heron)) == 1


def test_the_same_save_sent_twice_is_one(heron: GivenHomework) -> None:
    first = save(heron, "a", request="k1")
    again = save(heron, "a", request="k1")
    assert again == first
    assert [answer.revision for answer in answer_rows(heron)] == [1]


def test_typing_on_after_a_lost_acknowledgment_is_no_conflict(heron: GivenHomework) -> None:
    save(heron, "a", request="k1")
    saved = save(heron, "ab", base=0, request="k2", follows=frozenset({"k1"}))
    assert (saved.text, saved.revision) == ("ab", 2)


def test_a_save_that_was_held_up_does_not_overwrite_a_newer_one_of_its_own_page(heron: GivenHomework) -> None:
    save(heron, "ab", request="k2", follows=frozenset({"k1"}))
    with pytest.raises(AnswerChanged):
        save(heron, "a", request="k1")
    assert kept(heron) == {WORDS: "ab"}


def test_a_change_made_elsewhere_is_not_overwritten_and_both_texts_are_known(heron: GivenHomework) -> None:
    save(heron, "from the phone", request="phone")
    with pytest.raises(AnswerChanged) as refused:
        save(heron, "from the laptop", base=0, request="laptop")
    assert (refused.value.stands.text, refused.value.stands.revision) == ("from the phone", 1)
    assert refused.value.question.key == WORDS
    assert save(heron, "from the laptop", base=1).revision == 2


def test_the_same_words_from_two_devices_are_no_conflict(heron: GivenHomework) -> None:
    save(heron, "same", request="phone")
    assert save(heron, "same", base=0, request="laptop").revision == 1


def test_an_answer_can_be_cleared_and_the_revision_goes_on(heron: GivenHomework) -> None:
    save(heron, "a")
    assert save(heron, "  ", base=1).revision == 2
    assert kept(heron) == {}
    assert save(heron, "b", base=2).revision == 3


def test_words_come_back_as_typed_but_for_the_space_around_and_line_ends_of_one_kind(heron: GivenHomework) -> None:
    assert (
        save(heron, "  one\r\n\r\ntwo\vthree\t“é” \N{FAMILY} \u202eabc ").text
        == "one\n\ntwo\nthree\t“é” \N{FAMILY} \u202eabc"
    )


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "{{ 7*7 }}", "' OR 1=1 --"])
def test_words_that_mean_something_to_machines_are_words(heron: GivenHomework, text: str) -> None:
    assert save(heron, text).text == text


@pytest.mark.parametrize("text", ["a\x00b", "half \ud800", "\x1b[2J", "x\x7f"])
def test_characters_that_cannot_be_kept_are_refused_in_words(heron: GivenHomework, text: str) -> None:
    with pytest.raises(AnswerRefused, match="cannot be kept"):
        save(heron, text)
    assert kept(heron) == {}


@pytest.mark.parametrize("text", ["x" * 201, "x" * 2**20])
def test_too_long_is_refused_and_says_how_long_it_may_be(heron: GivenHomework, text: str) -> None:
    with pytest.raises(AnswerRefused, match="room for 200"):
        save(heron, text)


def test_an_option_that_is_not_offered_is_refused(library: Flask) -> None:
    (given,) = give("Heron", dose="standard")
    with pytest.raises(AnswerRefused, match="choose one"):
        save(given, "11", key="likely")
    assert save(given, "10", key="likely").text == "10"
    with pytest.raises(AnswerRefused, match="ticked"):
        save(given, "on", key="ideas.1")


@pytest.mark.parametrize("key", ["nothing", "ladder.r1.c1", "ladder_short", "ladder_short.r9.c1", "", "x" * 500])
def test_a_question_the_sheet_does_not_ask_is_not_there(heron: GivenHomework, key: str) -> None:
    with pytest.raises(NotFound):
        save(heron, "words", key=key)
    assert answer_rows(heron) == []


def test_a_save_begun_before_the_end_of_the_link_is_kept_and_marked_late(heron: GivenHomework) -> None:
    end = clock.now()
    assert save(heron, "a", expires_at=end, begun_at=end - timedelta(seconds=30)).arrived_late
    assert not save(heron, "b", base=1, begun_at=end - timedelta(seconds=30)).arrived_late


@pytest.mark.parametrize("field", ["submitted_at", "reviewed_at"])
def test_a_sheet_handed_in_or_talked_about_takes_no_more_answers(heron: GivenHomework, field: str) -> None:
    hand_in_row(heron, **{field: clock.now()})
    with pytest.raises(AlreadyHandedIn):
        save(heron, "a")


def test_a_homework_that_was_erased_is_not_there(library: Flask) -> None:
    with pytest.raises(NotFound):
        get_response(7)


class TestKeepingToMyself:
    def test_holds_for_answers_given_before_and_after(self, heron: GivenHomework) -> None:
        save(heron, "before", key=CELL)
        with writing():
            keep_to_myself(heron.response_id, "ladder_short", is_private=True)
        after = save(heron, "after", key="ladder_short.r2.c1")
        assert after.is_private
        assert all(answer.is_private for answer in answer_rows(heron))

    def test_leaves_other_answers_alone(self, heron: GivenHomework) -> None:
        save(heron, "for both")
        with writing():
            keep_to_myself(heron.response_id, "ladder_short", is_private=True)
        assert not next(answer for answer in list_answers(heron.response_id) if answer.key == WORDS).is_private

    def test_can_be_ended(self, heron: GivenHomework) -> None:
        save(heron, "before", key=CELL)
        for is_private in (True, False):
            with writing():
                keep_to_myself(heron.response_id, "ladder_short", is_private=is_private)
        assert not any(answer.is_private for answer in answer_rows(heron))
        assert not save(heron, "after", key="ladder_short.r2.c1").is_private

    def test_before_the_first_word_is_no_conflict_with_it(self, heron: GivenHomework) -> None:
        with writing():
            keep_to_myself(heron.response_id, WORDS, is_private=True)
        saved = save(heron, "secret", base=0)
        assert (saved.revision, saved.is_private) == (1, True)
        assert len(answer_rows(heron)) == 1

    def test_can_be_wished_after_handing_in(self, heron: GivenHomework) -> None:
        save(heron, "words")
        hand_in_row(heron, submitted_at=clock.now())
        with writing():
            keep_to_myself(heron.response_id, WORDS, is_private=True)
        assert list_answers(heron.response_id)[0].is_private

    @pytest.mark.parametrize("block", ["nothing", "ladder_short.r1.c1", "ladder"])
    def test_is_for_blocks_of_this_sheet(self, heron: GivenHomework, block: str) -> None:
        with pytest.raises(NotFound):
            keep_to_myself(heron.response_id, block, is_private=True)


def test_no_word_of_an_answer_is_readable_on_disk(heron: GivenHomework, library: Flask) -> None:
    save(heron, "marzipan cathedral")
    db.session.remove()
    files = [path for path in Path(library.instance_path).rglob("*") if path.is_file()]
    assert not any(b"marzipan" in path.read_bytes() for path in files)
