"""What was typed becomes things to look for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from therapytool.exercises.full_text.words import (
    LONGEST_TEXT,
    MOST_WORDS,
    Term,
    edit_distance,
    nearest_word,
    terms_of,
    words_of,
)

SYNONYMS = {("shuts", "down"): (("withdraw",),), ("wall",): (("withdraw",), ("silence",))}


class TestWords:
    def test_signs_and_operators_only_separate(self):
        words = words_of('"fix" AND (listen* NEAR/2 -feel) {a:b}')
        assert words == ("fix", "and", "listen", "near", "2", "feel", "a", "b")

    def test_case_and_accents_do_not_matter(self):
        assert words_of("Café NAÏVE") == ("cafe", "naive")

    def test_a_text_without_words_has_none(self):
        assert words_of("*** '' -- \x00") == ()

    @given(st.text())
    def test_any_text_gives_few_plain_words(self, text):
        words = words_of(text)
        assert len(words) <= MOST_WORDS
        assert all(word.isalnum() and len(word) <= 4 * LONGEST_TEXT for word in words)


class TestTerms:
    def test_stop_words_fall_away(self):
        assert [term.typed for term in terms_of(words_of("when she is at work"), {})] == [("work",)]

    def test_a_known_phrase_stays_whole_and_brings_its_synonyms(self):
        first, second = terms_of(words_of("shuts down when she cries"), SYNONYMS)
        assert first == Term(("shuts", "down"), (("withdraw",),))
        assert second == Term(("cries",), unfinished=True)

    def test_only_the_last_word_may_be_unfinished(self):
        assert [term.unfinished for term in terms_of(("anger", "money"), {})] == [False, True]

    def test_a_stop_word_at_the_end_leaves_every_word_finished(self):
        assert [term.unfinished for term in terms_of(("anger", "with"), {})] == [False]

    def test_nothing_but_stop_words_is_taken_as_it_is(self):
        assert [term.typed for term in terms_of(("how", "are", "you"), {})] == [("how",), ("are",), ("you",)]

    def test_a_word_said_twice_is_asked_for_once(self):
        assert len(terms_of(("anger", "anger", "money"), {})) == 2


class TestNearestWord:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("stonewaling", "stonewalling"),
            ("breadwinnner", "breadwinner"),
            ("listne", "listen"),
            ("shmae", "shame"),
            ("vulnerabilty", "vulnerability"),
        ],
    )
    def test_a_slip_of_the_keyboard_is_understood(self, typed, meant):
        known = [(word, 1) for word in ("stonewalling", "breadwinner", "listen", "shame", "vulnerability", "share")]
        assert nearest_word(typed, known) == meant

    @pytest.mark.parametrize("typed", ["sex", "fxi", "1234", "zzzzzz"])
    def test_short_words_numbers_and_nonsense_are_left_alone(self, typed):
        assert nearest_word(typed, [("six", 9), ("fix", 9), ("1235", 9), ("listen", 9)]) is None

    def test_four_and_five_letters_forgive_one_edit_only(self):
        assert nearest_word("shxxe", [("shame", 1)]) is None

    def test_among_equally_near_words_the_first_letter_counts_and_then_how_common_they_are(self):
        assert nearest_word("trush", [("brush", 90), ("trust", 1)]) == "trust"
        assert nearest_word("fears", [("feary", 1), ("feart", 8)]) == "feart"


class TestEditDistance:
    @pytest.mark.parametrize(
        ("first", "second", "edits"),
        [("", "", 0), ("", "ab", 2), ("bids", "bids", 0), ("bids", "bid", 1), ("bids", "bdis", 1), ("load", "lead", 1)],
    )
    def test_counts_slips(self, first, second, edits):
        assert edit_distance(first, second) == edits

    @given(st.text("abc", max_size=8), st.text("abc", max_size=8))
    def test_is_the_same_both_ways_and_bounded_by_the_longer_word(self, first, second):
        edits = edit_distance(first, second)
        assert edits == edit_distance(second, first)
        assert abs(len(first) - len(second)) <= edits <= max(len(first), len(second))
        assert (edits == 0) == (first == second)
