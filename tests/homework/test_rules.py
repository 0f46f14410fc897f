"""The rules of homework that need no database: codes, rounds, wording, the board."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from therapytool.exercises.content import Slot
from therapytool.exercises.vocabulary import Theme
from therapytool.homework.board import BoardFilters, Entry, Shelf, counted, next_rounds_only, shelves
from therapytool.homework.handing_out.recurrence import MOST_TIMES, Span, spans
from therapytool.homework.lifecycle import Standing
from therapytool.homework.links.codes import ALPHABET, new_code, plain_code
from therapytool.homework.wording import as_spoken, offered_words

DUE = date(2026, 11, 29)
ENTRY = Entry(
    homework_id="h",
    response_id="r",
    case_id="c",
    case_name="Harbor-12",
    person_id="p",
    person="Heron",
    title="Listen",
    theme=Theme.C,
    dose="short",
    given_at=datetime(2026, 11, 22, tzinfo=UTC),
    not_before=None,
    due_on=DUE,
    last_at=datetime(2026, 11, 22, tzinfo=UTC),
    standing=Standing.GIVEN,
)


class TestCodes:
    def test_a_code_is_eight_letters_in_two_halves(self):
        code = new_code()
        assert len(code) == 9
        assert code[4] == "-"
        assert set(code.replace("-", "")) <= set(ALPHABET)

    @pytest.mark.parametrize("typed", ["k7qx-m2pd", " K7QX M2PD ", "K7QXM2PD", "k 7 q x m 2 p d", "K7QX–M2PD"])
    def test_it_is_read_however_it_is_typed(self, typed):
        assert plain_code(typed) == "K7QXM2PD"

    def test_look_alikes_are_put_right(self):
        assert plain_code("OIL0-11uu") == "01101" + "1VV"

    @pytest.mark.parametrize("typed", ["", "K7QX", "K7QX-M2PDA", "K7QX-M2P!", "ключ-ключ", "K7QX-M2PD" * 1000])
    def test_anything_else_is_no_code(self, typed):
        assert plain_code(typed) == ""

    @given(st.text(max_size=60))
    def test_reading_never_fails(self, typed):
        assert len(plain_code(typed)) in {0, 8}

    def test_codes_differ(self):
        assert len({new_code() for _ in range(500)}) == 500


class TestRounds:
    def test_without_repeating_there_is_one(self):
        assert spans(not_before=None, due_on=DUE, every_days=None, until=None) == [Span(None, DUE)]

    def test_a_weekly_log_begins_anew_the_day_after_it_is_due(self):
        rounds = spans(not_before=None, due_on=DUE, every_days=7, until=DUE + timedelta(days=15))
        assert rounds == [
            Span(None, DUE),
            Span(DUE + timedelta(days=1), DUE + timedelta(days=7)),
            Span(DUE + timedelta(days=8), DUE + timedelta(days=14)),
        ]

    def test_there_are_never_too_many(self):
        rounds = spans(not_before=None, due_on=DUE, every_days=1, until=DUE + timedelta(days=1000))
        assert len(rounds) == MOST_TIMES

    def test_what_is_due_on_no_day_does_not_repeat(self):
        assert spans(not_before=None, due_on=None, every_days=7, until=DUE) == [Span(None, None)]


class TestWording:
    SLOTS = (
        Slot(name="partner", label="Partner", default="your partner"),
        Slot(name="their", label="Possessive", default="their"),
        Slot(name="partner_them", label="Partner as object", default="them"),
        Slot(name="hard_day", label="A hard day", default="a hard day at work"),
    )

    def test_what_is_known_of_a_person_is_offered(self):
        offered = offered_words(self.SLOTS, partner_words="my wife", pronouns="he/him", partner_pronouns="she/her")
        assert offered == {"partner": "your wife", "their": "his", "partner_them": "her"}

    def test_what_is_not_known_is_left_to_the_sheet(self):
        assert offered_words(self.SLOTS, partner_words="", pronouns="ze/zir", partner_pronouns="") == {}

    @pytest.mark.parametrize(
        ("words", "default", "spoken"),
        [
            ("my wife", "your partner", "your wife"),
            ("your wife", "my partner", "my wife"),
            ("My husband", "your partner", "your husband"),
            ("Sam", "your partner", "Sam"),
            ("my wife", "the partner", "my wife"),
        ],
    )
    def test_words_follow_the_voice_of_the_sheet(self, words, default, spoken):
        assert as_spoken(words, default) == spoken


class TestBoard:
    def test_what_came_back_stands_first_and_what_was_looked_at_last(self):
        entries = [replace(ENTRY, standing=standing) for standing in Standing]
        assert [shelf for shelf, _ in shelves(entries)] == list(Shelf)

    def test_what_is_due_sooner_stands_higher(self):
        late = replace(ENTRY, response_id="late", due_on=DUE + timedelta(days=3))
        never = replace(ENTRY, response_id="never", due_on=None)
        ((_, rows),) = shelves([never, late, ENTRY])
        assert [row.response_id for row in rows] == ["r", "late", "never"]

    def test_reviewed_entries_show_only_when_asked_for(self):
        entries = [ENTRY, replace(ENTRY, standing=Standing.REVIEWED)]
        assert BoardFilters().keep(entries) == [ENTRY]
        assert BoardFilters(standing=Standing.REVIEWED).keep(entries) == entries[1:]

    def test_one_case_at_a_time(self):
        other = replace(ENTRY, case_id="d")
        assert BoardFilters(case_id="d").keep([ENTRY, other]) == [other]

    @given(st.dictionaries(st.sampled_from(["case", "standing", "x"]), st.text(max_size=30)))
    def test_any_address_is_a_filter(self, values):
        assert set(BoardFilters.read(values).arguments()) <= {"case", "standing"}

    def test_of_later_rounds_the_next_one_stands_for_all(self):
        waiting = [
            replace(
                ENTRY,
                standing=Standing.WAITING,
                series="s",
                response_id=str(week),
                not_before=DUE + timedelta(weeks=week),
            )
            for week in (2, 1, 3)
        ]
        (shown,) = next_rounds_only(waiting)
        assert (shown.response_id, shown.rounds_left) == ("1", 2)

    def test_counts_are_in_the_boards_order(self):
        entries = [ENTRY, ENTRY, replace(ENTRY, standing=Standing.DONE)]
        assert counted(entries) == [(Standing.DONE, 1), (Standing.GIVEN, 2)]
