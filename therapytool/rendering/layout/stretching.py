"""Giving room in place: what is laid out already grows, and what stands below it moves down.

Another layout would come to the same page and takes as long as the first. Where it might come to another page, this
one is given up: the caller then lays out once more. Heights are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from weasyprint.document import Page
from weasyprint.images import SVGImage
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.table import add_top_padding

ROOMS = {"BlockBox", "BlockReplacedBox"}


class CannotStretch(Exception):
    """Only another layout can tell what becomes of the page; the boxes of this one are spoiled."""


@dataclass(slots=True)
class _Waiting:
    """What has not grown yet: places to write on, and the room above blocks, by their elements."""

    places: dict[Any, float]
    above: dict[Any, float]


def stretched(
    page: Any, growth: Mapping[Any, float], *, above: Mapping[Any, float] | None = None, without: Any = None
) -> Page:
    """The page after its places have grown: by how much, for the element of each; `without` one that is taken out.

    `above` says how much further blocks stand from what is above them. The elements are to say already what they have
    become. Raises CannotStretch.
    """
    box = page._page_box
    if without is not None:
        _take_out(box, without)
    waiting = _Waiting(dict(growth), dict(above or {}))
    _grow(box.children[0], waiting)
    if waiting.places or waiting.above:
        raise CannotStretch
    for each in box.children[0].descendants():
        if getattr(each, "background", None):
            layout_box_backgrounds(box, each, _images_of(each.background), layout_children=False)
    return Page(box)


def _grow(box: Any, waiting: _Waiting) -> float:
    """Grow a box with what is in it; says by how much it became higher, and strikes off what has grown."""
    name = type(box).__name__
    if name in ROOMS and _waits(box, waiting):
        return _grow_room(box, waiting.places.pop(box.element))
    if name == "TableBox":
        return _grow_table(box, waiting)
    if name != "BlockBox":
        return 0
    grown = _grow_children(box, waiting)
    if grown and (box.style["height"] != "auto" or box.style["max_height"].value != float("inf")):
        raise CannotStretch
    box.height += grown
    return grown


def _take_out(box: Any, element: Any) -> None:
    """Take out the last thing of a page, below which nothing has to move up."""
    for around in list(box.descendants()):
        children = getattr(around, "children", ())
        if any(child.element is element for child in children):
            around.children = [child for child in children if child.element is not element]


def _waits(box: Any, waiting: _Waiting) -> bool:
    return box.element in waiting.places and "::" not in box.element_tag


def _grow_room(box: Any, more: float) -> float:
    box.height += more
    if type(box).__name__ == "BlockReplacedBox":
        drawn = box.replacement
        box.replacement = SVGImage(box.element, drawn._base_url, drawn._url_fetcher, drawn._context)
    return more


def _grow_children(box: Any, waiting: _Waiting) -> float:
    grown = 0.0
    for child in box.children:
        if child.is_in_normal_flow():
            grown += waiting.above.pop(child.element, 0)
            child.translate(0, grown)
            grown += _grow(child, waiting)
        elif grown:
            raise CannotStretch
    return grown


def _grow_table(table: Any, waiting: _Waiting) -> float:
    grown = 0.0
    for group in table.children:
        group.translate(0, grown)
        within = 0.0
        for row in group.children:
            row.translate(0, within)
            within += _grow_row(row, waiting)
        group.height += within
        grown += within
    table.height += grown
    return grown


def _grow_row(row: Any, waiting: _Waiting) -> float:
    """A row grows by itself, or because something in its cells does."""
    cells = row.children
    if _waits(row, waiting):
        more, inside = waiting.places.pop(row.element), [0.0] * len(cells)
    else:
        inside = [_grow_children(cell, waiting) for cell in cells]
        if not any(inside):
            return 0
        more = max(0, *(grown - _space_below(cell) for cell, grown in zip(cells, inside, strict=True)))
    if any(cell.rowspan > 1 for cell in cells):
        raise CannotStretch
    row.height += more
    for cell, grown in zip(cells, inside, strict=True):
        cell.height += grown
        _fill_up(cell, more - grown)
    return more


def _space_below(cell: Any) -> float:
    """What a cell has below its content because others in its row are higher."""
    if cell.vertical_align not in {"top", "baseline"} or cell.style["height"] != "auto":
        raise CannotStretch
    return float(cell.padding_bottom - cell.style["padding_bottom"].value)


def _fill_up(cell: Any, extra: float) -> None:
    """Make a cell as high as its row, its content where it is to stand."""
    above = {"bottom": extra, "middle": extra / 2}.get(cell.vertical_align, 0)
    if above:
        add_top_padding(cell, above)
    cell.padding_bottom += extra - above


def _images_of(background: Any) -> Callable[..., Any]:
    """Finds the images of a background again, in their order, without fetching them."""
    images = iter([layer.image for layer in background.layers])
    return lambda **_: next(images)
