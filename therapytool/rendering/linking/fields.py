"""Form fields of all documents as one form.

The fields of each document hang below a field of their own, named by the document's place in the packet: two sheets may
ask under the same name, and two copies of one sheet certainly do.
"""

from __future__ import annotations

from collections.abc import Sequence

from therapytool.rendering.fillable.conventions import appearance
from therapytool.rendering.linking.fonts import typeface_files
from therapytool.rendering.linking.numbering import Number, Place, relocation
from therapytool.rendering.linking.syntax import literal, name, reference, references, text_string


def has_nodes(places: Sequence[Place]) -> bool:
    """True when there are fields: those of each document hang below a field of their own."""
    return any(place.part.fragment.fields.roots for place in places)


def nodes(places: Sequence[Place]) -> dict[int, bytes]:
    """The fields above the fields of each document, or nothing where there are none."""
    if not has_nodes(places):
        return {Number.NOTHING: b"null"}
    return {
        place.field_node: b"<</T%s/Kids[%s]>>" % (text_string(str(turn)), references(_roots(place)))
        for turn, place in enumerate(places, start=1)
        if place.part.fragment.fields.roots
    }


def form(places: Sequence[Place]) -> dict[int, bytes]:
    """The form, or nothing when no document has a field."""
    with_fields = [place for place in places if place.part.fragment.fields.roots]
    if not with_fields:
        return {}
    roots = [place.field_node for place in with_fields]
    entries = references(roots), _fonts(with_fields), literal(appearance().encode())
    return {Number.FORM: b"<</Fields[%s]/DR<</Font<<%s>>>>/DA%s>>" % entries}


def tokens(places: Sequence[Place]) -> str:
    """What the file can be known by again: the tokens of its documents, in order."""
    return " ".join(token for place in places if (token := place.part.fragment.fields.token))


def _roots(place: Place) -> list[int]:
    return [place.number(root) for root in place.part.fragment.fields.roots]


def _fonts(places: Sequence[Place]) -> bytes:
    """Fonts by the names that fields call them. A name stands for the same typeface in every document."""
    found: dict[str, int] = {}
    for place in places:
        numbers = relocation(place, files=typeface_files(), has_field_node=False)
        for called, number in place.part.fragment.fields.fonts:
            found.setdefault(called, numbers[number])
    return b"".join(b"%s %s" % (name(called), reference(number)) for called, number in found.items())
