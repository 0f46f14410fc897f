"""Spreading: a page that ends early, because what follows does not fit on it, sets its blocks further apart.

Only what stands on the page by itself moves: blocks within another, and what begins at the head of the page, stay.
Heights are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from therapytool.rendering.layout.geometry import PIXELS_PER_MM, MeasuredPage, Placed

MOST_APART = 6 * PIXELS_PER_MM
"""More between two blocks than usual, and they look like two sheets."""
AT_THE_HEAD = 1.0


def set_apart(page: MeasuredPage, free: float) -> dict[Any, float]:
    """Give what a page has left to the room above its blocks, to all alike; by how much each element moves away.

    The elements say so then.
    """
    blocks = list(_movable(page))
    if not blocks:
        return {}
    more = min(free / len(blocks), MOST_APART)
    return {placed.element: _move_away(placed, more) for placed in blocks}


def _movable(page: MeasuredPage) -> Iterator[Placed]:
    inner = {id(each) for placed in page.blocks for each in placed.element.iter() if each is not placed.element}
    for placed in page.blocks:
        if id(placed.element) not in inner and placed.top > page.top + AT_THE_HEAD:
            yield placed


def _move_away(placed: Placed, more: float) -> float:
    above = round((placed.above + more) / PIXELS_PER_MM, 2)
    placed.element.set("style", f"{placed.element.get('style') or ''}; margin-top: {above:.2f}mm".strip("; "))
    return above * PIXELS_PER_MM - placed.above
