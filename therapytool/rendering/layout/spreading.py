"""Spreading: a page that ends early, because what follows does not fit on it, sets its blocks further apart.

What stands on the page by itself moves first, then what is listed in it: blocks within another, and what begins at the
head of the page, stay.
Heights are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from therapytool.rendering.layout.geometry import PIXELS_PER_MM, MeasuredPage, Placed

MOST_APART = 6 * PIXELS_PER_MM
"""More between two blocks than usual, and they look like two sheets."""
MOST_WITHIN = 3.5 * PIXELS_PER_MM
"""More between two things of a list, and it is no list."""
AT_THE_HEAD = 1.0


def set_apart(page: MeasuredPage, free: float) -> dict[Any, float]:
    """Give what a page has left to the room above its blocks, then above what is listed in them, to all alike.

    Says by how much each element moves away; the elements say so then.
    """
    blocks = list(_movable(page))
    above = _shared(free, blocks, MOST_APART)
    return above | _shared(free - sum(above.values()), [item for item in page.items if not item.goes_on], MOST_WITHIN)


def _shared(free: float, places: list[Placed], most: float) -> dict[Any, float]:
    if not places:
        return {}
    more = min(free / len(places), most)
    return {placed.element: _move_away(placed, more) for placed in places}


def _movable(page: MeasuredPage) -> Iterator[Placed]:
    inner = {id(each) for placed in page.blocks for each in placed.element.iter() if each is not placed.element}
    for placed in page.blocks:
        if id(placed.element) not in inner and placed.top > page.top + AT_THE_HEAD:
            yield placed


def _move_away(placed: Placed, more: float) -> float:
    above = round((placed.above + more) / PIXELS_PER_MM, 2)
    placed.element.set("style", f"{placed.element.get('style') or ''}; margin-top: {above:.2f}mm".strip("; "))
    return above * PIXELS_PER_MM - placed.above
