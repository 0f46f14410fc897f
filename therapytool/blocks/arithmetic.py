"""Totals of other answers: which answers a reference means, and their sum, difference, product, share or average.

A reference is the key of a question ("hours"), a block ("moves": all its ticks or numbers), or a column of a table or
grid with the row left out ("week.c2" means "week.r1.c2", "week.r2.c2" and so on). A tick counts as 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from math import prod
from typing import Annotated, Literal

from pydantic import StringConstraints

from therapytool.blocks.base import TICKED, Answers
from therapytool.blocks.values import number_in, plain_number

Reference = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}(\.[a-z0-9_]{1,40}){0,3}$", max_length=120)]
Operation = Literal["sum", "difference", "product", "share", "average"]
RESULT = "_"
"""Begins what a key ends with where it names a result of a questionnaire; no question's does."""

HOW: dict[Operation, str] = {
    "sum": "add up",
    "difference": "the first minus the others",
    "product": "the first times the others",
    "share": "how much of the whole",
    "average": "add up, then divide by how many",
}


def is_meant(reference: str, key: str) -> bool:
    """Whether a reference means the question of this key; a whole block means what is asked in it, not its results."""
    if key == reference:
        return True
    if key.startswith(f"{reference}."):
        return not key.startswith(f"{reference}.{RESULT}")
    name, _, column = reference.partition(".")
    parts = key.split(".", 2)
    return bool(column) and len(parts) == 3 and parts[0] == name and parts[2] == column


def numbers_of(reference: str, answers: Answers) -> tuple[Decimal, ...]:
    """The numbers among the answers a reference means; ticks are 1, words that are no number are passed over."""
    said = (text for key, text in answers.items() if is_meant(reference, key))
    return tuple(number for text in said if (number := _number(text)) is not None)


def result(operation: Operation, references: Iterable[str], answers: Answers) -> Decimal | None:
    """What an operation gives; None while there is nothing to reckon with, or no whole to take a share of.

    A difference is the first minus all the others, a product the first times the others, a share the first as percent
    of the second; each may be a column, which is added up first.
    """
    groups = [numbers_of(reference, answers) for reference in references]
    numbers = [number for group in groups for number in group]
    if operation in ("sum", "average"):
        return None if not numbers else sum(numbers, Decimal(0)) / (len(numbers) if operation == "average" else 1)
    if not all(groups):
        return None
    first, *others = (sum(group, Decimal(0)) for group in groups)
    if operation == "difference":
        return first - sum(others, Decimal(0))
    if operation == "product":
        return prod(others, start=first)
    return first / others[0] * 100 if others[0] else None


def rounded(number: Decimal, decimals: int) -> str:
    """A number as it is shown: halves go up, idle zeros are left out."""
    return plain_number(number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def _number(text: str) -> Decimal | None:
    if text == TICKED:
        return Decimal(1)
    try:
        return number_in(text)
    except ValueError:
        return None
