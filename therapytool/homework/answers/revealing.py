"""What partners may see of each other's answers: nothing, until both are done and both have agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """One partner's part: whether she is done, whether she agreed to reveal, and which answers she keeps to herself."""

    is_done: bool
    agreed: bool
    answers: Mapping[str, str]
    kept_private: frozenset[str]


def may_reveal(sides: Sequence[Side]) -> bool:
    """Whether every one is done and has agreed. One person alone has nobody to reveal to."""
    return len(sides) >= 2 and all(side.is_done and side.agreed for side in sides)


def revealed(sides: Sequence[Side]) -> tuple[Mapping[str, str], ...]:
    """What each lets the others see, in the same order; nothing of anybody before all have agreed."""
    if not may_reveal(sides):
        return tuple({} for _ in sides)
    return tuple(shared(side) for side in sides)


def shared(side: Side) -> Mapping[str, str]:
    """A person's answers without those she keeps to herself."""
    return {key: text for key, text in side.answers.items() if not is_private(key, side.kept_private)}


def is_private(key: str, kept_private: frozenset[str]) -> bool:
    """Whether an answer belongs to a question or block that is kept private ("week" covers "week.r1.c2")."""
    return any(key == kept or key.startswith(f"{kept}.") for kept in kept_private)
