"""Words for those who listen, which our HTML has as any page of the web would.

- `role="heading"`: the heading of what follows, of the level `aria-level` or one below the last heading so far; in an
  element with `role="group"` all but the first are one lower.
- `aria-label`: what is heard in place of what is seen ("blank" for a gap, "0: not at all" for the end of a scale).
- `aria-hidden="true"`: for the eyes alone, as a sign beside the word it stands for, or lines to write on.
- `<abbr title>`: what is short for what. `lang`: in which language it is.
- `data-told`: words in a drawing that its description says as well, and which are therefore a part of the picture.
- Links say what they are called, where the engine has them say where they lead.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

from therapytool.rendering.layout.drawing import Drawing, is_reference
from therapytool.rendering.layout.heard.contents import Contents, with_all_in_it
from therapytool.rendering.layout.heard.origins import Origin, origin_of

LOWEST_LEVEL = 6
SAY_BY_THEMSELVES = ("a", "abbr")
SAYING = frozenset(("role", "aria-label", "aria-hidden", "data-told", "lang"))
"""Attributes that are for those who listen."""
SOFT_HYPHEN = "\u00ad"


def say(drawing: Drawing, contents: Contents) -> None:
    """Change the elements in place; what they no longer hold is taken out of the reading."""
    level = 0
    for element in drawing.elements():
        origin = origin_of(element)
        if element["S"][:2] == "/H" and element["S"][2:].isdigit():
            level = int(element["S"][2:])
        if origin is None or not _has_words(origin) or "::" in origin.tag or _is_inside_of_its_own(drawing, element):
            continue
        html = origin.element
        if html.get("role") == "heading":
            element["S"] = f"/H{html.get('aria-level') or _level_below(drawing, element, level)}"
        if html.get("aria-hidden") == "true":
            _hide(drawing, element, contents)
        elif html.get("data-told") is not None:
            _put_into_picture(drawing, element, contents)
        else:
            _give_words(drawing, element, html)


def _has_words(origin: Origin) -> bool:
    """Whether the HTML says more of an element than what stands in it."""
    return origin.element.tag in SAY_BY_THEMSELVES or not SAYING.isdisjoint(origin.element.keys())


def _level_below(drawing: Drawing, element: Any, level: int) -> int:
    """One below a heading of this level; in a group that has its own heading already, one below that."""
    around, lower = drawing.find(element["P"]), 1
    while (origin := origin_of(around)) is not None:
        if origin.element.get("role") == "group" and not _is_inside_of_its_own(drawing, around):
            lower += getattr(around, "has_heading", False)
            around.has_heading = True
        around = drawing.find(around["P"])
    return min(level + lower, LOWEST_LEVEL)


def _is_inside_of_its_own(drawing: Drawing, element: Any) -> bool:
    """The engine wraps the words of an element up once more, in a box without a name."""
    return bool(origin_of(drawing.find(element["P"])) == origin_of(element))


def _give_words(drawing: Drawing, element: Any, html: Any) -> None:
    if label := html.get("aria-label"):
        element["Alt"] = _spoken(label)
    if language := html.get("lang"):
        element["Lang"] = pydyf.String(language)
    if html.tag == "abbr" and (words := html.get("title")):
        element.update(S="/Span", E=pydyf.String(words))
    if element["S"] == "/Link":
        called = _spoken("".join(html.itertext()))
        for annotation in _annotations(drawing, element):
            annotation["Contents"] = called


def _spoken(text: str) -> pydyf.String:
    """Words on one line, without the places where they may part."""
    return pydyf.String(" ".join(text.replace(SOFT_HYPHEN, "").split()))


def _annotations(drawing: Drawing, element: Any) -> Iterator[Any]:
    """The links and fields that stand in an element itself."""
    for kid in element["K"]:
        if is_reference(kid) and "Obj" in (target := drawing.find(kid)):
            yield drawing.find(target["Obj"])


def _hide(drawing: Drawing, element: Any, contents: Contents) -> None:
    """Take what an element shows out of the reading. A field on it stays, in an element that says nothing else."""
    contents.hide_all(element)
    if element["S"] == "/Figure":
        element["S"] = "/Div"
        element.pop("Alt", None)
        element.pop("A", None)


def _put_into_picture(drawing: Drawing, element: Any, contents: Contents) -> None:
    """Make words in a drawing a part of its picture, of whose description they are."""
    siblings = drawing.kids(drawing.find(element["P"]))
    picture = next((each for each in siblings if each["S"] == "/Figure" and each["Pg"] == element["Pg"]), None)
    if picture is not None:
        for part in with_all_in_it(drawing, element):
            contents.give(part, picture)
