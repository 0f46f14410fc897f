"""The one structure tree that a screen reader follows: the documents' elements below one Document, in order."""

from __future__ import annotations

from collections.abc import Sequence

from therapytool.rendering.linking.numbering import Number, Place
from therapytool.rendering.linking.syntax import reference, references


def structure(places: Sequence[Place]) -> dict[int, bytes]:
    """The root of the tree, its Document, and the tree that leads from content back to elements."""
    elements = [place.number(element) for place in places for element in place.part.fragment.elements]
    leaves = [place.number(place.part.fragment.parent_tree) for place in places]
    root = b"<</Type/StructTreeRoot/K[%s]/ParentTree %s>>"
    document = b"<</Type/StructElem/S/Document/P %s/K[%s]>>"
    return {
        Number.STRUCTURE: root % (reference(Number.DOCUMENT), reference(Number.PARENT_TREE)),
        Number.DOCUMENT: document % (reference(Number.STRUCTURE), references(elements)),
        Number.PARENT_TREE: b"<</Kids[%s]>>" % references(leaves),
    }
