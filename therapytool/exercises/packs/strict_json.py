"""JSON from strangers: UTF-8, no duplicate keys, no NaN, not nested deeper than content ever is."""

from __future__ import annotations

import json
from typing import Any

DEEPEST = 20


class NotPlainJson(ValueError):
    """The text is not JSON as we write it; the message says what is wrong, in words."""


def read_json(data: bytes) -> Any:
    """The value in some bytes. Raises NotPlainJson."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotPlainJson("is not UTF-8 text") from error
    if depth(text) > DEEPEST:
        raise NotPlainJson(f"is nested deeper than {DEEPEST} levels")
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant, parse_int=_small)
    except json.JSONDecodeError as error:
        raise NotPlainJson(f"is not JSON: {error.msg} at line {error.lineno}") from error


def depth(text: str) -> int:
    """How deep brackets nest, counted without reading the values; brackets inside texts do not count."""
    level = deepest = 0
    in_text = escaped = False
    for letter in text:
        if in_text:
            in_text = escaped or letter != '"'
            escaped = letter == "\\" and not escaped
        elif letter == '"':
            in_text = True
        elif letter in "[{":
            level += 1
            deepest = max(deepest, level)
        elif letter in "]}":
            level -= 1
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise NotPlainJson(f"has '{key[:40]}' twice")
        found[key] = value
    return found


def _no_constant(name: str) -> float:
    raise NotPlainJson(f"holds {name}, which is no number")


def _small(digits: str) -> int:
    if len(digits) > 15:
        raise NotPlainJson("holds a number of more than 15 digits")
    return int(digits)
