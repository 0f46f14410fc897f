"""What was found, in sets of exercises that answer a search equally well: plain arithmetic on sets of bits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

Levels = Sequence[tuple[int, int]]
"""For one term, how close an answer is and which exercises give it, the closest first."""


def classes_of(terms: Sequence[Levels], *, everything: int) -> tuple[int, ...]:
    """Sets of exercises as good as each other, the best first.

    More terms answered go before fewer, then closer answers before farther ones. What answers less than half as many
    terms as the best exercise does is left out.
    """
    standings: dict[tuple[int, int], int] = {(0, 0): everything}
    for levels in terms:
        standings = _answered(standings, levels)
    found = {key: members for key, members in standings.items() if members and key[0]}
    most = max((answered for answered, _ in found), default=0)
    return tuple(found[key] for key in sorted(found, reverse=True) if key[0] * 2 >= most)


def _answered(standings: dict[tuple[int, int], int], levels: Levels) -> dict[tuple[int, int], int]:
    """Standings after one more term: each exercise counts at the closest level at which it answers."""
    after: dict[tuple[int, int], int] = defaultdict(int)
    for (answered, closeness), members in standings.items():
        left = members
        for level, answering in levels:
            if nearer := left & answering:
                after[answered + 1, closeness + level] |= nearer
                left &= ~nearer
        after[answered, closeness] |= left
    return after
