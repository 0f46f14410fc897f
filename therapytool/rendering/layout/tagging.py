"""Tags made complete: what the engine leaves open between its drawing and a file that a screen reader can trust.

Running heads and feet become artifacts, so that they do not interrupt the reading on every page; heads of tables say
whether they head a column or a row, lists how they are numbered, and words stand in paragraphs, none inside another.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

from therapytool.rendering.layout.drawing import Drawing, number_in
from therapytool.rendering.layout.own_signs import give_letters

NOTHING = b"null"
SEEN_THROUGH = ("/Div", "/NonStruct")
"""Elements that stand for nothing themselves: what is in them counts as being in what they are in."""
GROUPS = ("/Document", "/Part", "/Art", "/Sect", "/BlockQuote")
"""Elements that hold paragraphs and their like, never words."""
BULLETS, NUMBERS = "/Disc", "/Decimal"


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
    _complete(drawing, drawing.document_element, within="/Document", in_head=False)
    give_letters(drawing)


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


def _complete(drawing: Drawing, parent: Any, *, within: str, in_head: bool) -> None:
    """Complete what is below an element; `within` is the nearest one around that stands for something."""
    for element in _kids(drawing, parent):
        kind = element["S"] = _kind(drawing, element, within)
        if kind == "/TH":
            element["A"].setdefault("Scope", "/Column" if in_head else "/Row")
        elif kind == "/L" and (labels := list(_labels(drawing, element))):
            element.setdefault("A", pydyf.Dictionary({"O": "/List", "ListNumbering": _numbering(drawing, labels)}))
        inner = within if kind in SEEN_THROUGH else kind
        _complete(drawing, element, within=inner, in_head=in_head or kind == "/THead")


def _kind(drawing: Drawing, element: Any, within: str) -> str:
    """What an element is where it stands: words directly in a group are a paragraph; the engine calls a part of a
    paragraph or article that it lays out by itself like the whole, and it is none. A picture with its caption is a
    section of its own, since a caption is to be the first or the last in what it stands in."""
    kind: str = element["S"]
    if kind == within and kind in ("/P", "/Art"):
        kind = "/NonStruct"
    if kind in SEEN_THROUGH and any(kid["S"] == "/Caption" for kid in _kids(drawing, element)):
        return "/Sect"
    is_loose = within in GROUPS and (kind == "/Span" or (kind in SEEN_THROUGH and _holds_only_words(drawing, element)))
    return "/P" if is_loose else kind


def _holds_only_words(drawing: Drawing, element: Any) -> bool:
    kinds = {kid["S"] for kid in _kids(drawing, element)}
    return "/Span" in kinds and kinds <= {"/Span", "/Link", "/Form", "/Figure"}


def _kids(drawing: Drawing, parent: Any) -> Iterator[Any]:
    """The elements directly below one."""
    for kid in parent["K"]:
        element = drawing.find(kid) if isinstance(kid, bytes) else {}
        if "S" in element:
            yield element


def _labels(drawing: Drawing, entries: Any) -> Iterator[Any]:
    """What stands before the entries of a list: bullets or numbers."""
    for entry in _kids(drawing, entries):
        yield from (kid for kid in _kids(drawing, entry) if kid["S"] == "/Lbl")


def _numbering(drawing: Drawing, labels: list[Any]) -> str:
    """How a list is numbered. Bullets are all alike; nothing in the drawing tells a single number from a bullet."""
    looks = {tuple(_shown(drawing, label)) for label in labels}
    return BULLETS if len(looks) == 1 else NUMBERS


def _shown(drawing: Drawing, element: Any) -> Iterator[bytes]:
    """The text operators that draw what is in an element."""
    for kid in element["K"]:
        if isinstance(kid, int):
            yield from _text_operators(drawing.find(drawing.find(element["Pg"])["Contents"]).stream, kid)
        else:
            yield from _shown(drawing, drawing.find(kid))


def _text_operators(operators: list[Any], content: int) -> Iterator[bytes]:
    is_inside = False
    for position, operator in enumerate(operators):
        if operator == b"BDC":
            properties = operators[position - 1]
            is_inside = isinstance(properties, pydyf.Dictionary) and properties.get("MCID") == content
        elif operator == b"EMC":
            is_inside = False
        elif is_inside and isinstance(operator, bytes) and operator.endswith(b"TJ"):
            yield operator
