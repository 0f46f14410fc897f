"""Which side of a leaf each document begins on, and the sides that stay blank so that it does.

A leaf has its front on an odd page. Pages to cut out, and every sheet of a packet that is printed on both sides, have
leaves of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from therapytool.rendering.document import Document, PrintProfile

BLANK_SIDE = Document("blank_side.html", "Blank side")
"""A side that stays blank. It says so in a small note that is no part of the text, and shows no page number."""


def on_leaves(documents: Sequence[Document], profile: PrintProfile) -> tuple[Document, ...]:
    """The documents, each with leaves of its own where left and right pages differ."""
    return tuple(replace(document, own_leaves=True) if profile.faces_pages else document for document in documents)


def places_of_blanks(documents: Sequence[Document], lengths: Sequence[int]) -> tuple[int, ...]:
    """Before which documents a side stays blank, by their places; `lengths` are their numbers of pages."""
    places: list[int] = []
    pages = lengths[0] if lengths else 0
    for place, (before, document) in enumerate(pairwise(documents), start=1):
        if (before.own_leaves or document.own_leaves) and pages % 2:
            places.append(place)
            pages += 1
        pages += lengths[place]
    return tuple(places)


def first_pages(documents: Sequence[Document], lengths: Sequence[int]) -> tuple[int, ...]:
    """The page each document begins on, the first being 1, blank sides counted."""
    blanks = places_of_blanks(documents, lengths)
    begins = (1 + sum(lengths[:place]) for place in range(len(documents)))
    return tuple(first + sum(blank <= place for blank in blanks) for place, first in enumerate(begins))
