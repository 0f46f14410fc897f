"""The fixed words of cases."""

from __future__ import annotations

from enum import StrEnum


class CaseKind(StrEnum):
    """Who the work is with."""

    INDIVIDUAL = "individual"
    COUPLE = "couple"
    GROUP = "group"

    @property
    def label(self) -> str:
        """As on pages: "Couple"."""
        return self.value.capitalize()

    @property
    def most_people(self) -> int:
        """How many people such a case can have."""
        return {"individual": 1, "couple": 2, "group": 20}[self.value]


class Channel(StrEnum):
    """A way to write to a client; each needs the client's consent."""

    EMAIL = "email"


def seat_name(kind: CaseKind, seat: int) -> str:
    """How a person is called beside the code name: "Partner A" in a couple, "Person 3" in a group, nothing alone."""
    if kind is CaseKind.COUPLE:
        return f"Partner {'AB'[seat]}"
    return f"Person {seat + 1}" if kind is CaseKind.GROUP else ""
