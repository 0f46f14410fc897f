"""Whether the columns of a table are wide enough to write in, and how its rows become records where they are not.

On small paper or in large type a table of five columns has columns of 15 mm. There each row becomes a record: what it
asks stands one below the other, short answers side by side. Widths are millimeters for type of the usual size; large
type has fewer of them on the same paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import ceil

from therapytool.blocks.drawings.fitting import width_of
from therapytool.long_words import parts_of

FOR_WORDS = 24.0
"""A narrower column breaks what is written into it."""
FOR_FIELDS = 38.0
"""Several things in a cell, each with small words before it."""
FOR_MARKS = {"tick": 8.0, "number": 13.0, "rating": 13.0, "date": 23.0, "time": 23.0, "result": 15.0}
BESIDE_AN_OPTION = 9.0
"""The circle before an option, and the frame of its cell."""
BESIDE_A_HEAD = 2.2
"""What the frame of a cell takes."""
WIDEST_LABELS = {1: 34, 2: 28, 3: 24}
"""How wide row labels become in percent, by the number of columns beside them."""
WIDEST_LABELS_BESIDE_MORE = 20
NARROWEST_TABLE = {False: 122.0, True: 184.0}
"""On A5, upright or turned."""
HEAD_SIZE = 9.0
"""Heads in a crowded table, in points."""
WIDER_HEAD_SIZE = 10.4
"""Between those of heads where there is room and of heads in easy-read, in points."""
AROUND_A_HEAD = 3.0
"""What the frame of a cell takes where there is room."""
FULL_TABLE = {False: 172.0, True: 257.0}
"""On A4, upright or turned."""


def least_width(head: str, answer: str, *, options: Iterable[str] = (), has_fields: bool = False) -> float:
    """How wide a column has to be for what its cells ask, and for the longest word of its head."""
    if has_fields:
        asked = FOR_FIELDS
    elif answer == "given":
        asked = widest_word(options)
    elif answer == "choice":
        asked = max(width_of(option, HEAD_SIZE) for option in options) + BESIDE_AN_OPTION
    else:
        asked = FOR_MARKS.get(answer, FOR_WORDS)
    return max(asked, widest_word([head]))


def widest_word(heads: Iterable[str]) -> float:
    """How wide a column has to be for the longest word of its heads, or the longest part of one that parts."""
    return max(width_of(part, HEAD_SIZE) for head in heads for part in _parts(head)) + BESIDE_A_HEAD


def _parts(head: str) -> list[str]:
    return [part for word in head.split() for part in parts_of(word)]


def with_room_for_heads(
    shares: tuple[int, ...], heads: Sequence[int], alike: Sequence[object], kept: Sequence[int]
) -> tuple[int, ...]:
    """Shares in percent of which none is less than its head takes, those that are alike still as wide as each other.

    What is missing is taken from what others do not need for their cells (`kept`). As they are where heads have room.
    """
    if all(head <= share for head, share in zip(heads, shares, strict=True)):
        return shares
    together = [max(head for head, other in zip(heads, alike, strict=True) if other == each) for each in alike]
    return _widened(shares, together, kept) or _widened(shares, heads, kept) or shares


def _widened(shares: tuple[int, ...], needed: Sequence[int], kept: Sequence[int]) -> tuple[int, ...] | None:
    """Shares of which none is less than needed, percent by percent from the one with most to spare; None without."""
    wider = [max(pair) for pair in zip(shares, needed, strict=True)]
    for _percent in range(sum(wider) - sum(shares)):
        spare = [share - max(least) for share, *least in zip(wider, needed, kept, strict=True)]
        if max(spare) <= 0:
            return None
        wider[spare.index(max(spare))] -= 1
    return tuple(wider)


def head_share(head: str, *, turned: bool) -> int:
    """How many percent of a table's width the longest word of a head takes, in all but the narrowest tables."""
    longest = max(width_of(part, WIDER_HEAD_SIZE) for part in _parts(head))
    return ceil(100 * (longest + AROUND_A_HEAD) / FULL_TABLE[turned])


def label_share(labels: Sequence[str], head: str, *, beside: int, turned: bool) -> int:
    """The width of a column of row labels in percent, as their longest needs it, with so many columns beside them."""
    longest = max(map(len, (head, "Example", *labels)))
    widest = WIDEST_LABELS.get(beside, WIDEST_LABELS_BESIDE_MORE)
    as_wide_as_letters = min(round(longest * (0.4 if turned else 0.6)) * 2 + 4, widest)
    as_wide_as_a_word = ceil(50 * widest_word(labels) / NARROWEST_TABLE[turned]) * 2
    return max(as_wide_as_letters, as_wide_as_a_word)


def have_room(least: Iterable[float], shares: Iterable[int], width: float) -> bool:
    """Whether columns with these shares in percent of a table's width all are as wide as they have to be."""
    return all(needed <= share * width / 100 for needed, share in zip(least, shares, strict=True))


def record_lines(answers: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """The columns of a record (from 1) by lines: marks side by side share one, a single mark that of words before."""
    lines: list[tuple[int, ...]] = []
    for is_mark, run in groupby(range(1, len(answers) + 1), lambda number: answers[number - 1] in FOR_MARKS):
        numbers = tuple(run)
        if not is_mark:
            lines.extend((number,) for number in numbers)
        elif lines and len(numbers) == 1 and answers[lines[-1][0] - 1] == "words":
            lines[-1] += numbers
        else:
            lines.append(numbers)
    return tuple(lines)
