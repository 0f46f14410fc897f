"""Tags made complete: what the engine leaves open between its drawing and a file that a screen reader can trust.

Running heads and feet become artifacts, so that they do not interrupt the reading on every page, and heads of tables
say whether they head a column or a row.
"""

from __future__ import annotations

from typing import Any

import pydyf

from therapytool.rendering.drawing import Drawing, number_in

NOTHING = b"null"


def complete_tags(drawing: Drawing) -> None:
    """Change the drawing in place. What is complete already stays as it is."""
    read = {element.number for element in drawing.elements()}
    values = dict(drawing.parent_tree)
    for page in drawing.pages:
        owners = values[page["StructParents"]]
        unread = {content for content, owner in enumerate(owners) if owner != NOTHING and number_in(owner) not in read}
        _make_artifacts(drawing.find(page["Contents"]).stream, unread)
        for content in unread:
            owners[content] = NOTHING
    _say_what_heads(drawing, drawing.document_element, in_head=False)


def is_running(properties: object) -> bool:
    """True for the properties of content that `complete_tags` has made a running head or foot."""
    return isinstance(properties, pydyf.Dictionary) and properties.get("Type") == "/Pagination"


def _make_artifacts(operators: list[Any], contents: set[int]) -> None:
    """Marked content with these numbers belongs to no element: call it what stands at the edge of every page."""
    for position in [at for at, operator in enumerate(operators) if operator == b"BDC"]:
        properties = operators[position - 1]
        if isinstance(properties, pydyf.Dictionary) and properties.get("MCID") in contents:
            operators[position - 2] = "/Artifact"
            operators[position - 1] = pydyf.Dictionary({"Type": "/Pagination"})


def _say_what_heads(drawing: Drawing, parent: Any, *, in_head: bool) -> None:
    for kid in parent["K"]:
        element = drawing.find(kid) if isinstance(kid, bytes) else {}
        if element.get("S") == "/TH":
            element["A"].setdefault("Scope", "/Column" if in_head else "/Row")
        if "K" in element and "S" in element:
            _say_what_heads(drawing, element, in_head=in_head or element["S"] == "/THead")
