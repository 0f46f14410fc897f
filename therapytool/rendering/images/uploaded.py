"""Pictures somebody uploaded: opened with bounds, upright, and written anew without metadata. Runs in a worker."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

MOST_DOTS = 40_000_000
"""Of what is uploaded."""
FORMATS = ("PNG", "JPEG")


def upright(content: bytes) -> Image.Image | None:
    """The picture with see-through parts, turned as its camera says; None for no PNG or JPEG, damage, too many dots."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_DOTS:
                return None
            return ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def as_png(picture: Image.Image) -> bytes:
    """A picture of the same dots in at most 256 colors, and nothing else."""
    content = BytesIO()
    _bare(picture, "RGBA").quantize(256).save(content, "PNG", optimize=True)
    return content.getvalue()


def as_jpeg(picture: Image.Image, quality: int) -> bytes:
    """A picture of the same dots as far as the quality, 1 to 95, keeps them, and nothing else."""
    content = BytesIO()
    _bare(picture, "RGB").save(content, "JPEG", quality=quality, optimize=True)
    return content.getvalue()


def _bare(picture: Image.Image, mode: str) -> Image.Image:
    bare = Image.new(mode, picture.size)
    bare.paste(picture)
    return bare
