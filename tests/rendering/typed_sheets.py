"""A sheet to type into and something to type, for tests that try the programs people fill PDFs with."""

from __future__ import annotations

from io import BytesIO
from itertools import cycle

import pikepdf

from tests.rendering.fillable_sheets import TOKEN, printed, sheet
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.rendering.printer import Printer

KINDS = ("short_text", "lines", "checklist", "choice", "rating", "table", "sort", "date", "time", "number", "blanks")
WORDS = "Zoë’s “łódź” – Ğ ș €5"
GREEK, CYRILLIC = "Ένιωσα φόβο", "Я їй сказав"
MULTILINE = 1 << 12
SHORTEST_FOR_WORDS = 8


def sheet_to_type_into(printer: Printer) -> bytes:
    """Every kind that is written on, as homework with its strip."""
    return printed(printer, sheet([SAMPLES[kind].block for kind in KINDS], token=TOKEN, is_homework=True)).pdf


def answers_for(content: bytes) -> dict[str, str]:
    """Something for every field by its full name, as long as it may be."""
    with pikepdf.open(BytesIO(content)) as file:
        fields = [field for field in file.Root.AcroForm.Fields[0].Kids if field.TU != "Which sheet this is"]
        said = cycle((WORDS, GREEK, CYRILLIC))
        return {f"1.{field.T}": _something_for(field, next(said)) for field in fields}


def _something_for(field: pikepdf.Object, words: str) -> str:
    if field.FT == "/Btn":
        states = [str(state)[1:] for kid in field.get("/Kids", [field]) for state in list(kid.AP.N) if state != "/Off"]
        return states[len(states) // 2]
    if int(field.MaxLen) < SHORTEST_FOR_WORDS:
        return "7"
    several = f"{words}\nand more" if int(field.get("/Ff", 0)) & MULTILINE else words
    return several[: int(field.MaxLen)].strip()
