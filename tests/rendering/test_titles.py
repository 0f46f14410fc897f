"""Titles break so that no short word stands alone."""

from __future__ import annotations

import pytest

from therapytool.rendering.titles import titled


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
