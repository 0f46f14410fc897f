"""The parts of a packet as they are bound: blank sides between them, and contents pages that know their numbers."""

from __future__ import annotations

from dataclasses import replace

from therapytool.rendering.binding.contents import lists_pages, pages_of, told, unknown_pages
from therapytool.rendering.binding.leaves import BLANK_SIDE, on_leaves, places_of_blanks
from therapytool.rendering.binding.parts import parts_of
from therapytool.rendering.linking.numbering import Part
from therapytool.rendering.request import Request, nobody

MOST_ATTEMPTS = 3
"""A contents page is compiled to learn its length, then with its numbers; they hardly ever change its length."""


def assembled(request: Request) -> tuple[Part, ...]:
    """Every document as a part, in order, and a blank side wherever one is needed. Raises what `parts_of` raises."""
    bound = replace(request, documents=on_leaves(request.documents, request.profile))
    return _with_blanks(bound, _numbered(bound) if lists_pages(bound.documents) else parts_of(bound))


def _numbered(request: Request) -> tuple[Part, ...]:
    pages = unknown_pages(request.documents)
    parts: tuple[Part, ...] = ()
    for _ in range(MOST_ATTEMPTS):
        parts = parts_of(replace(request, documents=told(request.documents, pages)))
        found = pages_of(request.documents, [part.length for part in parts])
        if found == pages:
            break
        pages = found
    return parts


def _with_blanks(request: Request, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    blanks = places_of_blanks(request.documents, [part.length for part in parts])
    if not blanks:
        return parts
    blank = _blank_side(request)
    bound: list[Part] = []
    for place, part in enumerate(parts):
        bound += [blank, part] if place in blanks else [part]
    return tuple(bound)


def _blank_side(request: Request) -> Part:
    """A side with nothing on it to read, so without an element in the structure."""
    workshop = replace(request.workshop, watch=nobody)
    (blank,) = parts_of(replace(request, documents=(BLANK_SIDE,), workshop=workshop))
    return replace(blank, fragment=replace(blank.fragment, elements=()))
