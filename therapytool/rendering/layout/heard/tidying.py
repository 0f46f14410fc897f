"""What says nothing is not read: lines to write on, gaps without a word, elements that hold nothing else, and boxes
around what stands by itself."""

from __future__ import annotations

from typing import Any

from therapytool.rendering.layout.drawing import Drawing
from therapytool.rendering.layout.heard.contents import Contents

PLACES_IN_A_TABLE = ("/TD", "/TH", "/TR")
"""They are there even when they are empty, or the cells behind them would be under the wrong head."""
BOXES = ("/Div", "/NonStruct")
STAND_BY_THEMSELVES = frozenset(
    ("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/Table", "/Art", "/Sect", "/BlockQuote", "/Div")
)
HOLD_SUCH = frozenset(("/Art", "/Sect", "/BlockQuote", "/LBody", "/TD", "/TH", *BOXES))


def tidy(drawing: Drawing, contents: Contents) -> None:
    """Take elements out of the structure, from the last to the first, so that those around them come after them."""
    blank = contents.blank()
    for element in reversed(list(drawing.elements())):
        if _is_blank(drawing, element, blank):
            contents.hide(element)
            element["K"].clear()
        if not element["K"] and _may_go(drawing, element):
            drawing.find(element["P"])["K"].remove(element.reference)
        elif element["S"] in BOXES and "Lang" not in element and "Alt" not in element:
            _unwrap(drawing, element)


def _unwrap(drawing: Drawing, box: Any) -> None:
    """Put what stands in a box in its place, if all of it stands by itself."""
    around, kids = drawing.find(box["P"]), drawing.kids(box)
    if around["S"] in HOLD_SUCH and len(kids) == len(box["K"]) and {kid["S"] for kid in kids} <= STAND_BY_THEMSELVES:
        place = around["K"].index(box.reference)
        around["K"][place : place + 1] = box["K"]
        for kid in kids:
            kid["P"] = around.reference


def _is_blank(drawing: Drawing, element: Any, blank: dict[bytes, set[int]]) -> bool:
    """Whether words show nothing and nothing is heard in their place."""
    if element["S"] != "/Span" or not element["K"] or not blank[element["Pg"]].issuperset(element["K"]):
        return False
    around = element
    while "P" in around and "Alt" not in around:
        around = drawing.find(around["P"])
    return "Alt" not in around


def _may_go(drawing: Drawing, element: Any) -> bool:
    """An entry of a list keeps its place behind a number."""
    if element["S"] == "/LBody":
        return len(drawing.find(element["P"])["K"]) == 1
    return element["S"] not in PLACES_IN_A_TABLE
