"""The styles of a worksheet on screen: its controls and its blocks, as one text."""

from __future__ import annotations

from functools import cache

from therapytool.shipped import folder


@cache
def worksheet_styles() -> str:
    """Controls first, then the blocks, each of which says itself what is for print alone."""
    templates = folder("templates")
    parts = [templates / "controls" / "screen.css", *sorted((templates / "blocks").glob("*.css"))]
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)
