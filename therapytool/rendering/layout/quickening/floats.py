"""Where a line stands: beside nothing that floats it begins where its block does, in no more than a look."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout import float as floating

from therapytool.rendering.layout.quickening.shortcut import everywhere


def _avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
    """Where a box stands, x and y, and how wide the room there is."""
    if (
        outer
        or context.excluded_shapes
        or not isinstance(box, LineBox)
        or containing_block.style["direction"] != "ltr"
        or (box.margin_left, box.margin_right, box.margin_top) != (0, 0, 0)
    ):
        return _usual(context, box, containing_block, outer)
    left = containing_block.content_box_x()
    return left, box.position_y, left + containing_block.width - left


_usual = floating.avoid_collisions

SHORTCUTS = everywhere(floating.avoid_collisions, _avoid_collisions)
