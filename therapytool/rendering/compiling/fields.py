"""Form fields of a document, made ready to stand below a field of the packet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from therapytool.rendering.compiling.objects import Outside
from therapytool.rendering.drawing import Drawing
from therapytool.rendering.fragment import Symbol


def field_roots(drawing: Drawing) -> list[Any]:
    """The fields at the top of the field tree, each given a parent that the linker knows.

    The engine lists the buttons of a group beside the group; here they stand only below it.
    """
    form: Mapping[str, Any] = drawing.pdf.catalog.get("AcroForm", {})
    fields = [drawing.find(reference) for reference in form.get("Fields", ())]
    roots = [field for field in fields if "Parent" not in field]
    for root in roots:
        root["Parent"] = Outside(Symbol.FIELD_PARENT)
    return roots
