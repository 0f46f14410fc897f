"""Short, standard or long: the three versions of one exercise, chosen where it is used."""

from __future__ import annotations

from enum import StrEnum


class Dose(StrEnum):
    """Ordered: what belongs to the short dose also belongs to the longer ones unless it says otherwise."""

    SHORT = "short"
    STANDARD = "standard"
    LONG = "long"

    @property
    def rank(self) -> int:
        """0 for short, 1 for standard, 2 for long."""
        return list(Dose).index(self)

    @property
    def letter(self) -> str:
        """S, M or L, as on the plan's dose buttons."""
        return "SML"[self.rank]


def is_within(dose: Dose, first: Dose, last: Dose) -> bool:
    """Whether something offered from `first` until `last` belongs to `dose`."""
    return first.rank <= dose.rank <= last.rank
