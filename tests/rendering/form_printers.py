"""Engines that draw filled PDFs, for tests: what each shows of the answers in a file."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

import pikepdf
import pymupdf
import pytest
from PIL import Image, ImageChops

from therapytool.rendering.pictures import page_pictures

SCALE = 2.0
CLEARLY = 90
LEAST_INK = 4
"""Dots that a single letter changes clearly at this scale, and more than chance does."""
Box = tuple[float, float, float, float]
Draw = Callable[[bytes], Iterable[Image.Image]]


def by_pdfium(content: bytes) -> Iterator[Image.Image]:
    """PDFium, which prints from Chromium and draws our pictures of pages."""
    return (Image.open(BytesIO(picture)) for picture in page_pictures(content, scale=SCALE))


def by_mupdf(content: bytes) -> Iterator[Image.Image]:
    """MuPDF."""
    with pymupdf.open(stream=content, filetype="pdf") as file:
        for page in file:
            yield Image.open(BytesIO(page.get_pixmap(matrix=pymupdf.Matrix(SCALE, SCALE)).tobytes("png")))


def by_poppler(content: bytes) -> Iterator[Image.Image]:
    """Poppler, which prints from the viewers of most Linux desktops."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("Poppler's tools are not installed")
    command = ["pdftoppm", "-png", "-r", f"{72 * SCALE:g}", "-"]
    pages = subprocess.run(command, input=content, capture_output=True, check=True).stdout
    starts = [at for at in range(len(pages)) if pages.startswith(b"\x89PNG", at)]
    for start, end in zip(starts, [*starts[1:], len(pages)], strict=True):
        yield Image.open(BytesIO(pages[start:end]))


PRINTERS: dict[str, Draw] = {"PDFium": by_pdfium, "MuPDF": by_mupdf, "Poppler": by_poppler}


def not_printed(blank: bytes, filled: bytes, draw: Draw) -> list[str]:
    """The fields with an answer that look as on the blank sheet, by name."""
    before, after = ([page.convert("L") for page in draw(content)] for content in (blank, filled))
    return [name for page, name, box in _fields_with_answers(filled) if not _has_ink(before[page], after[page], box)]


def _has_ink(before: Image.Image, after: Image.Image, box: Box) -> bool:
    left, bottom, right, top = (round(side * SCALE) for side in box)
    looks = (page.crop((left, page.height - top, right, page.height - bottom)) for page in (before, after))
    return sum(ImageChops.difference(*looks).histogram()[CLEARLY:]) >= LEAST_INK


def _fields_with_answers(content: bytes) -> Iterator[tuple[int, str, Box]]:
    """The widgets that show an answer: page, name, rectangle."""
    with pikepdf.open(BytesIO(content)) as file:
        for number, page in enumerate(file.pages):
            for each in page.get("/Annots", ()):
                is_chosen = str(each.get("/AS", "/Off")) != "/Off" if "/AS" in each else bool(str(each.get("/V", "")))
                if is_chosen and float(each.Rect[2]) > float(each.Rect[0]):
                    left, bottom, right, top = map(float, each.Rect)
                    yield number, str(each.get("/T", each.get("/TU", ""))), (left, bottom, right, top)
