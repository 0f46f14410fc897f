"""Links of a document: those that stay inside it, and those that lead to another document of the packet.

The engine drops a link whose goal it does not know. So before drawing such links are shown to it as links to an address
of our own, and afterwards they are made what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf

from therapytool.rendering.fragment import Destination, Heading
from therapytool.rendering.layout.drawing import Drawing

ELSEWHERE = "packet:"
POINTS_PER_PIXEL = 0.75


def show_links_elsewhere(document: Any) -> None:
    """Before drawing: links to names that this document does not have become links to an address of our own."""
    own = {name for page in document.pages for name in page.anchors}
    for page in document.pages:
        page.links[:] = [
            ("external", ELSEWHERE + goal, area, box)
            if kind == "internal" and goal not in own
            else (kind, goal, area, box)
            for kind, goal, area, box in page.links
        ]


def settle_links(drawing: Drawing, places: tuple[Destination, ...], *, landings: Sequence[Any]) -> tuple[str, ...]:
    """After drawing: links inside lead to their pages, and there to the first element, one of `landings` for each page;
    links elsewhere lead to names. Gives the names sought elsewhere."""
    by_name = {place.name: place for place in places}
    sought: dict[str, None] = {}
    for annotation in drawing.annotations():
        goal, address = annotation.get("Dest"), annotation.get("A", {}).get("URI")
        if goal is not None:
            place = by_name[goal.string]
            del annotation["Dest"]
            annotation["A"] = _going_to(drawing, place, landings[place.page])
        elif address is not None and address.string.startswith(ELSEWHERE):
            name = address.string.removeprefix(ELSEWHERE)
            del annotation["A"]
            annotation["Dest"] = pydyf.String(name)
            sought[name] = None
    return tuple(sought)


def first_elements(drawing: Drawing, elements: Sequence[Any]) -> list[Any]:
    """The first of all structure elements on each page; None for a page of which nothing is read out."""
    found = {element["Pg"]: element for element in reversed(elements)}
    return [found.get(page.reference) for page in drawing.pages]


def heading_elements(drawing: Drawing, headings: tuple[Heading, ...], elements: Sequence[Any]) -> list[Any]:
    """The structure element of each entry of the outline; None for all where the two do not go by pairs."""
    found = [element for element in elements if element["S"] == "/H1"]
    pages = [drawing.pages[heading.page].reference for heading in headings]
    return list(found) if [element["Pg"] for element in found] == pages else [None] * len(headings)


def _going_to(drawing: Drawing, place: Destination, element: Any) -> Any:
    point = ["/XYZ", place.x, place.y, 0]
    action = {"S": "/GoTo", "D": [drawing.pages[place.page].reference, *point]}
    return action if element is None else action | {"SD": [element.reference, *point]}


def places_of(document: Any) -> tuple[Destination, ...]:
    """Where links can lead: every name of the document at its first place."""
    found: dict[str, Destination] = {}
    for number, page in enumerate(document.pages):
        for name, (left, top, *_) in page.anchors.items():
            found.setdefault(name, Destination(name, number, *_point(page, left, top)))
    return tuple(found.values())


def headings_of(document: Any) -> tuple[Heading, ...]:
    """The entries of the outline."""
    return tuple(
        Heading(level, label, number, *_point(page, left, top), is_open=state != "closed")
        for number, page in enumerate(document.pages)
        for level, label, (left, top), state in page.bookmarks
    )


def _point(page: Any, left: float, top: float) -> tuple[float, float]:
    """A point of the page as the engine measures it, as a PDF does."""
    return round(left * POINTS_PER_PIXEL, 3), round((page.height - top) * POINTS_PER_PIXEL, 3)
