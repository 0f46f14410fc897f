"""A case at a glance: each feature says in a line or two how the case stands with it, and where to look further.

In the list of all cases there is room for a few words about each, and only of what waits for the clinician.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

GLANCES: list[tuple[int, Glancer]] = []
"""Rank and what makes the glance; the lowest rank stands first."""


@dataclass(frozen=True, slots=True)
class Glance:
    """How a case stands with one feature. `call` is what the link to `url` says; `is_waiting` asks to be looked at."""

    heading: str
    facts: tuple[str, ...]
    url: str
    call: str
    is_waiting: bool = False


Glancer = Callable[[str, int], Glance]
"""Called with the public id of a case and the clinician's row."""
Waiting = Callable[[int], Mapping[str, str]]
"""Called with the clinician's row; what waits in her cases, in a few words, by public id of the case."""
WAITING: list[Waiting] = []


def add_glance(glancer: Glancer, *, rank: int = 50) -> None:
    """Add a feature's glance to every case; asking twice for the same is harmless."""
    if (rank, glancer) not in GLANCES:
        GLANCES.append((rank, glancer))
        GLANCES.sort(key=lambda entry: entry[0])


def glances_at(case_id: str, clinician_id: int) -> list[Glance]:
    """Every feature's glance at one case."""
    return [glancer(case_id, clinician_id) for _, glancer in GLANCES]


def add_waiting(waiting: Waiting) -> None:
    """Let a feature say in the list of cases what waits; asking twice for the same is harmless."""
    if waiting not in WAITING:
        WAITING.append(waiting)


def waiting_in_cases(clinician_id: int) -> dict[str, list[str]]:
    """What waits for her, by public id of the case; cases in which nothing does are left out."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for waiting in WAITING:
        for case_id, words in waiting(clinician_id).items():
            found[case_id].append(words)
    return dict(found)
