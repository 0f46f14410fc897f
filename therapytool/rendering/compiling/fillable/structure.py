"""Fields in the structure that a screen reader follows: each in a Form element, where its place is in the reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pydyf

from therapytool.rendering.layout.drawing import Drawing, is_reference


def put_into_forms(drawing: Drawing, boxes: Iterable[Sequence[Any]]) -> None:
    """Give each field a Form element of its own. `boxes` are the fields by the box they stand in.

    The engine has put the last field of a box into the element of that box, as a link. In a picture (ruled lines are
    one) a field would be swallowed by its description, so there it goes behind the picture.
    """
    by_last = {fields[-1].reference: fields for fields in boxes}
    tree = ParentTree(drawing)
    for element in list(drawing.elements()):
        for kid in list(element["K"]):
            target = drawing.find(kid).get("Obj") if is_reference(kid) else None
            if target in by_last:
                position = element["K"].index(kid)
                del element["K"][position]
                above, place = _above(drawing, element, position)
                forms = [_form(drawing, above, element["Pg"], field, tree) for field in by_last[target]]
                above["K"][place:place] = [form.reference for form in forms]


class ParentTree:
    """The tree that leads from fields to their elements."""

    def __init__(self, drawing: Drawing) -> None:
        self._numbers = drawing.find(drawing.structure_root["ParentTree"])["Nums"]
        self._places = {key: 2 * entry for entry, key in enumerate(self._numbers[::2])}

    def lead(self, field: Any, element: bytes) -> None:
        """Let a field lead to an element."""
        if "StructParent" in field:
            self._numbers[self._places[field["StructParent"]] + 1] = element
        else:
            field["StructParent"] = max(self._numbers[::2]) + 1
            self._numbers.extend([field["StructParent"], element])


def _above(drawing: Drawing, element: Any, position: int) -> tuple[Any, int]:
    """The element that the fields go into, and before which of its kids."""
    if element["S"] != "/Figure":
        return element, position
    around = drawing.find(element["P"])
    return around, around["K"].index(element.reference) + 1


def _form(drawing: Drawing, above: Any, page: bytes, field: Any, tree: ParentTree) -> Any:
    """An element that holds a field and nothing else."""
    reference = pydyf.Dictionary({"Type": "/OBJR", "Obj": field.reference, "Pg": page})
    drawing.pdf.add_object(reference)
    form = pydyf.Dictionary(
        {"Type": "/StructElem", "S": "/Form", "K": pydyf.Array([reference.reference]), "Pg": page, "P": above.reference}
    )
    drawing.pdf.add_object(form)
    tree.lead(field, form.reference)
    return form
