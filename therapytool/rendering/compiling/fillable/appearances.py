"""How fields look before anybody has typed: blank for words, and for what is ticked the symbol a pen would leave.

A ticked box is the symbol of the filled print, in the same place and size, so that it prints alike from any reader.
"""

from __future__ import annotations

from typing import Any

import pydyf

from therapytool.rendering.compiling.fillable.places import Place, Symbol, symbol_glyph
from therapytool.rendering.fillable.conventions import INK
from therapytool.rendering.layout.drawing import Drawing

RINGS = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
CHOSEN_RINGS = "⓿❶❷❸❹❺❻❼❽❾❿⓫⓬⓭⓮⓯⓰⓱⓲⓳⓴"
CHOSEN = {"☐": "☑", "○": "●", **dict(zip(RINGS, CHOSEN_RINGS, strict=True))}
SYMBOLS_NAME = "TherapytoolSymbols"
POINTS = 0.75
"""Points in a pixel of the engine."""
CIRCLE = 0.5523
"""How far the handles of a quarter circle reach, in radii."""
EDGE = 0.9
"""Points that a circle stays inside its room."""


class Appearances:
    """Makes appearance streams, each once for all fields of one size and look. `symbols` is the font of the symbols."""

    def __init__(self, drawing: Drawing, symbols: bytes | None) -> None:
        self._drawing = drawing
        self._symbols = symbols
        self._made: dict[tuple[str, ...], bytes] = {}

    def blank(self, width: float, height: float, *, is_text: bool) -> bytes:
        """Nothing, at this size."""
        return self._stream("/Tx BMC EMC" if is_text else "", width, height)

    def chosen(self, place: Place, width: float, height: float) -> bytes:
        """What a tick looks like there."""
        if place.symbol is not None and self._symbols is not None:
            return self._stream(_symbol(place.symbol, place), width, height, with_symbols=True)
        draw = _diamond if place.look == "diamond" else _ring
        return self._stream(draw(width, height), width, height)

    def _stream(self, operators: str, width: float, height: float, *, with_symbols: bool = False) -> bytes:
        box = [round(width, 2), round(height, 2)]
        identity = operators, str(box), str(with_symbols)
        if identity not in self._made:
            fonts: dict[str, Any] = {"Font": {SYMBOLS_NAME: self._symbols}} if with_symbols else {}
            extra = {"Type": "/XObject", "Subtype": "/Form", "BBox": [0, 0, *box], "Resources": fonts}
            stream = pydyf.Stream([operators.encode()], extra)
            self._drawing.pdf.add_object(stream)
            self._made[identity] = stream.reference
        return self._made[identity]


def chosen_symbol(character: str) -> str:
    """The symbol that stands for one when it is ticked."""
    return CHOSEN.get(character, character)


def _symbol(symbol: Symbol, place: Place) -> str:
    """The chosen symbol, on white where its number shows the ground: the number of the blank one stands there."""
    x, y = (symbol.x - place.area.left) * POINTS, (place.area.bottom - symbol.baseline) * POINTS
    chosen = chosen_symbol(symbol.character)
    size = symbol.size * POINTS
    ground = _ground(place) if chosen in CHOSEN_RINGS else ""
    return (
        f"q {ground}{INK} rg BT /{SYMBOLS_NAME} {size:.3f} Tf {x:.3f} {y:.3f} Td <{symbol_glyph(chosen):04x}> Tj ET Q"
    )


def _ground(place: Place) -> str:
    x, y = ((place.area.right - place.area.left) * POINTS / 2, (place.area.bottom - place.area.top) * POINTS / 2)
    return f"1 1 1 rg {_circle(x, y, min(x, y) - EDGE)} f "


def _ring(width: float, height: float) -> str:
    """A circle as a pen draws it, around as much as there is."""
    x, y = width / 2, height / 2
    return f"q {INK} RG 1.5 w {_circle(x, y, min(x, y) - EDGE)} S Q"


def _circle(x: float, y: float, radius: float) -> str:
    """A closed path around a point."""
    k = radius * CIRCLE
    quarters = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))
    curves = " ".join(
        f"{x + a * radius + c * k:.2f} {y + b * radius + d * k:.2f} "
        f"{x + c * radius + a * k:.2f} {y + d * radius + b * k:.2f} {x + c * radius:.2f} {y + d * radius:.2f} c"
        for a, b, c, d in quarters
    )
    return f"{x + radius:.2f} {y:.2f} m {curves} h"


def _diamond(width: float, height: float) -> str:
    x, y, half = width / 2, height / 2, min(width / 2, 8.5)
    tall = min(height / 2, 12)
    corners = [(x, y + tall), (x + half, y), (x, y - tall), (x - half, y)]
    path = " ".join(f"{a:.2f} {b:.2f} {'l' if n else 'm'}" for n, (a, b) in enumerate(corners))
    return f"q {INK} rg {path} h f Q"
