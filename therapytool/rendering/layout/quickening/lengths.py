"""Margins, paddings and sizes of a box, taken from its style in one step where the style has them in fixed lengths.

The engine asks for each of eighteen lengths how much of the room around it is meant, whenever it lays a box out. Of
most styles none is a share of anything: what they say is written down once, with the style. The engine changes lengths
of a style only on a fresh copy, which has nothing written down yet.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from weasyprint.layout import percent

from therapytool.rendering.layout.quickening.shortcut import everywhere, written_down

AROUND = tuple(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom"))
LEAST = ("min_width", "min_height")
LENGTHS = (*AROUND, *LEAST, "width", "height", "max_width", "max_height")
BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))


class Lengths(NamedTuple):
    """What a style says of its boxes; `shared_borders` are reckoned by the table they belong to."""

    fixed: dict[str, Any]
    borders: dict[str, Any]
    shared_borders: bool


def _resolve_percentages(box: Any, containing_block: Any) -> None:
    """Give a box its lengths, in pixels or "auto"."""
    written = written_down(box.style)
    if "lengths" not in written:
        written["lengths"] = _lengths(box.style)
    lengths: Lengths | None = written["lengths"]
    if lengths is None:
        _usual(box, containing_block)
        return
    box.__dict__.update(lengths.fixed)
    if not lengths.shared_borders:
        box.__dict__.update(lengths.borders)
        return
    for name, width in lengths.borders.items():
        if not hasattr(box, name):
            setattr(box, name, width)


def _lengths(style: Any) -> Lengths | None:
    """None where a length is a share of something, or has to be reckoned with others."""
    if style["box_sizing"] != "content-box":
        return None
    fixed = {}
    for name in LENGTHS:
        value = style[name]
        if value is not None and value != "auto":
            if getattr(value, "unit", None) in {None, "%"}:
                return None
            value = value.value
        fixed[name] = 0 if value == "auto" and name in LEAST else value
    return Lengths(fixed, {name: style[name] for name in BORDERS}, style["border_collapse"] == "collapse")


_usual = percent.resolve_percentages

SHORTCUTS = everywhere(percent.resolve_percentages, _resolve_percentages)
