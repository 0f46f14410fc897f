"""Cells that nobody fills in: reckoned from their neighbors, by themselves on screen and by hand on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast

from therapytool.blocks.arithmetic import Operation, result, rounded
from therapytool.blocks.base import Answers
from therapytool.blocks.values import time_in

CellOperation = Literal[Operation, "hours", "minutes"]
PAIRS = {"share", "hours", "minutes"}
"""What is reckoned from exactly two, the order of which matters."""

SEVERAL = PAIRS | {"difference", "product"}
"""What is reckoned from at least two."""

BETWEEN_TIMES = {"hours": 60, "minutes": 1}
"""What is reckoned between two times of day, and how many minutes one is."""

UNITS = {"share": "%", "hours": "h", "minutes": "min"}
"""The unit of what always has the same one."""

MINUTES_OF_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Reckoned:
    """How one cell is reckoned: from the answers under these keys, shown with at most so many decimals."""

    operation: CellOperation
    keys: tuple[str, ...]
    decimals: int

    @property
    def references(self) -> str:
        """The keys, for a script that keeps the value up to date."""
        return " ".join(self.keys)

    def value(self, answers: Answers) -> str:
        """The value as it is shown, without its unit; empty while there is none."""
        number = self._between_times(answers) if self.operation in BETWEEN_TIMES else self._of_numbers(answers)
        return "" if number is None else rounded(number, self.decimals)

    def _between_times(self, answers: Answers) -> Decimal | None:
        minutes = _minutes(self.keys, answers)
        return None if minutes is None else Decimal(minutes) / BETWEEN_TIMES[self.operation]

    def _of_numbers(self, answers: Answers) -> Decimal | None:
        return result(cast("Operation", self.operation), self.keys, answers)


def by_hand(operation: CellOperation, names: Sequence[str]) -> str:
    """How it is reckoned with a pen: "Slept ÷ In bed × 100"."""
    match operation:
        case "sum":
            return " + ".join(names)
        case "difference":
            return " − ".join(names)
        case "share":
            return f"{' ÷ '.join(names)} × 100"
        case "product":
            return " × ".join(names)
        case "hours" | "minutes":
            return f"{operation} from “{names[0]}” to “{names[1]}”"
        case "average":
            return f"({' + '.join(names)}) ÷ {len(names)}"


def _minutes(keys: Sequence[str], answers: Answers) -> int | None:
    """From one time of day to the next time the clock shows the other; None while one is missing."""
    try:
        first, second = (time_in(answers.get(key, "")) for key in keys)
    except ValueError:
        return None
    minutes = (second.hour - first.hour) * 60 + second.minute - first.minute
    return minutes % MINUTES_OF_A_DAY
