"""Which sides stay blank so that documents begin on fronts, and on which page each document begins then."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from therapytool.rendering.binding.leaves import first_pages, places_of_blanks
from therapytool.rendering.document import Document

LENGTHS = st.lists(st.tuples(st.booleans(), st.integers(1, 5)), min_size=1, max_size=12)


def documents(*own: bool) -> list[Document]:
    return [Document("sheet.html", str(number), own_leaves=each) for number, each in enumerate(own)]


@pytest.mark.parametrize(
    ("own", "lengths", "blanks", "pages"),
    [
        ((False, False), (1, 2), (), (1, 2)),
        ((False, True), (1, 2), (1,), (1, 3)),
        ((False, True), (2, 2), (), (1, 3)),
        ((True, False), (3, 1), (1,), (1, 5)),
        ((True, True, True), (1, 1, 2), (1, 2), (1, 3, 5)),
    ],
)
def test_a_side_stays_blank_where_a_leaf_would_be_shared(own, lengths, blanks, pages):
    assert places_of_blanks(documents(*own), lengths) == blanks
    assert first_pages(documents(*own), lengths) == pages


@given(LENGTHS)
def test_whoever_has_own_leaves_begins_on_a_front_and_shares_none(packet):
    own, lengths = zip(*packet, strict=True)
    pages = first_pages(documents(*own), lengths)
    for place, (page, length) in enumerate(zip(pages, lengths, strict=True)):
        assert not own[place] or page % 2 == 1
        if place + 1 < len(pages):
            between = pages[place + 1] - page - length
            assert between in (0, 1)
            assert not own[place] or pages[place + 1] % 2 == 1
            assert between == 0 or own[place] or own[place + 1]
