"""Sheets to fill in, for tests: every kind of block that asks, as its gallery sample: blank, as a form, and filled."""

from __future__ import annotations

from collections.abc import Sequence

from tests.blocks.printing import HEAD, frame
from therapytool.blocks import AnyBlock
from therapytool.blocks.base import Answers
from therapytool.blocks.dose import Dose
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.exercises.sheets.form import SheetToken
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.packet import Printed
from therapytool.rendering.printer import Printer, PrintJob

TOKEN = SheetToken("a" * 64, Dose.STANDARD, "copy1")
KINDS = tuple(kind for kind, entry in SAMPLES.items() if entry.block.questions())
"""What asks nothing makes no sheet to fill in by itself: it would be a handout."""


def sheet(
    blocks: Sequence[AnyBlock],
    *,
    answers: Answers | None = None,
    token: SheetToken | None = None,
    is_homework: bool = False,
) -> Document:
    """A worksheet of these blocks; with a token it can be filled in."""
    worksheet = frame().worksheet.model_copy(update={"blocks": tuple(blocks)})
    return worksheet_document(
        frame().model_copy(update={"title": "A Sheet", "worksheet": worksheet}),
        version="",
        options=SheetOptions(token=token, is_homework=is_homework),
        letterhead=HEAD,
        slots={},
        answers=answers or {},
    )


def sample(kind: str, *, token: SheetToken | None = TOKEN) -> Document:
    """The gallery's block of one kind on a sheet of its own."""
    return sheet([SAMPLES[kind].block], token=token)


def printed(printer: Printer, *documents: Document) -> Printed:
    """The documents as one PDF."""
    return printer.print(PrintJob(documents, PrintProfile(), title="A Sheet", author=HEAD.practice))
