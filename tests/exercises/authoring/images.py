"""Pictures as they are uploaded."""

from __future__ import annotations

from io import BytesIO

from PIL import Image


def png(width: int = 60, height: int = 40) -> BytesIO:
    """A small drawing."""
    content = BytesIO()
    Image.new("RGB", (width, height), "teal").save(content, "PNG")
    content.seek(0)
    return content


def photograph(width: int = 900, height: int = 600) -> BytesIO:
    """A picture of many colors that says where it was taken."""
    picture = Image.merge("RGB", [Image.effect_noise((width, height), spread) for spread in (90, 60, 40)])
    exif = Image.Exif()
    exif[0x010F] = "A camera of mine"
    content = BytesIO()
    picture.save(content, "JPEG", quality=90, exif=exif)
    content.seek(0)
    return content
