"""Frames that are closed on every page: where one parts, it ends below what stands in it, not at the foot of the page.

The engine draws what parts down to the end of the page, so that a frame would be closed around nothing there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def close_frames(pages: Iterable[Any]) -> None:
    """Let the frames of laid-out pages end with what is in them; one that stands whole on its page stays as it is."""
    for page in pages:
        for box in page._page_box.descendants():
            if _is_closed_on_each_page(box):
                box.height = min(box.height, _end(box) - box.content_box_y())


def _is_closed_on_each_page(box: Any) -> bool:
    return (
        type(box).__name__ == "BlockBox"
        and box.style["box_decoration_break"] == "clone"
        and bool(box.border_bottom_width)
        and box.style["height"] == "auto"
    )


def _end(box: Any) -> float:
    """How far down the page the last thing in a box reaches; boxes around others may have been drawn longer."""
    inside = [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()]
    if type(box).__name__ == "LineBox" or not inside:
        return float(box.position_y + (box.height if type(box).__name__ == "LineBox" else box.margin_height()))
    return max(map(_end, inside)) + float(getattr(box, "padding_bottom", 0))
