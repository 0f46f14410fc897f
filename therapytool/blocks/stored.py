"""What a typed number, date or time becomes before it is kept, and what to say when it is none.

"7.50" is kept as "7.5", "11/22/2026" as "2026-11-22", "7:30 pm" as "19:30". All other answers are kept as they are.
"""

from __future__ import annotations

from collections.abc import Callable

from therapytool.blocks.base import Control, Question
from therapytool.blocks.values import date_in, number_in, plain_number, time_in


def stored(question: Question, text: str) -> str:
    """An answer as it is kept. Raises ValueError, with a sentence for the person who wrote it, when it cannot be."""
    keep = KEEPERS.get(question.control)
    return keep(question, text) if keep else text


def tidied(question: Question, text: str) -> str:
    """An answer as it is kept, or as it was written when it cannot be."""
    try:
        return stored(question, text)
    except ValueError:
        return text


def complaint(question: Question, text: str) -> str:
    """The sentence for the person who wrote it; empty when the answer can be kept."""
    try:
        stored(question, text)
    except ValueError as error:
        return str(error)
    return ""


def _number(question: Question, text: str) -> str:
    wanted = question.quantity
    kind = "a number" if wanted.decimals else "a whole number"
    sentence = f"“{question.label}” asks for {kind}{', ' if wanted.span else ''}{wanted.span}."
    try:
        number = number_in(text)
    except ValueError:
        raise ValueError(sentence) from None
    if not wanted.holds(number):
        raise ValueError(sentence)
    return plain_number(number)


def _date(question: Question, text: str) -> str:
    try:
        return date_in(text).isoformat()
    except ValueError:
        raise ValueError(f"“{question.label}” asks for a date, such as 11/22/2026.") from None


def _time(question: Question, text: str) -> str:
    try:
        return time_in(text).isoformat("minutes")
    except ValueError:
        raise ValueError(f"“{question.label}” asks for a time of day, such as 7:30 AM.") from None


KEEPERS: dict[Control, Callable[[Question, str], str]] = {
    Control.QUANTITY: _number,
    Control.DATE: _date,
    Control.TIME: _time,
}
