"""The one structure tree that a screen reader follows: the documents' elements below one Document, in order."""

from __future__ import annotations

from collections.abc import Sequence

from therapytool.rendering.linking.numbering import Number, Place
from therapytool.rendering.linking.syntax import reference, references, text_string

NAMESPACE = "http://iso.org/pdf2/ssn"


def structure(places: Sequence[Place]) -> dict[int, bytes]:
    """The root of the tree, its Document, and the tree that leads from content back to elements."""
    elements = [place.number(element) for place in places for element in place.part.fragment.elements]
    leaves = [place.number(place.part.fragment.parent_tree) for place in places]
    root = b"<</Type/StructTreeRoot/K[%s]/ParentTree %s/Namespaces[%s]>>"
    document = b"<</Type/StructElem/S/Document/NS %s/P %s/K[%s]>>"
    namespace = reference(Number.NAMESPACE)
    return {
        Number.STRUCTURE: root % (reference(Number.DOCUMENT), reference(Number.PARENT_TREE), namespace),
        Number.DOCUMENT: document % (namespace, reference(Number.STRUCTURE), references(elements)),
        Number.NAMESPACE: b"<</Type/Namespace/NS%s>>" % text_string(NAMESPACE),
        Number.PARENT_TREE: b"<</Kids[%s]>>" % references(leaves),
    }
