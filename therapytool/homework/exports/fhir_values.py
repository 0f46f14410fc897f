"""Answers as FHIR R4 values: the type of each question, and words as a value of that type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from therapytool.blocks.base import TICKED, Control, Question

Resource = dict[str, Any]

TYPES = {
    Control.LINE: "string",
    Control.CELL: "string",
    Control.SIGNATURE: "string",
    Control.LINES: "text",
    Control.TICK: "boolean",
    Control.CHOICE: "choice",
    Control.RATING: "choice",
    Control.QUANTITY: "decimal",
    Control.DATE: "date",
    Control.TIME: "time",
}
TYPES_OF_WORDS = {"string", "text"}
VALUES: Mapping[str, Callable[[str], object]] = {
    "boolean": lambda text: text == TICKED,
    "integer": int,
    "decimal": float,
    "time": lambda text: f"{text}:00",
}
ENDINGS = {"text": "String", "string": "String", "choice": "String"}


def item_type(question: Question) -> str:
    """The FHIR type of an item; a rating of whole numbers is an integer."""
    is_counted = question.control is Control.RATING and all(option.isdecimal() for option in question.options)
    return "integer" if is_counted else TYPES[question.control]


def value(name: str, question: Question, text: str) -> Resource:
    """An answer under the name FHIR gives it, which begins with `name`: {"valueInteger": 7}."""
    kind = item_type(question)
    return {f"{name}{ENDINGS.get(kind, kind.capitalize())}": VALUES.get(kind, str)(text)}
