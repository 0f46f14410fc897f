"""The table of where each object is: every row as a reader finds it."""

from __future__ import annotations

import re
import zlib

from hypothesis import given, settings
from hypothesis import strategies as st

from therapytool.rendering.linking.cross_references import CrossReferences

FREE_HEAD = (0, 0, 0xFFFF)
FREE = (0, 0, 0)


def rows_of(stream: bytes) -> list[tuple[int, int, int]]:
    """The rows as a reader undoes their differences: kind, place, index."""
    found = re.search(rb"stream\n(.*)\nendstream", stream, re.DOTALL)
    assert found is not None
    table = zlib.decompress(found[1])
    rows, above = [], bytes(7)
    for start in range(0, len(table), 8):
        assert table[start] == 2
        pairs = zip(above, table[start + 1 : start + 8], strict=True)
        above = bytes((byte + difference) % 256 for byte, difference in pairs)
        rows.append((above[0], int.from_bytes(above[1:5]), int.from_bytes(above[5:])))
    return rows


OBJECTS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 700), st.integers(0, 2**32 - 1)), max_size=8
)  # free numbers before it, how many it packs (0: it stands alone), its place


@settings(max_examples=60, deadline=None)
@given(OBJECTS, st.integers(0, 3))
def test_every_number_is_where_it_was_placed_or_free(objects, rest):
    expected = [FREE_HEAD]
    placing = []
    for gap, count, place in objects:
        expected += [FREE] * gap
        placing.append((len(expected), count, place))
        expected += [(2, place, index) for index in range(count)] or [(1, place, 0)]
    expected += [FREE] * rest
    table = CrossReferences(len(expected))
    for number, count, place in reversed(placing):
        if count:
            table.pack(number, count, stream=place)
        else:
            table.place(number, place)
    assert rows_of(table.stream(information=b"")) == expected


def test_a_stream_may_pack_as_many_as_can_be_counted():
    table = CrossReferences(65538)
    table.pack(1, 65536, stream=65537)
    table.place(65537, 15)
    rows = rows_of(table.stream(information=b""))
    assert rows == [FREE_HEAD, *((2, 65537, index) for index in range(65536)), (1, 15, 0)]


def test_objects_packed_one_by_one_are_where_they_were_put():
    table = CrossReferences(4)
    table.pack_one(3, stream=7, index=256)
    table.pack_one(1, stream=7, index=255)
    assert rows_of(table.stream(information=b"")) == [FREE_HEAD, (2, 7, 255), FREE, (2, 7, 256)]
