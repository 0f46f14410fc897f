"""Where a laid-out document wants its fields: elements with `data-field`, and the room that each has on its page.

`data-look` says what stands there: "line", "lines" (ruled), "open" (several, with no rule that would be covered),
"cell" (the table cell around it), "number", "tick", "one" (one of several, its `data-value`), "scale" (several such
symbols in one justified line, all their values), "ring" and "diamond" (where the paper has no box to tick). Lengths are
the engine's pixels from the upper left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from fontTools.ttLib import TTFont

from therapytool.shipped import shipped_fonts

SYMBOLS_FILE = "TherapytoolSymbols.ttf"
LINE_ROOM = 20.0
"""How tall the room above a line is for one line of type, whatever white the paper leaves for a pen."""
TWO_LINES = 40.0
"""What is lower than this holds one line."""
ABOVE_A_LINE = 2.0
"""So far above a line ends the room for type, so that no reader sets letters through it."""
ABOVE_RULES = 8.0
"""How far the room for a pen reaches above the room for type, into the words that stand there."""
CELL_INSET = 2.0
BOX_INSET = 1.5
LOOKS_OF_ONE_LINE = ("line", "number")
LOOKS_OF_LINES = ("lines", "open")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a page."""

    left: float
    top: float
    right: float
    bottom: float

    def around(self, other: Area) -> Area:
        """The smallest one that holds both."""
        return Area(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def inset(self, by: float) -> Area:
        """The same, smaller on all sides."""
        return Area(self.left + by, self.top + by, self.right - by, self.bottom - by)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol as it is drawn: which one, where its baseline begins, and its type size."""

    character: str
    x: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a field: on which page (from 0), in which box of the engine, how it looks and what it stands for."""

    key: str
    page: int
    box: Any
    area: Area
    look: str
    value: str = ""
    part: str = ""
    room: int = 0
    """The most letters that make sense here; 0 when the room alone decides."""
    covers: bool = False
    """Whether what is typed covers something printed, such as ruled lines or the strokes of a date."""
    symbol: Symbol | None = None


def places_of(document: Any) -> tuple[Place, ...]:
    """Every place for a field, in the order of the pages; what one element has in pieces on a page is one place."""
    found: dict[tuple[str, str, str, int], Place] = {}
    for number, page in enumerate(document.pages):
        for place in _in_box(page._page_box, number, cell=None):  # see test_engine_seams.py
            identity = place.key, place.value, place.part, number
            first = found.get(identity)
            found[identity] = replace(first, area=first.area.around(place.area)) if first else place
    return tuple(found.values())


def _in_box(box: Any, page: int, *, cell: Any) -> Iterator[Place]:
    box = getattr(box, "_box", box)
    attributes = _attributes(box)
    if attributes.get("data-look") == "scale":
        yield from _scale(box, attributes, page)
        return
    if attributes.get("data-field"):
        yield _place(box, attributes, page, cell)
        return
    if str(box.element_tag) in ("td", "th") and (cell is None or cell.element is not box.element):
        cell = box
    for child in box.all_children():
        yield from _in_box(child, page, cell=cell)


def _attributes(box: Any) -> Any:
    """The attributes of a box's element; of none and of a pseudo-element there are none."""
    is_own = box.element is not None and "::" not in str(box.element_tag)
    return box.element.attrib if is_own else {}


def _place(box: Any, attributes: Any, page: int, cell: Any) -> Place:
    look = attributes.get("data-look", "line")
    symbol = _symbol(box) if look in ("tick", "one") else None
    whole = _whole(cell if look == "cell" and cell is not None else box)
    if look in LOOKS_OF_LINES and whole.bottom - whole.top < TWO_LINES:
        look = "line"
    return Place(
        key=attributes["data-field"],
        page=page,
        box=box,
        area=_symbol_area(symbol) if symbol else _room(whole, look),
        look=look,
        value=attributes.get("data-value", ""),
        part=attributes.get("data-part", ""),
        room=int(attributes.get("data-room", 0)),
        covers=look == "lines" or "data-covers" in attributes,
        symbol=symbol,
    )


def _scale(box: Any, attributes: Any, page: int) -> Iterator[Place]:
    """A place for each symbol of a scale, over as many lines as it takes."""
    symbols = [symbol for line in _texts(box) for symbol in _symbols_on(line)]
    for symbol, value in zip(symbols, attributes["data-value"].split(), strict=True):
        yield Place(attributes["data-field"], page, box, _symbol_area(symbol), "one", value, symbol=symbol)


def _symbols_on(line: Any) -> Iterator[Symbol]:
    """The symbols of a line that may be justified: all gaps in it are alike."""
    characters, size = line.text.split(), line.style["font_size"]
    advances = [symbol_advance(character) * size for character in characters]
    gap = (line.width - sum(advances)) / max(len(characters) - 1, 1)
    x = line.position_x
    for character, advance in zip(characters, advances, strict=True):
        yield Symbol(character, x, line.position_y + line.baseline, size)
        x += advance + gap


def _room(whole: Area, look: str) -> Area:
    """What of an area is for type."""
    match look:
        case "cell":
            return whole.inset(CELL_INSET)
        case "lines" | "open":
            return replace(whole, top=whole.top + ABOVE_RULES)
        case "line":
            bottom = whole.bottom - ABOVE_A_LINE
            return replace(whole, top=max(whole.top, bottom - LINE_ROOM), bottom=bottom)
        case "number":
            inner = whole.inset(BOX_INSET)
            spare = max((inner.bottom - inner.top - LINE_ROOM) / 2, 0)
            return replace(inner, top=inner.top + spare, bottom=inner.bottom - spare)
        case _:
            return whole


def _whole(box: Any) -> Area:
    x, y, width, height = box.hit_area()
    return Area(x, y, x + width, y + height)


def _symbol(box: Any) -> Symbol | None:
    """The first symbol drawn in a box."""
    found = _text(box)
    if found is None:
        return None
    baseline = found.position_y + found.baseline
    return Symbol(found.text.strip()[0], found.position_x, baseline, found.style["font_size"])


def _text(box: Any) -> Any:
    """The first text in a box, as the engine has set it; None for none."""
    return next(_texts(box), None)


def _texts(box: Any) -> Iterator[Any]:
    """The texts in a box, as the engine has set them: one a line, where all looks alike."""
    if (getattr(box, "text", None) or "").strip():
        yield box
    else:
        for child in getattr(box, "children", ()):
            yield from _texts(child)


def _symbol_area(symbol: Symbol) -> Area:
    left, bottom, right, top = symbol_bounds(symbol.character)
    return Area(
        symbol.x + left * symbol.size,
        symbol.baseline - top * symbol.size,
        symbol.x + right * symbol.size,
        symbol.baseline - bottom * symbol.size,
    )


def symbol_bounds(character: str) -> tuple[float, float, float, float]:
    """The box around a symbol in em: left, bottom, right, top. Raises KeyError for one our symbols lack."""
    file = _symbols()
    glyph, em = file["glyf"][file.getBestCmap()[ord(character)]], file["head"].unitsPerEm
    return glyph.xMin / em, glyph.yMin / em, glyph.xMax / em, glyph.yMax / em


def symbol_advance(character: str) -> float:
    """How far a symbol moves on, in em."""
    file = _symbols()
    return float(file["hmtx"][file.getBestCmap()[ord(character)]][0] / file["head"].unitsPerEm)


def symbol_glyph(character: str) -> int:
    """The number of a symbol's glyph."""
    file = _symbols()
    return int(file.getGlyphID(file.getBestCmap()[ord(character)]))


@cache
def _symbols() -> TTFont:
    return TTFont(shipped_fonts()[SYMBOLS_FILE])
