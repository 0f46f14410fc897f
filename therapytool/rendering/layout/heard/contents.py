"""What is drawn on the pages, by the numbers under which elements of the structure hold it: given to another element,
or to none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pydyf

from therapytool.rendering.layout.drawing import ENDS_MARKED, Drawing, marks

NOTHING = b"null"
SHOWS = (b"TJ", b"Tj", b" Do", b"Do", b"'", b'"')
"""How operators end that draw words or pictures."""


class Contents:
    """The content of all pages of a drawing and who owns it."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._owners: dict[bytes, list[bytes]] = {}
        self._hidden: dict[bytes, set[int]] = {page.reference: set() for page in drawing.pages}
        values = dict(drawing.parent_tree)
        for page in drawing.pages:
            self._owners[page.reference] = values[page["StructParents"]]

    def give(self, element: Any, other: Any) -> None:
        """Let another element on the same page hold what an element holds itself."""
        for content in _numbers(element):
            other["K"].append(content)
            self._owners[element["Pg"]][content] = other.reference
        element["K"] = pydyf.Array([kid for kid in element["K"] if not isinstance(kid, int)])

    def hide(self, element: Any) -> None:
        """Let no element hold what this one holds itself; `hidden` says of which page it was."""
        for content in _numbers(element):
            self._owners[element["Pg"]][content] = NOTHING
            self._hidden[element["Pg"]].add(content)

    def hide_all(self, element: Any) -> None:
        """Let no element hold what this one and all in it hold; a field or link there keeps its element."""
        for part in with_all_in_it(self._drawing, element):
            self.hide(part)
            part["K"] = pydyf.Array([kid for kid in part["K"] if not isinstance(kid, int)])

    def hidden(self, page: Any) -> set[int]:
        """What is held by no element any more, of one page."""
        return self._hidden[page.reference]

    def unread(self, page: Any, read: Collection[bytes]) -> set[int]:
        """What elements hold that are not among those read, which go by their references; no element holds it now."""
        owners = self._owners[page.reference]
        found = {number for number, owner in enumerate(owners) if owner != NOTHING and owner not in read}
        for number in found:
            owners[number] = NOTHING
        return found

    def blank(self) -> dict[bytes, set[int]]:
        """By page, the words that show nothing: the space that keeps a line to write on as high as a line."""
        return {page.reference: _blank(self._drawing.find(page["Contents"]).stream) for page in self._drawing.pages}


def with_all_in_it(drawing: Drawing, element: Any) -> list[Any]:
    """An element and every element below it."""
    found = [element]
    for each in found:
        found += drawing.kids(each)
    return found


def number_of(properties: object) -> object:
    """The number of marked content on its page, if it has one."""
    return properties.get("MCID") if isinstance(properties, pydyf.Dictionary) else None


def _numbers(element: Any) -> list[int]:
    return [kid for kid in element["K"] if isinstance(kid, int)]


def _blank(operators: Sequence[Any]) -> set[int]:
    found = set()
    for place in marks(operators):
        number = number_of(operators[place - 1])
        if operators[place - 2] == "/Span" and isinstance(number, int):
            inside = operators[place + 1 : operators.index(ENDS_MARKED, place)]
            if not any(each.endswith(SHOWS) for each in inside if isinstance(each, bytes)):
                found.add(number)
    return found
