"""Which passwords will do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from therapytool.accounts.signing_in.passwords import (
    TOO_LONG,
    TOO_PLAIN,
    TOO_SHORT,
    normalized,
    problems_with_password,
    surprise,
)

ABOUT = ("Ada Miller", "ada.miller@harbor-practice.org")


@pytest.mark.parametrize(
    "password",
    [
        "a lantern by the harbor wall",
        "correct horse battery staple",
        "k7$Qv!x9Lm2#",
        "vier kleine Enten im Teich",
        "три синих лодки",
        "👩‍⚕️🌊🪵🧭🔦🏮🧶🪁🎐🪔🧿🫖",
        "ada likes long walks by the sea",
    ],
)
def test_these_will_do(password: str):
    assert problems_with_password(password, about=ABOUT) == []


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "Password12345!",
        "P@ssw0rd2024!!",
        "aaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "abcdefghijklmnop",
        "123456789012345",
        "qwertyuiopasdf",
        "poiuytrewqlkjh",
        "Therapytool2026",
        "therapytooltherapytool",
        "Ada Miller 1234",
        "millermiller1985",
        "harborpractice1!",
        "Summer2024!!!",
        "iloveyouprincess",
        "            ",
    ],
)
def test_these_are_too_easy_to_guess(password: str):
    assert problems_with_password(password, about=ABOUT) == [TOO_PLAIN]


def test_length_counts_first():
    assert problems_with_password("k7$Qv!x9Lm2") == [TOO_SHORT]
    assert problems_with_password("k7$Qv!x9Lm2#" * 22) == [TOO_LONG]


def test_the_same_letters_typed_on_another_keyboard_are_the_same_password():
    assert normalized("caf\u00e9 by the sea") == normalized("cafe\u0301 by the sea")


@given(st.text(max_size=300), st.lists(st.text(max_size=50), max_size=3))
def test_nothing_a_person_may_type_breaks_it(password: str, about: list[str]):
    problems_with_password(password, about=about)
    assert surprise(password, about=about) <= max(len(normalized(password.casefold())), 1)
