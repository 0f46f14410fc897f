"""How much closer or wider two glyphs of a typeface stand side by side: the pairs of its `kern` feature.

Read from the GPOS table of a file as far as it is asked. Enough for Latin text without marks in typefaces that only
kern by pairs; `is_by_pairs` says whether one does.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

SCRIPT, FEATURE = b"latn", b"kern"
PAIRS = 2
"""The kind of lookup that moves the first of two glyphs."""
SINGLE_PAIRS, CLASSES = 1, 2
ADVANCE = 4
"""The one value of a pair that is read: how far the first glyph moves on."""


class Kerning:
    """The pairs of one font file, by the content of its GPOS table, which may be empty."""

    def __init__(self, table: bytes) -> None:
        self._table = table
        self._known: dict[tuple[int, int], int] = {}

    @cached_property
    def is_by_pairs(self) -> bool:
        """False for a typeface that kerns in ways not read here."""
        return all(kind == PAIRS for kind, _ in self._lookups) and all(
            self._numbers(start + 4, 2) == (ADVANCE, 0) for _, starts in self._lookups for start in starts
        )

    def between(self, first: int, second: int) -> int:
        """What the first glyph moves on more before the second, in font units; less where it is below 0."""
        pair = first, second
        if pair not in self._known:
            self._known[pair] = sum(self._by_lookup(starts, first, second) for _, starts in self._lookups)
        return self._known[pair]

    def _by_lookup(self, starts: Sequence[int], first: int, second: int) -> int:
        """Of the tables of one lookup the first that knows the pair decides."""
        for start in starts:
            if (value := self._by_table(start, first, second)) is not None:
                return value
        return 0

    def _by_table(self, start: int, first: int, second: int) -> int | None:
        form, coverage = self._numbers(start, 2)
        index = self._index(start + coverage, first)
        if index is None:
            return None
        if form == SINGLE_PAIRS:
            return self._of_pair(start + self._number(start + 10 + 2 * index), second)
        return self._of_classes(start, first, second)

    def _of_pair(self, start: int, second: int) -> int | None:
        """Pairs of one first glyph: how many, then the second glyph and the value of each."""
        for at in range(start + 2, start + 2 + 4 * self._number(start), 4):
            if self._number(at) == second:
                return self._signed(at + 2)
        return None

    def _of_classes(self, start: int, first: int, second: int) -> int | None:
        """A value for each pair of classes. Glyphs that are in no class of second ones are another table's."""
        firsts, seconds, _, count = self._numbers(start + 8, 4)
        row, column = self._class(start + firsts, first), self._class(start + seconds, second)
        return self._signed(start + 16 + 2 * (row * count + column)) if column else None

    def _index(self, start: int, glyph: int) -> int | None:
        """The place of a glyph among those a table covers."""
        form, count = self._numbers(start, 2)
        if form == SINGLE_PAIRS:
            glyphs = self._numbers(start + 4, count)
            place = bisect_right(glyphs, glyph) - 1
            return place if place >= 0 and glyphs[place] == glyph else None
        for first, last, index in self._triples(start + 4, count):
            if first <= glyph <= last:
                return index + glyph - first
        return None

    def _class(self, start: int, glyph: int) -> int:
        """The class of a glyph; 0 for one that is in none."""
        if self._number(start) == SINGLE_PAIRS:
            first, count = self._numbers(start + 2, 2)
            return self._number(start + 6 + 2 * (glyph - first)) if first <= glyph < first + count else 0
        ranges = self._triples(start + 4, self._number(start + 2))
        return next((found for first, last, found in ranges if first <= glyph <= last), 0)

    @cached_property
    def _lookups(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """The kind of each lookup of the feature and where its tables begin, in the order they are gone through."""
        if not self._table:
            return ()
        scripts, features, lookups = self._numbers(4, 3)
        script = next((start for tag, start in self._tagged(scripts) if tag == SCRIPT), None)
        if script is None:
            return ()
        system = script + self._number(script)
        wanted = self._numbers(system + 6, self._number(system + 4))
        offered = list(self._tagged(features))
        starts = [offered[index][1] for index in wanted if offered[index][0] == FEATURE]
        numbers = {number for start in starts for number in self._numbers(start + 4, self._number(start + 2))}
        return tuple(self._lookup(lookups + self._number(lookups + 2 + 2 * number)) for number in sorted(numbers))

    def _lookup(self, start: int) -> tuple[int, tuple[int, ...]]:
        kind, _, count = self._numbers(start, 3)
        return kind, tuple(start + offset for offset in self._numbers(start + 6, count))

    def _tagged(self, start: int) -> Iterator[tuple[bytes, int]]:
        """The records of a list: a tag, and where what it stands for begins."""
        for at in range(start + 2, start + 2 + 6 * self._number(start), 6):
            yield self._table[at : at + 4], start + self._number(at + 4)

    def _triples(self, start: int, count: int) -> Iterator[tuple[int, int, int]]:
        for at in range(start, start + 6 * count, 6):
            first, last, value = self._numbers(at, 3)
            yield first, last, value

    def _number(self, at: int) -> int:
        return self._numbers(at, 1)[0]

    def _signed(self, at: int) -> int:
        return int(struct.unpack_from(">h", self._table, at)[0])

    def _numbers(self, at: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}H", self._table, at)
