"""What a clinician must not overlook, said on her pages alone: each feature adds what it has to tell about a case.

Never part of a client's page, a print or an export.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to look at: a sentence without a client's words, where it leads, and whether it is about safety."""

    case_id: str
    says: str
    url: str
    is_safety: bool


Teller = Callable[[int, str], list[Notice]]
TELLERS: list[Teller] = []
"""Called with the clinician's row and a case's public id, or "" for all her cases."""


def add_teller(teller: Teller) -> None:
    """Let a feature tell about cases; asking twice for the same is harmless."""
    if teller not in TELLERS:
        TELLERS.append(teller)


def notices_of(clinician_id: int, case_id: str = "") -> list[Notice]:
    """What is to be looked at in one case, or in all of hers; safety first."""
    told = [notice for teller in TELLERS for notice in teller(clinician_id, case_id)]
    return sorted(told, key=lambda notice: not notice.is_safety)
