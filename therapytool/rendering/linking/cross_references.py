"""The table at the end of the file that says where each object is, as a cross-reference stream.

A row is a kind, a place and an index in 1, 4 and 2 bytes. Rows are stored as differences from the row above, which
turns the long runs of packed objects into repetition, so that thousands of rows take some hundred bytes. It makes the
table quick to write, too: only where a run begins is there anything to reckon.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from therapytool.rendering.linking.numbering import Number
from therapytool.rendering.linking.syntax import reference

FREE, IN_FILE, PACKED = 0, 1, 2
ENTRY, ROW = 7, 8
"""Bytes of an entry, and of its row: the mark of the predictor stands before it."""
PREDICTOR_UP = 2
AS_ABOVE = bytes([PREDICTOR_UP]) + bytes(ENTRY)
ONE_FURTHER = bytes([PREDICTOR_UP]) + (1).to_bytes(ENTRY)
AFTER_255 = bytes([PREDICTOR_UP]) + (0x0101).to_bytes(ENTRY)
NEXT_INDEXES = AFTER_255 + 255 * ONE_FURTHER
"""Differences of 256 rows with indexes one higher each, the first of them a multiple of 256."""
HIGHEST_BITS = int.from_bytes(b"\x80" * ENTRY)


class CrossReferences:
    """Rows for the numbers below `size`. A number that is never mentioned is free."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._runs = {0: (_entry(FREE, 0, 0xFFFF), 1)}
        """By their first number: the entry there, and how many there are with indexes one higher each."""

    def place(self, number: int, offset: int) -> None:
        """The object of this number begins so many bytes into the file."""
        self._runs[number] = _entry(IN_FILE, offset, 0), 1

    def pack_one(self, number: int, *, stream: int, index: int) -> None:
        """The object is the one at `index` in the object stream `stream`."""
        self._runs[number] = _entry(PACKED, stream, index), 1

    def pack(self, first: int, count: int, *, stream: int) -> None:
        """So many objects from `first` on, 1 to 65536, are those of the object stream `stream`, in order."""
        self._runs[first] = _entry(PACKED, stream, 0), count

    def stream(self, *, information: bytes) -> bytes:
        """The finished stream object, without its number; `information` are further entries of its dictionary."""
        content = zlib.compress(b"".join(self._differences()), 6)
        return (
            b"<</Type/XRef/W[1 4 2]/Size %d/Root %s/Info %s%s/Filter/FlateDecode"
            b"/DecodeParms<</Predictor 12/Columns %d>>/Length %d>>stream\n%s\nendstream"
        ) % (
            self._size,
            reference(Number.CATALOG),
            reference(Number.INFORMATION),
            information,
            ENTRY,
            len(content),
            content,
        )

    def _differences(self) -> Iterator[bytes]:
        """All rows, free ones included, each byte less the byte a row above it."""
        above, reached = 0, 0
        for number, (entry, count) in [*sorted(self._runs.items()), (self._size, (0, 0))]:
            if number > reached:
                yield _difference(0, above) + AS_ABOVE * (number - reached - 1)
                above = 0
            if count:
                yield _difference(entry, above) + (NEXT_INDEXES * (count // 256 + 1))[ROW : ROW * count]
            above, reached = entry + count - 1, number + count


def _entry(kind: int, place: int, index: int) -> int:
    return kind << 48 | place << 16 | index


def _difference(entry: int, above: int) -> bytes:
    """A row: each byte of an entry less that of the entry above, modulo 256.

    All bytes at once. The highest bit of each is kept apart, so that no byte borrows from its neighbor.
    """
    difference = ((entry | HIGHEST_BITS) - (above & ~HIGHEST_BITS)) ^ ((entry ^ ~above) & HIGHEST_BITS)
    return (PREDICTOR_UP << 8 * ENTRY | difference).to_bytes(ROW)
