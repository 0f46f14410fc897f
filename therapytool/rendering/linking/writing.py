"""The file as it grows: objects one after the other, where each begins, and the table of it all at the end."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from itertools import accumulate

from therapytool.rendering.linking.cross_references import CrossReferences
from therapytool.rendering.linking.numbering import Number

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
PACKING = 6


class PdfFile:
    """Collects the objects of one file whose numbers are all below `size`."""

    def __init__(self, size: int) -> None:
        self.references = CrossReferences(size)
        self._parts = [HEADER]
        self._length = len(HEADER)

    def add(self, number: int, body: bytes) -> None:
        """Write one object as it is."""
        self.references.place(number, self._length)
        self.append(indirect(number, body))

    def append(self, content: bytes) -> int:
        """Write finished objects and tell where they begin; the caller places them in `references`."""
        start = self._length
        self._parts.append(content)
        self._length += len(content)
        return start

    def add_packed(self, bodies: Mapping[int, bytes]) -> None:
        """Write the objects that stand outside all documents into one object stream."""
        numbers = sorted(bodies)
        body = object_stream(numbers, [bodies[number] for number in numbers])
        self.add(Number.PACKED, body)
        for index, number in enumerate(numbers):
            self.references.pack_one(number, stream=Number.PACKED, index=index)

    def finish(self, *, identity: bytes) -> bytes:
        """The whole file; `identity` is what a reader may know it by."""
        start = self._length
        self.references.place(Number.CROSS_REFERENCES, start)
        table = self.references.stream(information=b"/ID[<%s><%s>]" % (identity, identity))
        self.append(indirect(Number.CROSS_REFERENCES, table))
        self.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)


def indirect(number: int, body: bytes) -> bytes:
    """One object with its number around it."""
    return b"%d 0 obj\n%s\nendobj\n" % (number, body)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object as it is; `entries` are those of its dictionary but the length."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def packed_stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object, compressed."""
    return stream(zlib.compress(content, PACKING), entries + b"/Filter/FlateDecode")


def object_stream(numbers: list[int], bodies: list[bytes]) -> bytes:
    """Objects packed into one stream, in this order."""
    positions = accumulate((len(body) + 1 for body in bodies), initial=0)
    first = b" ".join(map(b"%d %d".__mod__, zip(numbers, positions, strict=False))) + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d" % (len(numbers), len(first))
    return packed_stream(first + b"\n".join(bodies), entries)
