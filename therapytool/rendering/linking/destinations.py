"""Named places: where links from one document to another lead, and links into the file from outside."""

from __future__ import annotations

from collections.abc import Sequence

from therapytool.rendering.fragment import BEGINNING
from therapytool.rendering.linking.numbering import Number, Place
from therapytool.rendering.linking.syntax import destination, text_string


def destinations(places: Sequence[Place]) -> dict[int, bytes]:
    """The tree of all names, sorted as readers want it. Where two documents claim a name, the first one has it."""
    found: dict[str, bytes] = {}
    for place in places:
        pages = place.pages
        for each in place.part.fragment.destinations:
            if name := _name_in_packet(each.name, place):
                found.setdefault(name, destination(pages[each.page], place.landing(each.page), each.x, each.y))
    if not found:
        return {}
    entries = [b"%s<<%s>>" % (text_string(name), found[name]) for name in sorted(found, key=_as_sorted)]
    return {Number.DESTINATIONS: b"<</Names[%s]>>" % b" ".join(entries)}


def sought_in_vain(places: Sequence[Place]) -> set[str]:
    """Names that links seek and no document has."""
    fragments = [place.part.fragment for place in places]
    there = {_name_in_packet(each.name, place) for place in places for each in place.part.fragment.destinations}
    return {name for fragment in fragments for name in fragment.sought} - there


def _name_in_packet(name: str, place: Place) -> str:
    """What links of the packet call a place; the beginning of a document is called as the packet calls the document."""
    return place.part.name if name == BEGINNING else name


def _as_sorted(name: str) -> bytes:
    """Readers compare names as the bytes they are written in."""
    return name.encode() if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be", "replace")
