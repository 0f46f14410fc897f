"""A search for violence, suicide or trauma is told what comes before any exercise."""

from __future__ import annotations

import pytest

from therapytool.exercises.finding.notices import SafetyPage, notices_for


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Domestic violence!", SafetyPage.PRIVATE_INTERVIEW),
        ("she is afraid of him", SafetyPage.PRIVATE_INTERVIEW),
        ("suicidal", SafetyPage.MEASURES),
        ("complex trauma", SafetyPage.GROUNDING),
        ("husband is trans", None),
    ],
)
def test_a_word_that_asks_for_a_look_at_safety_is_answered_with_the_page_for_it(text: str, page: SafetyPage | None):
    assert [notice.leads_to for notice in notices_for(text)] == [page]


@pytest.mark.parametrize("text", ["", "shuts down", "him afraid", "transport", "listening"])
def test_other_words_are_left_alone(text: str):
    assert notices_for(text) == ()
