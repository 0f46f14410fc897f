"""Titles break so that no short word stands alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from therapytool.rendering.titles import ended_together, running_foot, titled


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("A Touch Menu Without Sex", "Without Sex"),
        ("Small Reaches, Small Answers", "Small Answers"),
        ("Two Circles: Closeness and Sex", "Closeness and Sex"),
        ("Maps of a Small Country: My Life Drawn by Hand", "by Hand"),
    ],
)
def test_the_last_words_that_make_about_half_stay_together(title: str, end: str):
    assert titled(title) == f'{title.removesuffix(end)}<span class="title-end">{end}</span>'


@pytest.mark.parametrize("title", ["Landing", "The Twenty-Minute Landing", "Graded Affection", ""])
def test_a_title_without_such_words_stays_as_it_is(title: str):
    assert titled(title) == title


def test_a_title_is_escaped():
    assert titled("You <b> & I") == 'You <span class="title-end">&lt;b&gt; &amp; I</span>'


@pytest.mark.parametrize(
    ("sentence", "ended"),
    [
        ("See where it came from, and choose what to hand on.", " what to hand\u00a0on."),
        ("Say <em>what it is</em>", "<em>what it is</em>"),
        ("Breathe.", "Breathe."),
        ("Notice extraordinarily uncomfortable feelings", "uncomfortable feelings"),
    ],
)
def test_a_sentence_does_not_end_in_a_word_alone(sentence: str, ended: str):
    assert ended_together(Markup(sentence)).endswith(ended)


def test_a_foot_keeps_a_long_title_to_its_lines_and_the_version_at_its_end():
    assert running_foot("Harbor", "Short, abc1234", 60) == "Harbor · Short, abc1234"
    title = "The One Question I Would Rather Not Be Asked at My Own Kitchen Table, abc1234"
    assert running_foot("Harbor", title, 60) == "Harbor · The One Question I Would Rather Not Be Asked…, abc1234"
    assert running_foot("", title.removesuffix(", abc1234"), 30) == "The One Question I Would…"


def test_a_foot_takes_two_lines_though_a_very_long_word_leaves_its_line_half_empty():
    word = "Rindfleischetikettierungsüberwachungsaufgaben"
    foot = running_foot("Harbor", f"My {word} Day by Day, abc1234", 90)
    assert foot == f"Harbor · My {word[:35]}…, abc1234"


@pytest.mark.parametrize("words", ["名前" * 80, "W" * 200, "a, " * 80, ""])
def test_a_foot_has_room_for_whatever_a_practice_is_called(words: str):
    foot = running_foot(words, f"{words}, abc1234", 60)
    assert sum(2 if letter > "\u2fff" else 1 for letter in foot) <= 64
    assert foot.endswith(", abc1234")


@given(
    st.text(st.sampled_from("a, 名W…\u0301"), max_size=60),
    st.text(st.sampled_from("a, 名"), max_size=90),
    st.integers(0, 200),
)
def test_a_foot_is_found_for_any_words_in_any_room(practice: str, title: str, room: int):
    foot = running_foot(practice, title, room)
    assert len(foot) <= max(len(practice) + len(title) + 4, 4)
