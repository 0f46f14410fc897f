"""Tags made complete: what the engine leaves open between its drawing and a file that a screen reader can trust.

Running heads and feet become artifacts, so that they do not interrupt the reading on every page; heads of tables say
whether they head a column or a row, lists how they are numbered, and words stand in paragraphs, none inside another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import pydyf

from therapytool.rendering.layout.drawing import ENDS_MARKED, Drawing, marks
from therapytool.rendering.layout.heard.contents import Contents, number_of
from therapytool.rendering.layout.heard.continuing import join_pages
from therapytool.rendering.layout.heard.saying import say
from therapytool.rendering.layout.heard.tidying import tidy
from therapytool.rendering.layout.own_signs import give_letters

RUNNING, FOR_THE_EYES = "/Pagination", "/Layout"
"""Content that no element holds: what stands at the edge of each page or again above a table, what is only seen."""
SEEN_THROUGH = ("/Div", "/NonStruct")
"""Elements that stand for nothing themselves: what is in them counts as being in what they are in."""
GROUPS = ("/Document", "/Part", "/Art", "/Sect", "/BlockQuote")
"""Elements that hold paragraphs and their like, never words."""
BULLETS, NUMBERS = "/Disc", "/Decimal"


def complete_tags(drawing: Drawing) -> None:
    """Change the drawing in place. What is complete already stays as it is."""
    contents = Contents(drawing)
    join_pages(drawing)
    say(drawing, contents)
    tidy(drawing, contents)
    read = _complete(drawing)
    for page in drawing.pages:
        operators = drawing.find(page["Contents"]).stream
        _make_artifacts(operators, contents.hidden(page), FOR_THE_EYES)
        _make_artifacts(operators, contents.unread(page, read), RUNNING)
    give_letters(drawing)


def is_running(properties: object) -> bool:
    """True for the properties of content that `complete_tags` has made a running head or foot."""
    return isinstance(properties, pydyf.Dictionary) and properties.get("Type") == RUNNING


def _make_artifacts(operators: list[Any], contents: set[int], kind: str) -> None:
    """Marked content with these numbers belongs to no element: say of which kind it is instead."""
    for place in marks(operators) if contents else ():
        if number_of(operators[place - 1]) in contents:
            operators[place - 2 : place] = "/Artifact", pydyf.Dictionary({"Type": kind})


def _complete(drawing: Drawing) -> set[bytes]:
    """Complete all elements below the Document, each before what is in it; gives their references."""
    read: set[bytes] = set()
    waiting = [(drawing.kids(drawing.document_element), "/Document", False)]
    while waiting:
        elements, within, in_head = waiting.pop()
        for element in elements:
            read.add(element.reference)
            kids = drawing.kids(element)
            kind = element["S"] = _kind(element["S"], kids, within)
            if kind == "/TH":
                element["A"].setdefault("Scope", "/Column" if in_head else "/Row")
            elif kind == "/Table":
                _have_body(kids)
            elif kind == "/L" and (labels := list(_labels(drawing, kids))):
                element.setdefault("A", pydyf.Dictionary({"O": "/List", "ListNumbering": _numbering(drawing, labels)}))
            if kids:
                waiting.append((kids, within if kind in SEEN_THROUGH else kind, in_head or kind == "/THead"))
    return read


def _have_body(parts: Sequence[Any]) -> None:
    """Where a page shows of a table its head and its foot alone, these are what it consists of there."""
    if {part["S"] for part in parts} <= {"/THead", "/TFoot", "/Caption"}:
        for part in parts:
            part["S"] = "/Caption" if part["S"] == "/Caption" else "/TBody"


def _kind(kind: str, kids: Sequence[Any], within: str) -> str:
    """What an element of this kind is where it stands: words directly in a group are a paragraph; the engine calls a
    part of a paragraph or article that it lays out by itself like the whole, and it is none. A picture with its caption
    is a section of its own, since a caption is to be the first or the last in what it stands in."""
    if kind == within and kind in ("/P", "/Art"):
        kind = "/NonStruct"
    if kind not in SEEN_THROUGH:
        return "/P" if kind == "/Span" and within in GROUPS else kind
    kinds = {kid["S"] for kid in kids}
    if "/Caption" in kinds:
        return "/Sect"
    is_paragraph = within in GROUPS and "/Span" in kinds and kinds <= {"/Span", "/Link", "/Form", "/Figure"}
    return "/P" if is_paragraph else kind


def _labels(drawing: Drawing, entries: list[Any]) -> Iterator[Any]:
    """What stands before the entries of a list: bullets or numbers."""
    for entry in entries:
        yield from (kid for kid in drawing.kids(entry) if kid["S"] == "/Lbl")


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
    found = (place for place in marks(operators) if number_of(operators[place - 1]) == content)
    for place in islice(found, 1):
        inside = operators[place : operators.index(ENDS_MARKED, place)]
        yield from (each for each in inside if isinstance(each, bytes) and each.endswith(b"TJ"))
