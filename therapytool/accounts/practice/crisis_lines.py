"""Crisis contacts as a list: which of them print, and which wait until somebody has looked them up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MOST_PRINTED = 6
"""Contacts that fit at the foot of a client's page."""
USUALLY_PRINTED = 3
"""Contacts of a shipped list that print until the practice chooses otherwise."""


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """One crisis contact as it prints: "988 Suicide & Crisis Lifeline", "988", "call, text or chat, 24/7"."""

    name: str
    number: str
    how: str


@dataclass(frozen=True, slots=True)
class ListedContact:
    """One contact of a list. `is_vouched_for` when the library's makers saw it at its source; `key` names it."""

    key: str
    name: str
    number: str
    how: str
    is_vouched_for: bool
    checked_on: date | None
    is_printed: bool

    @property
    def is_confirmed(self) -> bool:
        """Whether anybody looked it up; what nobody did is never printed."""
        return self.is_vouched_for or self.checked_on is not None

    @property
    def as_printed(self) -> CrisisLine:
        """The contact as it stands on a page."""
        return CrisisLine(self.name, self.number, self.how)


def printed_lines(contacts: Iterable[ListedContact]) -> tuple[CrisisLine, ...]:
    """The contacts that print, in order: those chosen, confirmed, and as many as there is room for."""
    chosen = [contact.as_printed for contact in contacts if contact.is_printed and contact.is_confirmed]
    return tuple(chosen[:MOST_PRINTED])
