"""An agenda that runs over, and the cheapest way to make it fit: drop what is marked "cut first", or shorten a dose."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from therapytool.blocks.dose import Dose
from therapytool.formatting import in_words
from therapytool.plans.content import ExerciseItem
from therapytool.plans.timing.agenda import Agenda, AgendaItem

LARGEST_CURE = 3
"""Changes offered together at the most; an agenda that needs more wants a second look, not a button."""
MOST_CHANGES = 40
"""Changes looked at, the ones that save most; keeps the search small on a plan of sixty exercises."""


@dataclass(frozen=True, slots=True)
class CureStep:
    """One thing to change: an item at a shorter dose, or (dose None) left out; `saves` in minutes."""

    item_key: str
    title: str
    dose: Dose | None
    saves: int

    @property
    def in_words(self) -> str:
        """ "use the short dose of Listen, Don't Fix (−20)" or "leave out Break (−5)"."""
        what = f"leave out {self.title}" if self.dose is None else f"use the {self.dose} dose of {self.title}"
        return f"{what} (−{self.saves})"


@dataclass(frozen=True, slots=True)
class Cure:
    """Changes that together make the agenda fit."""

    changes: tuple[CureStep, ...]

    @property
    def saves(self) -> int:
        """Minutes won."""
        return sum(change.saves for change in self.changes)

    @property
    def in_words(self) -> str:
        """All changes in one line: "leave out Break (−5) and use the short dose of Listen, Don't Fix (−20)"."""
        return in_words([change.in_words for change in self.changes])


def cheapest_cure(agenda: Agenda) -> Cure | None:
    """The cure with the fewest changes, then the least lost time, then by cutting what was marked "cut first".

    None when the agenda fits, or when no few changes can make it fit.
    """
    if agenda.over <= 0:
        return None
    possible = [change for row in agenda.rows for change in possible_changes(row)]
    most_saving = sorted(possible, key=lambda change: -change.saves)[:MOST_CHANGES]
    changes = [change for change in possible if change in most_saving]
    for size in range(1, LARGEST_CURE + 1):
        enough = [
            cure
            for cure in combinations(changes, size)
            if sum(change.saves for change in cure) >= agenda.over and _on_different_items(cure)
        ]
        if enough:
            return Cure(min(enough, key=_cost))
    return None


def possible_changes(row: AgendaItem) -> list[CureStep]:
    """What could be changed about one row to save time."""
    changes = []
    if row.item.cut_first and row.minutes:
        changes.append(CureStep(row.item.key, row.title, None, row.minutes))
    if isinstance(row.item, ExerciseItem) and row.exercise:
        shorter = [dose for dose in Dose if dose.rank < row.item.dose.rank]
        savings = [(dose, row.minutes - row.exercise.minutes(dose)) for dose in shorter]
        changes += [CureStep(row.item.key, row.title, dose, saved) for dose, saved in savings if saved > 0]
    return changes


def _on_different_items(changes: tuple[CureStep, ...]) -> bool:
    return len({change.item_key for change in changes}) == len(changes)


def _cost(changes: tuple[CureStep, ...]) -> tuple[int, int]:
    """Fewer minutes lost first; among equals, cutting what was marked beats shortening."""
    return sum(change.saves for change in changes), sum(change.dose is not None for change in changes)
