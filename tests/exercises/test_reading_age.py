"""The reading age of texts, and that of every sheet we ship."""

from __future__ import annotations

import pytest

from tests.exercises.small_library import small_exercise
from tests.shipped_exercises import exercise_in
from therapytool.exercises.files.library import exercise_paths
from therapytool.exercises.readability.reading_age import (
    GOAL,
    HIGHEST,
    hardest_sentences,
    reading_age,
    reading_of,
    sentences,
)
from therapytool.exercises.readability.syllables import syllables

PLAIN = "He sat down on the step. The dog came and sat with him. They did not say a word for a long time."
HARD = "Institutional responsibilities systematically undermine individual emotional availability considerably."

COUNTED = {
    1: "breathe breathed moved voice says hour real changed shoes loved",
    2: "feeling wanted table handled quiet settle household because science being seeing circles couldn’t",
    3: "emotion created reaction museum employee obvious breadwinner idea everyone annoying",
    4: "relationship experience anxiety vulnerable actually",
}


@pytest.mark.parametrize(
    ("word", "count"), [(word, count) for count, words in COUNTED.items() for word in words.split()]
)
def test_syllables_are_counted_as_they_are_said(word: str, count: int):
    assert syllables(word) == count


def test_the_measure_is_the_published_one():
    """Thirteen words a sentence and one polysyllable in three sentences, worked out by hand."""
    text = "one two four five six " * 2 + "one two four. "
    assert reading_age(text * 3) == pytest.approx(8.1, abs=0.05)
    with_long_word = text.replace("one two four. ", "one two emotion. ")
    smog = 1.043 * 30**0.5 + 3.1291 + 5
    assert reading_age(with_long_word * 3) == pytest.approx(smog, abs=0.06)


def test_long_words_and_long_sentences_ask_for_an_older_reader():
    assert reading_age(PLAIN) < 9
    assert reading_age(HARD) > 16
    assert reading_age(PLAIN.replace(". ", " and ").replace("The", "the")) > reading_age(PLAIN)


def test_the_hardest_sentences_come_first():
    hardest = hardest_sentences(sentences(f"{PLAIN} {HARD} {PLAIN}"), most=2)
    assert hardest[0].text == HARD
    assert hardest[0].age > hardest[1].age


def test_scraps_and_marks_are_not_read():
    assert list(sentences("**Make** a joke\n- Leave\n\nSay *one* thing aloud today. Fine.")) == [
        "Say one thing aloud today."
    ]
    assert reading_age("") == reading_age("Yes. No.") == 0


def test_a_sheet_with_hardly_a_word_on_it_has_no_age():
    assert reading_of(small_exercise("bare")).age == 0


@pytest.mark.parametrize("path", exercise_paths(), ids=lambda path: path.stem)
def test_every_sheet_we_ship_is_for_readers_of_about_twelve(path):
    reading = reading_of(exercise_in(path))
    assert reading.words > 100
    assert GOAL - 6 < reading.age <= HIGHEST, reading.hardest
