"""Words and content controls inside one paragraph: collected from HTML, evened out, written as runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from therapytool.rendering.word.content_controls import ContentControls, Field, printable

FIELD = "w-field"
BOLD, ITALIC = {"strong", "b"}, {"em", "i"}
ON_A_LINE_OF_ITS_OWN = {"column-prompt"}
"""Classes of words that stand below those before them."""
BEFORE_A_TITLE = {"callout-word"}
"""Classes of words that say what kind of thing the title after them names."""
SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Words:
    """Some words that look alike; a line break is a newline."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


Piece = Words | Field


def pieces_of(node: Any, look: Words = Words("")) -> Iterator[Piece]:
    """What an inline element holds, in order, its own text first; what follows it is the caller's."""
    if node.tag == "br":
        yield replace(look, text="\n")
        return
    if node.tag == FIELD:
        yield Field.read(node.attrib)
        return
    inner = replace(look, is_bold=look.is_bold or node.tag in BOLD, is_italic=look.is_italic or node.tag in ITALIC)
    if node.get("class") in ON_A_LINE_OF_ITS_OWN:
        yield replace(look, text="\n")
    yield from _inside(node, inner)
    if node.get("class") in BEFORE_A_TITLE and node.getnext() is not None:
        yield replace(inner, text=":")


def _inside(node: Any, look: Words) -> Iterator[Piece]:
    if node.text:
        yield replace(look, text=SPACE.sub(" ", node.text))
    for child in node:
        if isinstance(child.tag, str):
            yield from pieces_of(child, look)
        if child.tail:
            yield replace(look, text=SPACE.sub(" ", child.tail))


def evened(pieces: list[Piece]) -> list[Piece]:
    """Without spaces at the ends or one after the other; nothing when there is nothing but space."""
    kept: list[Piece] = []
    ends_open = True
    for piece in pieces:
        if isinstance(piece, Words):
            text = piece.text.lstrip(" ") if ends_open else piece.text
            if not text:
                continue
            ends_open = text.endswith((" ", "\n"))
            kept.append(replace(piece, text=text))
        else:
            ends_open = False
            kept.append(piece)
    while kept and isinstance(last := kept[-1], Words) and not last.text.rstrip(" \n"):
        kept.pop()
    if kept and isinstance(last := kept[-1], Words):
        kept[-1] = replace(last, text=last.text.rstrip(" \n"))
    return kept


def write_pieces(paragraph: Any, pieces: list[Piece], controls: ContentControls) -> None:
    """Put words and controls into a paragraph."""
    for piece in pieces:
        if isinstance(piece, Field):
            paragraph._p.append(controls.make(piece))
        else:
            run = paragraph.add_run(printable(piece.text))
            run.bold, run.italic = piece.is_bold or None, piece.is_italic or None
