"""What somebody sends back: a PDF that was filled in, or pages on paper as a scan or photos. Runs in a worker.

Of pictures nothing is kept but what one sees: they are turned upright, made smaller and written anew, without the place
and the device that photos carry along. Codes in them are read, but lead nowhere here.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pillow_heif
import pypdfium2
import zxingcpp
from PIL import Image, ImageChops, ImageFilter, ImageOps, UnidentifiedImageError

from therapytool.rendering.fillable.form import Arrival, Obstacle
from therapytool.rendering.fillable.reading import TooMuch, filled_copies
from therapytool.rendering.pictures import opened

MOST_PAGES = 20
LONGEST_SIDE = 2000
"""Pixels of a page that is kept: 180 to the inch on Letter, on which small handwriting can be read."""
LARGEST_PHOTO = 64_000_000
"""Pixels of a photo that is opened at all."""
SIDE_FOR_CODES = 3200
SHADOW_SHARE = 40
"""A shadow is wider than this part of the page; a code's squares are narrower."""
QUALITY = 80
QR_CODES = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
PDF_MARK, MARK_WITHIN = b"%PDF-", 1024
FORMATS = ("JPEG", "PNG", "HEIF")

pillow_heif.register_heif_opener()


def arrival(content: bytes) -> Arrival:
    """What is in a file, or what stands in the way of telling. Never raises for a file that is merely bad."""
    return _of_pdf(content) if PDF_MARK in content[:MARK_WITHIN] else _of_photo(content)


def _of_pdf(content: bytes) -> Arrival:
    try:
        copies = filled_copies(content)
    except pikepdf.PasswordError:
        return Arrival(Obstacle.LOCKED)
    except pikepdf.PdfError:
        return Arrival(Obstacle.UNREADABLE)
    except TooMuch:
        return Arrival(Obstacle.NOT_OURS)
    return Arrival(copies=copies) if copies else _of_scan(content)


def _of_scan(content: bytes) -> Arrival:
    try:
        document = opened(content)
    except pypdfium2.PdfiumError:
        return Arrival(Obstacle.UNREADABLE)
    try:
        if not 0 < len(document) <= MOST_PAGES:
            return Arrival(Obstacle.TOO_MANY_PAGES)
        return _of_pages(_drawn(page) for page in document)
    finally:
        document.close()


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    bitmap = page.render(scale=LONGEST_SIDE / max(*page.get_size(), 1))
    picture: Image.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    page.close()
    return picture


def _of_photo(content: bytes) -> Arrival:
    Image.MAX_IMAGE_PIXELS = LARGEST_PHOTO
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as photo:
            if photo.width * photo.height > LARGEST_PHOTO:
                return Arrival(Obstacle.TOO_LARGE)
            photo.draft("RGB", (SIDE_FOR_CODES, SIDE_FOR_CODES))
            return _of_pages(iter([ImageOps.exif_transpose(photo).convert("RGB")]))
    except Image.DecompressionBombError:
        return Arrival(Obstacle.TOO_LARGE)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return Arrival(Obstacle.UNREADABLE)


def _of_pages(pages: Iterator[Image.Image]) -> Arrival:
    pictures: list[bytes] = []
    codes: list[tuple[str, ...]] = []
    for page in pages:
        codes.append(_codes(page))
        pictures.append(_clean(page))
    return Arrival(pictures=tuple(pictures), page_codes=tuple(codes))


def _codes(page: Image.Image) -> tuple[str, ...]:
    """The codes on a page; where none shows at once, the light is evened out and it is looked at again, and smaller."""
    looked_at = page.convert("L")
    looked_at.thumbnail((SIDE_FOR_CODES, SIDE_FOR_CODES))
    return _read(looked_at) or _read(_evened(looked_at)) or _read(_evened(looked_at.reduce(2)))


def _read(gray: Image.Image) -> tuple[str, ...]:
    found = zxingcpp.read_barcodes(gray, formats=QR_CODES)
    return tuple(dict.fromkeys(code.text for code in found if code.text))


def _evened(gray: Image.Image) -> Image.Image:
    """Brighter or darker against what surrounds it: shadows of a hand and the light of a lamp fall away."""
    around = gray.filter(ImageFilter.BoxBlur(max(gray.size) // SHADOW_SHARE))
    return ImageOps.autocontrast(ImageChops.subtract(gray, around, scale=1.0, offset=128), cutoff=1)


def _clean(page: Image.Image) -> bytes:
    """The page as it is kept: pixels alone, as a new JPEG."""
    page.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    kept = Image.new("RGB", page.size, "white")
    kept.paste(page)
    content = BytesIO()
    kept.save(content, "JPEG", quality=QUALITY, optimize=True)
    return content.getvalue()
