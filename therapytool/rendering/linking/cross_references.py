"""The table at the end of the file that says where each object is, as a cross-reference stream.

A row is a kind, a place and an index in 1, 4 and 2 bytes. Rows are stored as differences from the row above, which
turns the long runs of packed objects into repetition, so that thousands of rows take some hundred bytes.
"""

from __future__ import annotations

import struct
import zlib

from therapytool.rendering.linking.numbering import Number
from therapytool.rendering.linking.syntax import reference

ROW = 8
"""Bytes of a row: the mark of the predictor and the seven of the entry."""
ENTRY = struct.Struct(">BIH")
PREDICTOR_UP = 2
FREE, IN_FILE, PACKED = 0, 1, 2
HIGH_INDEXES = b"".join(bytes([high]) * 256 for high in range(256))
LOW_INDEXES = bytes(range(256)) * 256


class CrossReferences:
    """Rows for the numbers below `size`. A number that is never mentioned is free."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._rows = bytearray(ROW * size)
        ENTRY.pack_into(self._rows, 1, FREE, 0, 0xFFFF)

    def place(self, number: int, offset: int) -> None:
        """The object of this number begins so many bytes into the file."""
        ENTRY.pack_into(self._rows, number * ROW + 1, IN_FILE, offset, 0)

    def pack_one(self, number: int, *, stream: int, index: int) -> None:
        """The object is the one at `index` in the object stream `stream`."""
        ENTRY.pack_into(self._rows, number * ROW + 1, PACKED, stream, index)

    def pack(self, first: int, count: int, *, stream: int) -> None:
        """So many objects from `first` on, at most 65536, are those of the object stream `stream`, in order."""
        columns = [bytes([PACKED]) * count, *(bytes([byte]) * count for byte in stream.to_bytes(4, "big"))]
        columns += [HIGH_INDEXES[:count], LOW_INDEXES[:count]]
        for position, column in enumerate(columns, start=1):
            self._rows[first * ROW + position : (first + count) * ROW : ROW] = column

    def stream(self, *, information: bytes) -> bytes:
        """The finished stream object, without its number; `information` are further entries of its dictionary."""
        content = zlib.compress(_differences(bytes(self._rows)), 6)
        return (
            b"<</Type/XRef/W[1 4 2]/Size %d/Root %s/Info %s%s/Filter/FlateDecode"
            b"/DecodeParms<</Predictor 12/Columns %d>>/Length %d>>stream\n%s\nendstream"
        ) % (
            self._size,
            reference(Number.CATALOG),
            reference(Number.INFORMATION),
            information,
            ENTRY.size,
            len(content),
            content,
        )


def _differences(rows: bytes) -> bytes:
    """Each byte less the byte a row above it, modulo 256.

    All at once, as the difference of two very large numbers. The highest bit of each byte is kept apart, so that no
    byte borrows from its neighbor.
    """
    length = len(rows)
    high = int.from_bytes(b"\x80" * length)
    upper = int.from_bytes(bytes(ROW) + rows[:-ROW])
    lower = int.from_bytes(rows)
    difference = ((lower | high) - (upper & ~high)) ^ ((lower ^ ~upper) & high)
    marks = int.from_bytes((bytes([PREDICTOR_UP]) + bytes(ENTRY.size)) * (length // ROW))
    return (difference | marks).to_bytes(length)
