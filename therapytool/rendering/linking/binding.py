"""The linker itself: parts in, one file out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

from therapytool.rendering.linking.destinations import destinations, sought_in_vain
from therapytool.rendering.linking.fields import form, has_nodes, nodes, tokens
from therapytool.rendering.linking.fonts import typeface_files, used_typefaces, write_typefaces
from therapytool.rendering.linking.metadata import Facts, catalog, information, xmp
from therapytool.rendering.linking.numbering import Number, Part, Place, places
from therapytool.rendering.linking.outline import heading_count, outline
from therapytool.rendering.linking.relocation import Relocated, relocate, write
from therapytool.rendering.linking.stamping import stamp
from therapytool.rendering.linking.structure import structure
from therapytool.rendering.linking.syntax import fingerprint, references
from therapytool.rendering.linking.writing import PdfFile

TYPE_CHECKING = False
"""True for type checkers. What only they read is not imported: new processes that print are to be quick."""
if TYPE_CHECKING:
    from therapytool.rendering.linking.shelf import Shelf


class CannotLink(ValueError):
    """These parts make no packet: there are none, or a link leads to a place that no document of the packet has."""


def link(
    parts: Sequence[Part],
    facts: Facts,
    *,
    pages_before: int = 0,
    page_total: int | None = None,
    shelf: Shelf | None = None,
) -> bytes:
    """Join parts into one PDF, in order. The same parts and facts always give the same bytes.

    Pages are numbered after `pages_before` others, of `page_total` or of all those here: so one document can be drawn
    as it stands in a packet. What the shelf holds is not made again. Raises CannotLink.
    """
    if not parts:
        raise CannotLink("nothing to link")
    placed = places(parts)
    if page_total is None and (lost := sought_in_vain(placed)):
        raise CannotLink(f"no place called {', '.join(sorted(lost))}")
    total = sum(part.length for part in parts) if page_total is None else page_total
    end = placed[-1].end
    file = PdfFile(end + heading_count(placed))
    has_field_nodes = has_nodes(placed)
    for place in placed:
        write(file, place, _relocated(place, shelf, has_field_node=has_field_nodes))
        stamp(file, place, before=pages_before, total=total)
        pages_before += len(place.part.fragment.pages)
    file.add(Number.METADATA, xmp(facts))
    fonts = write_typefaces(file, used_typefaces(placed))
    file.add_packed(fonts | _once(placed, facts, first_heading=end))
    return file.finish(identity=_identity(parts, facts, total))


def _once(placed: Sequence[Place], facts: Facts, *, first_heading: int) -> dict[int, bytes]:
    """The objects a packet has once, by number."""
    headings, names, fields = outline(placed, first_number=first_heading), destinations(placed), form(placed)
    pages = [page for place in placed for page in place.pages]
    return {
        Number.PAGE_TREE: b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), references(pages)),
        **structure(placed),
        **headings,
        **names,
        **nodes(placed),
        **fields,
        **information(facts, token=tokens(placed)),
        **catalog(facts, has_form=bool(fields), has_outline=bool(headings), has_destinations=bool(names)),
    }


def _relocated(place: Place, shelf: Shelf | None, *, has_field_node: bool) -> Relocated:
    key = f"{place.part.key} at {place.first} {place.streams_first} {has_field_node}"
    found = shelf.find(key) if shelf is not None else None
    if found is None:
        found = relocate(place, files=typeface_files(), has_field_node=has_field_node)
        if shelf is not None:
            shelf.keep(key, found)
    return found


def _identity(parts: Sequence[Part], facts: Facts, total: int) -> bytes:
    """A name for the file that depends on all that is in it."""
    told = repr(
        (astuple(facts), total, [(part.key, part.name, part.level, *part.inscriptions.items()) for part in parts])
    )
    return fingerprint(told.encode("utf-8", "replace")).hex().encode()
