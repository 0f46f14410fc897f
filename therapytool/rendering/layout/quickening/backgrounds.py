"""Boxes without background, rounded corners or shadow, nine in ten, are passed over in one step."""

from __future__ import annotations

from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.layout import background
from weasyprint.layout.absolute import AbsolutePlaceholder

from therapytool.rendering.layout.quickening.shortcut import Shortcut, written_down

CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
BARE: dict[str, Any] = {**dict.fromkeys(CORNERS, (0, 0)), "background": None}
NOTHING = (0, "px")

_usual = background.layout_box_backgrounds


def _layout_box_backgrounds(
    page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
) -> None:
    """What is painted behind a box and all that stands in it."""
    if box is page or not layout_children or style is not None or not _is_bare(box.style):
        _usual(page, box, get_image_from_uri, layout_children, style)
        return
    (box._box if isinstance(box, AbsolutePlaceholder) else box).__dict__.update(BARE)
    for child in box.all_children():
        _layout_box_backgrounds(page, child, get_image_from_uri)


def _is_bare(style: Any) -> bool:
    """Whether nothing is painted for a style; written down with it."""
    written = written_down(style)
    if "bare" not in written:
        written["bare"] = (
            all(NOTHING in style[corner] for corner in CORNERS)
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and get_color(style, "background_color").alpha == 0
            and not style["box_shadow"]
        )
    return bool(written["bare"])


SHORTCUTS = (Shortcut(background, "layout_box_backgrounds", _layout_box_backgrounds),)
