"""Our HTML read as XML, by the parser that Python brings: twenty times as quick as one that forgives everything.

What our templates write is well-formed but for a few habits of HTML, which are put right first. Where reading it as
HTML would add or move an element (a row without a table body, a list in a paragraph), or where it is not well-formed,
the engine's own parser reads it. Tests hold one tree against the other for all sheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import weasyprint

from therapytool.rendering.layout.quickening.shortcut import Shortcut

DOCTYPE = "<!DOCTYPE html>"
WITHOUT_END = re.compile(r"<((?:meta|br|hr|img|col|input|link|wbr)\b[^<>]*?)/?>")
WITHOUT_VALUE = re.compile(r'(<[a-z][a-z0-9]*(?:\s+[\w:-]+="[^"]*")*\s+[\w-]+)(?=[\s/>])')
DRAWING = re.compile(r"<svg(?=[\s>])(?![^>]*\sxmlns=)")

BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre"),
        *("section", "table", "ul"),
    }
)
"""What ends a paragraph in HTML."""
WORDS = frozenset({"b", "big", "br", "code", "em", "i", "img", "small", "span", "strong", "sub", "sup", "u"})
ONLY = {
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "colgroup": {"col"},
    **{part: {"tr"} for part in ("thead", "tbody", "tfoot")},
    "tr": {"td", "th"},
}
"""What may stand in the parts of a table: HTML puts anything else, and all words, before the table."""
PARTS_OF_TABLES = frozenset().union(*ONLY.values())
AT_ODDS = frozenset({"pre", "textarea", "listing", "select", "button", "script", "noscript", "template", "plaintext"})
"""Elements with rules of their own for what stands in them. No sheet has one."""


def _parse(source: Any, **options: Any) -> Any:
    """The root element of an HTML text; `source` is an open file of bytes or text."""
    text = source.read()
    if isinstance(text, bytes):
        return _usual(text, **options)
    root = well_formed(text)
    return _usual(StringIO(text), **options) if root is None else root


def well_formed(text: str) -> ElementTree.Element | None:
    """The root element of a text that says as XML what it says as HTML; None for any other."""
    if not text.startswith(DOCTYPE) or text.count("<!") > 1 or "<?" in text or "\r" in text or "\0" in text:
        return None
    tidy = WITHOUT_END.sub(r"<\1/>", text[len(DOCTYPE) :]).replace("&nbsp;", "\N{NO-BREAK SPACE}")
    tidy = DRAWING.sub('<svg xmlns="http://www.w3.org/2000/svg"', tidy)
    while (more := WITHOUT_VALUE.sub(r'\1=""', tidy)) != tidy:
        tidy = more
    if tidy.count("<") != 2 * tidy.count("</") + tidy.count("/>"):
        return None  # a start without an end: a hundred thousand of them are better found out here
    try:
        root = ElementTree.fromstring(tidy)  # noqa: S314  # no doctype, so no entities; the text is our own
    except ElementTree.ParseError:
        return None
    return root if _has_head_and_body(root) and all(map(_is_in_place, root.iter())) else None


def _has_head_and_body(root: ElementTree.Element) -> bool:
    """Whether there are these two; blanks before the head and after the body are put where HTML has them."""
    if root.tag != "html" or [part.tag for part in root] != ["head", "body"]:
        return False
    body = root[1]
    root.text, after, body.tail = None, body.tail or "", None
    if len(body):
        body[-1].tail = (body[-1].tail or "") + after
    else:
        body.text = (body.text or "") + after
    return not after.strip()


def _is_in_place(parent: ElementTree.Element) -> bool:
    """Whether a reader of HTML would leave what stands in an element where it is."""
    tags = {child.tag for child in parent}
    if parent.tag in ONLY:
        words = [parent.text, *(child.tail for child in parent)]
        return tags <= ONLY[parent.tag] and not any(text and text.strip() for text in words)
    if parent.tag.startswith("{"):
        return not any(tag.partition("}")[2] in BLOCKS | WORDS for tag in tags)
    if parent.tag == "p" and any(part.tag in BLOCKS for part in parent.iter() if part is not parent):
        return False
    if not parent.tag.islower():
        return False
    return parent.tag not in AT_ODDS and not tags & PARTS_OF_TABLES and ("li" not in tags or parent.tag in {"ul", "ol"})


def _query_all(wrapper: Any, *selectors: str) -> Iterator[Any]:
    """Elements by their names, which is all that the engine asks for in this way; words on drawings have none."""
    if not all(map(str.isalpha, selectors)):
        return iter(_usual_query(wrapper, *selectors))
    return (ElementWrapper.from_html_root(found) for found in wrapper.etree_element.iter() if found.tag in selectors)


ElementWrapper = weasyprint.cssselect2.ElementWrapper
_usual = weasyprint.tinyhtml5.parse
_usual_query = ElementWrapper.query_all

SHORTCUTS = (Shortcut(weasyprint.tinyhtml5, "parse", _parse), Shortcut(ElementWrapper, "query_all", _query_all))
