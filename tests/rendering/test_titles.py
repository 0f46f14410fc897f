"""Titles break so that no short word stands alone."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from therapytool.rendering.titles import ended_together, titled


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("A Touch Menu Without Sex", "Without Sex"),
        ("Small Reaches, Small Answers", "Small Answers"),
        ("Two Circles: Closeness and Sex", "Closeness and Sex"),
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
