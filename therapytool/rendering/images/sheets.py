"""An uploaded picture made fit for a sheet: bounded dots, upright, no metadata, small enough to stand in a page.

Runs in a worker. Photographs become JPEG, drawings and whatever has see-through parts become PNG.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

from therapytool.rendering.images.logos import FORMATS, MOST_DOTS

WIDEST, TALLEST = 1500, 2100
"""Dots of what is kept: 220 to the inch where a picture takes the whole width of the text."""
MOST_BYTES = 180 * 1024
"""Of what is kept, so that it can be written into a page."""
QUALITIES = (85, 75, 62, 50)
FEW_COLORS = 512
"""A picture of so few colors is a drawing."""


def sheet_image(content: bytes) -> bytes | None:
    """The picture as PNG or JPEG without metadata; None for what is neither, has too many dots, or is damaged."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_DOTS:
                return None
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    upright.thumbnail((WIDEST, TALLEST))
    while True:
        for written in _written(upright):
            if len(written) <= MOST_BYTES:
                return written
        upright = upright.resize((max(upright.width * 3 // 4, 1), max(upright.height * 3 // 4, 1)))


def _written(picture: Image.Image) -> tuple[bytes, ...]:
    """The same dots and nothing else, in the ways that are worth trying, best first."""
    if _is_drawing(picture):
        return (_png(picture),)
    flat = picture.convert("RGB")
    return tuple(_jpeg(flat, quality) for quality in QUALITIES)


def _is_drawing(picture: Image.Image) -> bool:
    lowest, _highest = picture.getchannel("A").getextrema()
    small = picture.convert("RGB").resize((64, 64), Image.Resampling.NEAREST)
    return lowest < 255 or small.getcolors(FEW_COLORS) is not None  # type: ignore[operator]  # one channel, two numbers


def _png(picture: Image.Image) -> bytes:
    bare = Image.new("RGBA", picture.size)
    bare.paste(picture)
    content = BytesIO()
    bare.quantize(256).save(content, "PNG", optimize=True)
    return content.getvalue()


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    content = BytesIO()
    bare.save(content, "JPEG", quality=quality, optimize=True)
    return content.getvalue()
