"""What is wrong with a field, in words for the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Limits = Mapping[str, Any]

MESSAGES: Mapping[str, Callable[[Limits], str]] = {
    "bool_type": lambda limits: "Choose yes or no.",
    "decimal_type": lambda limits: "Give a number.",
    "enum": lambda limits: "Choose one of those offered.",
    "extra_forbidden": lambda limits: "This does not belong here any more.",
    "float_parsing": lambda limits: "Give a number.",
    "float_type": lambda limits: "Give a number.",
    "greater_than": lambda limits: f"Give more than {limits['gt']:g}.",
    "greater_than_equal": lambda limits: f"Give {limits['ge']:g} or more.",
    "int_from_float": lambda limits: "Give a whole number.",
    "int_parsing": lambda limits: "Give a whole number.",
    "int_type": lambda limits: "Give a whole number.",
    "less_than": lambda limits: f"Give less than {limits['lt']:g}.",
    "less_than_equal": lambda limits: f"Give {limits['le']:g} or less.",
    "literal_error": lambda limits: "Choose one of those offered.",
    "missing": lambda limits: "This is needed.",
    "string_pattern_mismatch": lambda limits: "Use small letters, digits and _, and begin with a letter.",
    "string_too_long": lambda limits: f"Use at most {limits['max_length']} letters.",
    "string_too_short": lambda limits: "Write something here.",
    "string_type": lambda limits: "Write something here.",
    "too_long": lambda limits: f"{limits['max_length']} is the most; there are {limits.get('actual_length', 'more')}.",
    "too_short": lambda limits: f"This needs at least {limits['min_length']}.",
    "union_tag_invalid": lambda limits: "There is no such kind of block.",
}
OTHERWISE = "This does not fit."
QUOTED = re.compile(r"'([a-z_]+)(?:: ([a-z_]+))?'")
BARE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")


def sentence_for(detail: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """One of pydantic's findings as a sentence; our rules name fields as files do, `titles` says them as pages do."""
    if detail["type"] == "value_error":
        return as_sentence(in_titles(str(detail["msg"]).removeprefix("Value error, "), titles))
    say = MESSAGES.get(detail["type"])
    return say(detail.get("ctx", {})) if say else OTHERWISE


def in_titles(message: str, titles: Mapping[str, str]) -> str:
    """The message with names of fields said as they stand on the page: 'row_labels' is “Rows with a label”."""

    def quoted(match: re.Match[str]) -> str:
        title = titles.get(match[1])
        if title is None:
            return f"“{match[1]}”"
        return f"“{title}: {match[2]}”" if match[2] else f"“{title}”"

    said = QUOTED.sub(quoted, message)
    return BARE.sub(lambda match: f"“{titles[match[0]]}”" if match[0] in titles else match[0], said)


def as_sentence(words: str) -> str:
    """With a capital at its beginning and a period at its end."""
    text = words.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"
