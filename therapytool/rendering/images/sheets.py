"""An uploaded picture made fit for a sheet: bounded dots, upright, no metadata, small enough to stand in a page.

Runs in a worker. Photographs become JPEG, drawings and whatever has see-through parts become PNG.
"""

from __future__ import annotations

from PIL import Image

from therapytool.rendering.images.uploaded import as_jpeg, as_png, upright

WIDEST, TALLEST = 1500, 2100
"""Dots of what is kept: 220 to the inch where a picture takes the whole width of the text."""
MOST_BYTES = 180 * 1024
"""Of what is kept, so that it can be written into a page."""
QUALITIES = (85, 75, 62, 50)
FEW_COLORS = 512
"""A picture of so few colors is a drawing."""


def sheet_image(content: bytes) -> bytes | None:
    """The picture as PNG or JPEG without metadata; None for what is neither, has too many dots, or is damaged."""
    picture = upright(content)
    if picture is None:
        return None
    picture.thumbnail((WIDEST, TALLEST))
    while True:
        for written in _written(picture):
            if len(written) <= MOST_BYTES:
                return written
        picture = picture.resize((max(picture.width * 3 // 4, 1), max(picture.height * 3 // 4, 1)))


def _written(picture: Image.Image) -> tuple[bytes, ...]:
    """The same dots and nothing else, in the ways that are worth trying, best first."""
    if _is_drawing(picture):
        return (as_png(picture),)
    flat = picture.convert("RGB")
    return tuple(as_jpeg(flat, quality) for quality in QUALITIES)


def _is_drawing(picture: Image.Image) -> bool:
    lowest, _highest = picture.getchannel("A").getextrema()
    small = picture.convert("RGB").resize((64, 64), Image.Resampling.NEAREST)
    return lowest < 255 or small.getcolors(FEW_COLORS) is not None  # type: ignore[operator]  # one channel, two numbers
