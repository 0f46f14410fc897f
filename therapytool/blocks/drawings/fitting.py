"""How much room words take in our text face: wrapping them into rows, and setting an answer in the room it was given.

Widths are those of Atkinson Hyperlegible Next semi-bold, rounded up to a twentieth of the type size, so that what is
found to fit also fits in regular weight and on every machine. Lengths are millimeters, type sizes points.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum

POINT = 25.4 / 72
"""Millimeters in a point."""

LINE_STEP = 9.0
"""From one ruled line to the next."""

WRITTEN_SIZE = 11.0
CLOSE_SIZE = 9.5
CLOSE_STEP = LINE_STEP / 2

_WIDTHS = {
    0.25: "',.:;`j|",
    0.3: " !()il‘’",
    0.35: '"-[]frt{}',
    0.4: "/I\\_",
    0.45: "1",
    0.5: "*csvxyz“”",
    0.55: "27<>?FJL^aehknou~–",
    0.6: "$+345689=EPSTZbdgpq",
    0.65: "0ABCKRVXY",
    0.7: "DGHNUw",
    0.75: "#&OQ",
    0.85: "@Mm",
    0.9: "W",
    0.95: "%—…",
}
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_ANY_OTHER = 0.65
_FULL_WIDTH = 1.05


class Setting(StrEnum):
    """How an answer is set in its room: on the lines, smaller between them, or written out beside the drawing."""

    ROOMY = "roomy"
    CLOSE = "close"
    ELSEWHERE = "elsewhere"


def width_of(text: str, size: float) -> float:
    """How wide one row of words is at a type size."""
    return sum(map(_width_of_letter, text)) * size * POINT


def wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    """The words in rows no wider than `width`; a word that is wider than that goes on in the next row."""
    rows: list[str] = []
    for word in _in_pieces(text.split(), width, size):
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and width_of(longer, size) <= width:
            rows[-1] = longer
        else:
            rows.append(word)
    return tuple(rows)


def _in_pieces(words: Iterable[str], width: float, size: float) -> Iterator[str]:
    """The words, in parts of a letter or more where one is wider than a row."""
    for word in words:
        rest = word
        while width_of(rest, size) > width and len(rest) > 1:
            length = max((end for end in range(1, len(rest)) if width_of(rest[:end], size) <= width), default=1)
            yield rest[:length]
            rest = rest[length:]
        yield rest


def setting(text: str, width: float, height: float) -> Setting:
    """How an answer is set in a box of this size: the roomiest way in which all of it shows."""
    if _fits(text, width, height, WRITTEN_SIZE, LINE_STEP):
        return Setting.ROOMY
    if _fits(text, width, height, CLOSE_SIZE, CLOSE_STEP):
        return Setting.CLOSE
    return Setting.ELSEWHERE


def _fits(text: str, width: float, height: float, size: float, step: float) -> bool:
    paragraphs = [wrapped(paragraph, width, size) or ("",) for paragraph in text.splitlines()]
    widest = max((width_of(word, size) for word in text.split()), default=0.0)
    return widest <= width and sum(map(len, paragraphs)) * step <= height + step / 4


def _width_of_letter(letter: str) -> float:
    known = _WIDTH_OF.get(letter)
    if known is not None:
        return known
    return _FULL_WIDTH if unicodedata.east_asian_width(letter) in "WF" else _ANY_OTHER
