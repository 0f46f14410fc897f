"""An uploaded logo made fit for print: few dots, no metadata, small enough to stand in a page. Runs in a worker."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

MOST_DOTS = 40_000_000
"""Of what is uploaded."""
WIDEST, TALLEST = 720, 240
"""Dots of what is kept: 300 to the inch where a logo is printed as large as it may be, 60 by 20 mm."""
MOST_BYTES = 64 * 1024
FORMATS = ("PNG", "JPEG")


def small_logo(content: bytes) -> bytes | None:
    """The picture as PNG without metadata, no larger than need be; None for what is no PNG or JPEG, or is too large."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_DOTS:
                return None
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    upright.thumbnail((WIDEST, TALLEST))
    while True:
        png = _png(upright)
        if len(png) <= MOST_BYTES:
            return png
        upright.thumbnail((upright.width * 3 // 4, upright.height * 3 // 4))


def _png(picture: Image.Image) -> bytes:
    """A picture of the same dots and nothing else."""
    bare = Image.new("RGBA", picture.size)
    bare.paste(picture)
    content = BytesIO()
    bare.quantize(256).save(content, "PNG", optimize=True)
    return content.getvalue()
