"""What goes on over a page, or in the next column, is one thing: a paragraph, a list, a table, the sheet itself.

The engine begins every element anew on each page, so one would hear of two tables, each with a head, and of a sentence
that is two paragraphs. The head that is printed again above the rest of a table is left to the eyes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pydyf

from therapytool.rendering.layout.drawing import Drawing
from therapytool.rendering.layout.heard.origins import origin_of

NEVER_JOINED = ("/Figure", "/Link", "/Form", "/Caption")
HEAD, FOOT = "/THead", "/TFoot"


def join_pages(drawing: Drawing) -> None:
    """Join elements that stand on several pages, in place."""
    document = drawing.document_element
    joined: list[Any] = []
    for element in drawing.kids(document):
        if joined and _goes_on(drawing, joined[-1], element):
            _join(drawing, joined[-1], element)
        else:
            joined.append(element)
    document["K"] = pydyf.Array([element.reference for element in joined])
    if _has_parted_lists(drawing):
        for element in drawing.elements():
            _join_columns(drawing, element)


def _has_parted_lists(drawing: Drawing) -> bool:
    """Whether any two lists were made of one."""
    lists = [origin_of(each) for each in drawing.pdf.objects if isinstance(each, dict) and each.get("S") == "/L"]
    return len(set(lists)) < len(lists)


def _join_columns(drawing: Drawing, around: Any) -> None:
    """A list in columns has been begun anew in each, and maybe once around them."""
    lists = [element for element in drawing.kids(around) if element["S"] == "/L"]
    for later, earlier in pairwise(reversed(lists)):
        if origin_of(later) is not None and origin_of(later) == origin_of(earlier):
            _join(drawing, earlier, later)
            around["K"].remove(later.reference)
    if around["S"] == "/L" and lists and origin_of(lists[0]) == origin_of(around) and len(around["K"]) == 1:
        around["K"].clear()
        _join(drawing, around, lists[0])


def _goes_on(drawing: Drawing, earlier: Any, later: Any) -> bool:
    """Whether the second is the rest of the first, on a page that follows, and holds nothing but elements."""
    if earlier["S"] != later["S"] or later["S"] in NEVER_JOINED or _last_page(earlier) == later["Pg"]:
        return False
    if origin_of(later) is None or origin_of(later) != origin_of(earlier):
        return False
    cells = drawing.kids(later)
    if len(cells) != len(later["K"]):
        return False
    if later["S"] == "/TR":
        before = drawing.kids(earlier)
        return len(before) == len(cells) and all(map(lambda *pair: _goes_on(drawing, *pair), before, cells))
    return True


def _join(drawing: Drawing, earlier: Any, later: Any) -> None:
    """Put into the first what stands in the second, of which nothing else is left."""
    if later["S"] == "/TR":
        for pair in zip(drawing.kids(earlier), drawing.kids(later), strict=True):
            _join(drawing, *pair)
        return
    if later["S"] == "/Table":
        _drop_repeated(drawing, earlier, later)
    before, after = drawing.kids(earlier)[-1:], drawing.kids(later)
    for kid in after:
        kid["P"] = earlier.reference
    if before and after and _goes_on(drawing, before[0], after[0]):
        _join(drawing, before[0], after[0])
        del after[0]
    earlier["K"].extend(kid.reference for kid in after)
    earlier.last_page = _last_page(later)


def _last_page(element: Any) -> bytes:
    """The last page on which an element stands."""
    page: bytes = getattr(element, "last_page", element["Pg"])
    return page


def _drop_repeated(drawing: Drawing, earlier: Any, later: Any) -> None:
    """Of a table on two pages keep the first head and the last foot."""
    new_names: dict[str, pydyf.String] = {}
    parts, more = drawing.kids(earlier), drawing.kids(later)
    for part, again in _repeated(parts, more, HEAD):
        later["K"].remove(again.reference)
        pairs = zip(_cells(drawing, part), _cells(drawing, again), strict=True)
        new_names |= {second["ID"].string: first["ID"] for first, second in pairs if "ID" in second}
    for part, _ in _repeated(parts, more, FOOT):
        earlier["K"].remove(part.reference)
    _name_heads_anew([cell for part in drawing.kids(later) for cell in _cells(drawing, part)], new_names)


def _repeated(parts: Sequence[Any], more: Sequence[Any], kind: str) -> Iterator[tuple[Any, Any]]:
    """Parts of a table of one kind that stand on both pages."""
    for part in parts:
        for again in more:
            if part["S"] == again["S"] == kind and origin_of(part) == origin_of(again):
                yield part, again


def _cells(drawing: Drawing, part: Any) -> list[Any]:
    """All cells in a part of a table."""
    return [cell for row in drawing.kids(part) for cell in drawing.kids(row)]


def _name_heads_anew(cells: Sequence[Any], names: dict[str, pydyf.String]) -> None:
    """Heads are called after their table: those that stay, whose table is no more, after themselves instead."""
    for cell in cells:
        if "ID" in cell:
            names[cell["ID"].string] = cell["ID"] = pydyf.String(f"{cell.number}-0-0")
    for cell in cells:
        if "Headers" in cell.get("A", {}):
            cell["A"]["Headers"] = pydyf.Array([names.get(name.string, name) for name in cell["A"]["Headers"]])
