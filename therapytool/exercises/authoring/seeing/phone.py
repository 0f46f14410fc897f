"""The styles of a worksheet for a phone that is only a frame on a wide screen: they ask the frame how wide it is."""

from __future__ import annotations

import re
from functools import cache

from therapytool.shipped import folder

BY_WIDTH = re.compile(r"@media (\((?:min|max)-width:)")


@cache
def styles_in_a_frame() -> str:
    """The screen styles of controls and blocks, with questions of the window's width put to the frame instead."""
    templates = folder("templates")
    parts = [templates / "controls" / "screen.css", *sorted((templates / "blocks").glob("*.css"))]
    return BY_WIDTH.sub(r"@container \1", "\n".join(part.read_text(encoding="utf-8") for part in parts))
