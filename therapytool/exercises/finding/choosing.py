"""Filters as sets of exercises, and how many exercises each further choice would leave."""

from __future__ import annotations

from collections.abc import Mapping

from therapytool.exercises.cards import Counts
from therapytool.exercises.finding.filters import INTENSITIES_OFFERED, MINUTES_OFFERED, Filters
from therapytool.exercises.finding.tallies import ARCHIVED, Tally
from therapytool.exercises.vocabulary import HANDOUT

Sets = Mapping[str, int]
"""For each filter in use, the exercises it lets through."""


def open_set(tally: Tally, filters: Filters) -> int:
    """The exercises filters begin from: those in use, or the archived ones."""
    archived = tally.sets.get(ARCHIVED, 0)
    return archived if filters.archived else ((1 << len(tally.ids)) - 1) & ~archived


def chosen_sets(filters: Filters, tally: Tally, favorites: int) -> dict[str, int]:
    """A set for each filter in use, by its name."""
    chosen = {
        name: tally.having(name, map(str, values))
        for name in ("theme", "format", "audience", "origin", "material", "tag")
        if (values := getattr(filters, name))
    }
    if filters.minutes is not None:
        chosen["minutes"] = tally.up_to("minutes", filters.minutes)
    if filters.intensity is not None:
        chosen["intensity"] = tally.up_to("intensity", filters.intensity)
    if filters.favorites:
        chosen["favorites"] = favorites
    if filters.handout:
        chosen["handout"] = tally.sets.get(HANDOUT, 0)
    return chosen


def all_of(base: int, chosen: Sets, *, but: str = "") -> int:
    """The exercises every filter lets through, one of them left aside."""
    for name, members in chosen.items():
        if name != but:
            base &= members
    return base


def count_choices(tally: Tally, base: int, chosen: Sets, favorites: int) -> Counts:
    """For each value of each filter, how many exercises it would show while the other filters stay as they are."""

    def count(name: str, members: int) -> int:
        return (all_of(base, chosen, but=name) & members).bit_count()

    counts = {
        name: {value: found for value in tally.values(name) if (found := count(name, tally.sets[name, value]))}
        for name in ("theme", "format", "audience", "origin", "material", "tag")
    }
    return {
        **counts,
        "minutes": {str(most): count("minutes", tally.up_to("minutes", most)) for most in MINUTES_OFFERED},
        "intensity": {str(most): count("intensity", tally.up_to("intensity", most)) for most in INTENSITIES_OFFERED},
        "favorites": {"1": count("favorites", favorites)},
        "handout": {"1": count("handout", tally.sets.get(HANDOUT, 0))},
        "archived": {"1": tally.sets.get(ARCHIVED, 0).bit_count()},
    }
