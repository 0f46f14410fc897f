"""Words and content controls inside one paragraph: collected from HTML, evened out, written as runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from therapytool.rendering.word.content_controls import ContentControls, Field, printable
from therapytool.rendering.word.scripts import by_script, mark_run, set_direction

FIELD = "w-field"
BOLD, ITALIC = {"strong", "b"}, {"em", "i"}
STRONG, EMPHASIS = "Strong", "Emphasis"
"""Word's own styles for both."""
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
        yield Field.read(node)
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


def to_margin(pieces: list[Piece]) -> list[Piece] | None:
    """The same with a blank that has the rest of the line; None for all but words and, behind them, one blank."""
    *before, last = pieces
    if not isinstance(last, Field) or not last.is_blank_line or any(isinstance(piece, Field) for piece in before):
        return None
    return [*before, replace(last, reaches_margin=True)]


def write_pieces(paragraph: Any, pieces: list[Piece], controls: ContentControls) -> None:
    """Put words and controls into a paragraph, which runs as they do."""
    set_direction(paragraph, "".join(piece.text if isinstance(piece, Words) else piece.value for piece in pieces))
    for piece in pieces:
        if isinstance(piece, Field):
            paragraph._p.append(controls.make(piece))
        else:
            _write_words(paragraph, piece)


def _write_words(paragraph: Any, words: Words) -> None:
    for text, script in by_script(printable(words.text)):
        run = paragraph.add_run(text)
        if words.is_bold or words.is_italic:
            run.style = STRONG if words.is_bold else EMPHASIS
        run.italic = (words.is_bold and words.is_italic) or None
        mark_run(run._r, text, script)
