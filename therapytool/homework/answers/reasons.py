"""Why homework was not done this time: reasons to choose from, all of them respectable, and room for own words."""

from __future__ import annotations

from collections.abc import Iterable

REASONS = (
    "There was no time",
    "I forgot",
    "I was not sure what to do",
    "It felt like too much",
    "It did not fit me right now",
    "I had no private place for it",
    "Something else came up",
    "I did not want to",
    "I would rather not say",
)
LONGEST_OWN_WORDS = 1_000


def reason_in_words(chosen: Iterable[str], own_words: str) -> str:
    """The chosen reasons in the order of the list, then the own words: one line each; unknown reasons are left out."""
    wanted = set(chosen)
    lines = [reason for reason in REASONS if reason in wanted]
    return "\n".join([*lines, own_words.strip()]).strip()
