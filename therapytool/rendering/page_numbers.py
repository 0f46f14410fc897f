"""The page number of the style sheet, and the text that stands in its place while a document is laid out alone.

The style sheet says how pages are numbered: `@bottom-right { content: "Page " counter(page) " of " counter(pages) }`.
One document does not know its numbers, so both become 0, and the linker puts the true ones there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

COUNTER = re.compile(r"\bcounter\(\s*(pages?)\s*\)")
MARGIN_BOX = re.compile(rf"@(?P<box>[a-z-]+)\s*{{(?P<rules>[^{{}}]*{COUNTER.pattern}[^{{}}]*)}}")
CONTENT = re.compile(r"(?:^|;|\s)content:([^;]*)")
ALIGNMENT = re.compile(r"text-align:\s*(left|center|right)")
MENTION = re.compile(r"counters?\((?:[^()]|\([^()]*\))*\bpages?\b|counter-(?:reset|set|increment):[^;{}]*\bpages?\b")
"""Anything that has to do with the number of a page, such as a table of contents that looks it up."""

STAND_IN = '"0"'
WORDS = re.compile(r'\s*"([^"\\]*)"\s*')
SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}
"""How much of the text stands to the left of the point it is aligned to."""

USUAL_ALIGNMENT = {"top-left": "left", "top-right": "right", "bottom-left": "left", "bottom-right": "right"}


class UnknownNumbering(ValueError):
    """A style sheet numbers pages in a way that only whole layout can follow."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """What stands where a page number will be: the text, empty if nowhere, and how much of it is left of its anchor."""

    text: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class UnnumberedStyles:
    """Styles for one document alone, and what stands for the page number."""

    styles: str
    stand_in: StandIn


def without_numbers(styles: str) -> UnnumberedStyles:
    """The styles with 0 for each number of the page and of all pages.

    Raises UnknownNumbering for anything but one wording in one margin box: quoted words, without a zero, around the
    page's number and, after it, the number of pages.
    """
    found = {_stand_in(box["box"], box["rules"]) for box in MARGIN_BOX.finditer(styles)}
    unnumbered = MARGIN_BOX.sub(lambda box: COUNTER.sub(STAND_IN, box[0]), styles)
    if MENTION.search(unnumbered) or len(found) > 1:
        raise UnknownNumbering("pages are numbered in more than one way")
    return UnnumberedStyles(unnumbered, found.pop() if found else StandIn())


def _stand_in(box: str, rules: str) -> StandIn:
    aligned = ALIGNMENT.search(rules)
    alignment = aligned[1] if aligned else USUAL_ALIGNMENT.get(box, "center")
    return StandIn("".join(map(_text, CONTENT.findall(rules))), SHARES[alignment])


def _text(content: str) -> str:
    with_zeros = COUNTER.sub(STAND_IN, content)
    text = "".join(WORDS.findall(with_zeros))
    counters = COUNTER.findall(content)
    if WORDS.sub("", with_zeros) or counters not in (["page"], ["page", "pages"]) or text.count("0") != len(counters):
        raise UnknownNumbering("pages are numbered in other than plain words")
    return text
