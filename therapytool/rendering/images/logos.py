"""An uploaded logo made fit for print: few dots, no metadata, small enough to stand in a page. Runs in a worker."""

from __future__ import annotations

from therapytool.rendering.images.uploaded import as_png, upright

WIDEST, TALLEST = 720, 240
"""Dots of what is kept: 300 to the inch where a logo is printed as large as it may be, 60 by 20 mm."""
MOST_BYTES = 64 * 1024


def small_logo(content: bytes) -> bytes | None:
    """The picture as PNG without metadata, no larger than need be; None for what is no PNG or JPEG, or is too large."""
    logo = upright(content)
    if logo is None:
        return None
    logo.thumbnail((WIDEST, TALLEST))
    while True:
        png = as_png(logo)
        if len(png) <= MOST_BYTES:
            return png
        logo.thumbnail((logo.width * 3 // 4, logo.height * 3 // 4))
