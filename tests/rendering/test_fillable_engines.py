"""Whatever people fill a sheet in with: every answer comes home, and every engine prints what was typed."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
import pymupdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.rendering.fillable_sheets import TOKEN, printed, sheet
from tests.rendering.form_fillers import FILLERS
from therapytool.blocks.gallery import SAMPLES
from therapytool.rendering.fillable.form import TYPING_NAME
from therapytool.rendering.fillable.reading import filled_copies
from therapytool.rendering.printer import Printer

KINDS = ("short_text", "lines", "checklist", "choice", "rating", "table", "sort", "date", "time", "number", "blanks")
WORDS = "Zoë’s “łódź” – Ğ ș €5"
MULTILINE = 1 << 12
SCALE = 2.0
CLEARLY = 90
LEAST_INK = 4
"""Dots that a single letter changes clearly at this scale, and more than chance does."""


@pytest.fixture(scope="module")
def blank(printer: Printer) -> bytes:
    return printed(printer, sheet([SAMPLES[kind].block for kind in KINDS], token=TOKEN, is_homework=True)).pdf


@pytest.fixture(scope="module")
def typed(blank: bytes) -> dict[str, str]:
    """Something for every field, as long as it may be."""
    with pikepdf.open(BytesIO(blank)) as file:
        fields = [field for field in file.Root.AcroForm.Fields[0].Kids if field.TU != "Which sheet this is"]
        return {f"1.{field.T}": something_for(field) for field in fields}


@pytest.fixture(scope="module")
def filled(blank: bytes, typed: dict[str, str]) -> dict[str, bytes]:
    return {name: fill(blank, typed) for name, fill in FILLERS.items()}


def something_for(field: pikepdf.Object) -> str:
    if field.FT == "/Btn":
        states = [str(state)[1:] for kid in field.get("/Kids", [field]) for state in list(kid.AP.N) if state != "/Off"]
        return states[len(states) // 2]
    if int(field.MaxLen) < 8:
        return "7"
    words = f"{WORDS}\nand more" if int(field.get("/Ff", 0)) & MULTILINE else WORDS
    return words[: int(field.MaxLen)].strip()


@pytest.mark.parametrize("filler", FILLERS)
def test_every_answer_comes_home(filler, filled, typed):
    (copy,) = filled_copies(filled[filler])
    found = {f"1.{field.name}": field.value for field in copy.fields}
    assert {name: (found.get(name), said) for name, said in typed.items() if found.get(name) != said} == {}
    assert copy.token.startswith(TOKEN.text)


def by_pdfium(content: bytes) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    for page in document:
        yield page.render(scale=SCALE, may_draw_forms=True).to_pil()


def by_mupdf(content: bytes) -> Iterator[Image.Image]:
    with pymupdf.open(stream=content, filetype="pdf") as file:
        for page in file:
            yield Image.open(BytesIO(page.get_pixmap(matrix=pymupdf.Matrix(SCALE, SCALE)).tobytes("png")))


def by_poppler(content: bytes) -> Iterator[Image.Image]:
    if shutil.which("pdftoppm") is None:
        pytest.skip("Poppler's tools are not installed")
    command = ["pdftoppm", "-png", "-r", f"{72 * SCALE:g}", "-"]
    pages = subprocess.run(command, input=content, capture_output=True, check=True).stdout
    starts = [at for at in range(len(pages)) if pages.startswith(b"\x89PNG", at)]
    for start, end in zip(starts, [*starts[1:], len(pages)], strict=True):
        yield Image.open(BytesIO(pages[start:end]))


PRINTERS: dict[str, Callable[[bytes], Iterator[Image.Image]]] = {
    "PDFium": by_pdfium,
    "MuPDF": by_mupdf,
    "Poppler": by_poppler,
}
LEFT_TO_THE_READER = {("pikepdf", "MuPDF")}
"""pikepdf asks readers to draw what it fills in, and MuPDF does not when it prints."""

TICKS_IN_A_FONT_OF_THE_MACHINE = {("MuPDF", "Poppler")}
"""PyMuPDF draws ticks anew, in Zapf Dingbats, which it does not embed; Poppler may have none."""


@pytest.mark.parametrize("engine", PRINTERS)
@pytest.mark.parametrize("filler", FILLERS)
def test_what_was_typed_is_printed(filler, engine, filled, blank):
    if (filler, engine) in LEFT_TO_THE_READER:
        pytest.skip("left to the reader, which does not")
    before, after = ([page.convert("L") for page in PRINTERS[engine](content)] for content in (blank, filled[filler]))
    lacking = [name for page, name, box in fields_with_answers(filled[filler]) if not ink(before, after, page, box)]
    with pikepdf.open(BytesIO(blank)) as file:
        ticks = {str(each.T) for each in file.Root.AcroForm.Fields[0].Kids if each.FT == "/Btn" and "/Kids" not in each}
    assert set(lacking) <= (ticks if (filler, engine) in TICKS_IN_A_FONT_OF_THE_MACHINE else set())


def ink(before: list[Image.Image], after: list[Image.Image], page: int, box: tuple[float, float, float, float]) -> bool:
    """Whether a field looks otherwise than on the blank sheet."""
    left, bottom, right, top = (round(side * SCALE) for side in box)
    height = before[page].height
    looks = (pages[page].crop((left, height - top, right, height - bottom)) for pages in (before, after))
    changes = ImageChops.difference(*looks).histogram()
    return sum(changes[CLEARLY:]) >= LEAST_INK


def fields_with_answers(content: bytes) -> Iterator[tuple[int, str, tuple[float, float, float, float]]]:
    """The widgets that show an answer: page, name, rectangle."""
    with pikepdf.open(BytesIO(content)) as file:
        for number, page in enumerate(file.pages):
            for each in page.get("/Annots", ()):
                is_chosen = str(each.get("/AS", "/Off")) != "/Off" if "/AS" in each else bool(str(each.get("/V", "")))
                if is_chosen and float(each.Rect[2]) > float(each.Rect[0]):
                    left, bottom, right, top = map(float, each.Rect)
                    yield number, str(each.get("/T", each.get("/TU", ""))), (left, bottom, right, top)


def test_pdfium_types_letters_beyond_latin_1_in_our_own_typeface(filled):
    with pikepdf.open(BytesIO(filled["PDFium"])) as file:
        streams = [each.AP.N for page in file.pages for each in page.Annots if each.get("/V", "") == WORDS]
        used = {name for stream in streams for name in re.findall(rb"/(\S+) [\d.]+ Tf", stream.read_bytes())}
    assert streams
    assert used == {TYPING_NAME.encode()}
