"""Whatever people fill a sheet in with: every answer comes home, and every engine prints what was typed."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest

from tests.rendering.fillable_sheets import TOKEN
from tests.rendering.form_fillers import FILLERS
from tests.rendering.form_printers import PRINTERS, not_printed
from tests.rendering.typed_sheets import CYRILLIC, GREEK, WORDS, answers_for, sheet_to_type_into
from therapytool.rendering.fillable.conventions import TYPING_NAME
from therapytool.rendering.fillable.reading import filled_copies
from therapytool.rendering.printer import Printer


@pytest.fixture(scope="module")
def blank(printer: Printer) -> bytes:
    return sheet_to_type_into(printer)


@pytest.fixture(scope="module")
def typed(blank: bytes) -> dict[str, str]:
    return answers_for(blank)


@pytest.fixture(scope="module")
def filled(blank: bytes, typed: dict[str, str]) -> dict[str, bytes]:
    return {name: fill(blank, typed) for name, fill in FILLERS.items()}


@pytest.mark.parametrize("filler", FILLERS)
def test_every_answer_comes_home(filler, filled, typed):
    (copy,) = filled_copies(filled[filler])
    found = {f"1.{field.name}": field.value for field in copy.fields}
    assert {name: (found.get(name), said) for name, said in typed.items() if found.get(name) != said} == {}
    assert copy.token.startswith(TOKEN.text)


LEFT_TO_THE_READER = {("pikepdf", "MuPDF")}
"""pikepdf asks readers to draw what it fills in, and MuPDF does not when it prints."""

TICKS_IN_A_FONT_OF_THE_MACHINE = {("MuPDF", "Poppler")}
"""PyMuPDF draws ticks anew, in Zapf Dingbats, which it does not embed; Poppler may have none."""

WORDS_IN_A_FONT_OF_THE_MACHINE = {("MuPDF", "PDFium")}
"""PyMuPDF writes Greek and Cyrillic in Helvetica, which it does not embed; PDFium's own has no such letters."""


@pytest.mark.parametrize("engine", PRINTERS)
@pytest.mark.parametrize("filler", FILLERS)
def test_what_was_typed_is_printed(filler, engine, filled, blank, typed):
    if (filler, engine) in LEFT_TO_THE_READER:
        pytest.skip("left to the reader, which does not")
    lacking = not_printed(blank, filled[filler], PRINTERS[engine])
    with pikepdf.open(BytesIO(blank)) as file:
        ticks = {str(each.T) for each in file.Root.AcroForm.Fields[0].Kids if each.FT == "/Btn" and "/Kids" not in each}
    known = ticks if (filler, engine) in TICKS_IN_A_FONT_OF_THE_MACHINE else set()
    if (filler, engine) in WORDS_IN_A_FONT_OF_THE_MACHINE:
        known = {name.removeprefix("1.") for name, said in typed.items() if said.startswith((GREEK, CYRILLIC))}
    assert set(lacking) <= known


def test_pdfium_types_letters_beyond_latin_1_in_our_own_typeface(filled):
    with pikepdf.open(BytesIO(filled["PDFium"])) as file:
        streams = [
            each.AP.N for page in file.pages for each in page.Annots if each.get("/V", "") in (WORDS, GREEK, CYRILLIC)
        ]
        used = {name for stream in streams for name in re.findall(rb"/(\S+) [\d.]+ Tf", stream.read_bytes())}
    assert streams
    assert used == {TYPING_NAME.encode()}
