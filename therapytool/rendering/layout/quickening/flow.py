"""Whether a box stands in the flow of its page, asked of each some fifteen times: in two looks instead of eleven."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import Box

from therapytool.rendering.layout.quickening.shortcut import Shortcut

IN_PLACE = ("static", "relative")


def _is_in_normal_flow(box: Any) -> bool:
    """Not floated, no footnote; not placed by itself, not running, no note."""
    return box.style["float"] == "none" and box.style["position"] in IN_PLACE


SHORTCUTS = (Shortcut(Box, "is_in_normal_flow", _is_in_normal_flow),)
