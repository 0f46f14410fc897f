"""Pictures of finished pages, by PDFium: what the plan editor shows is the very PDF that prints.

What stands in the fields of a sheet to fill in is drawn with the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pypdfium2

LARGEST_SIDE = 4096
"""Pixels; a larger picture is made smaller, whatever scale was asked for."""

COMPRESSION = 3
"""Of PNG. Half the time of the usual 6, and on our pages no larger."""


def page_pictures(pdf: bytes, *, pages: Sequence[int] = (), scale: float = 1.0) -> tuple[bytes, ...]:
    """PNG pictures of the given pages (the first is 1; none given means all) at `scale` pixels per PDF point.

    A page the file does not have is left out.
    """
    document = opened(pdf)
    try:
        existing = range(1, len(document) + 1)
        return tuple(_picture(document[number - 1], scale) for number in pages or existing if number in existing)
    finally:
        document.close()


def opened(pdf: bytes) -> pypdfium2.PdfDocument:
    """A PDF whose pages are drawn with what is filled in. Raises PdfiumError where it is none.

    PDFium draws fields only if it is told of them before it is asked for a page.
    """
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    return document


def page_count(pdf: bytes) -> int:
    """How many pages a finished PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, scale: float) -> bytes:
    allowed = min(scale, LARGEST_SIDE / max(page.get_size()))
    bitmap = page.render(scale=allowed)
    content = BytesIO()
    bitmap.to_pil().save(content, "PNG", compress_level=COMPRESSION)
    bitmap.close()
    page.close()
    return content.getvalue()
