"""The style sheet that each document has within, read once for all of a profile: it sets the size of the page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from weasyprint import CSS, css

from therapytool.rendering.layout.quickening.shortcut import Shortcut

_usual = css.find_stylesheets


def _find_stylesheets(wrapper_element: Any, media: str, *others: Any) -> Iterator[Any]:
    """The style sheets in a document, those of its head first; what is more than rules for pages is read anew."""
    found = list(wrapper_element.query_all("style", "link"))
    texts = [element.etree_element.text or "" for element in found if element.etree_element.items() == []]
    sheets = [sheet for text in texts if (sheet := _of_pages(text, media))]
    yield from sheets if len(sheets) == len(found) else _usual(wrapper_element, media, *others)


@lru_cache(maxsize=32)
def _of_pages(text: str, media: str) -> Any:
    """A style sheet of nothing but rules for pages in plain words; None for any other, or where one might be hidden."""
    if text.count("@") != text.count("@page") or "(" in text or "\\" in text:
        return None
    sheet = CSS(string=text, media_type=media)
    return None if sheet.matcher.order else sheet


SHORTCUTS = (Shortcut(css, "find_stylesheets", _find_stylesheets),)
