"""Blocks on real pages, for tests: any blocks as the worksheet of a shipped exercise, printed with any answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from therapytool.blocks import AnyBlock
from therapytool.blocks.base import Answers
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.library import exercise_paths
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.letterhead import letterhead
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.rendering.document import Document, Paper, PrintProfile
from therapytool.rendering.packet import Printed
from therapytool.rendering.printer import Printer, PrintJob

HEAD = letterhead("Harbor Practice", "12 Harbor Lane", "US")


@cache
def frame() -> ExerciseContent:
    """A shipped exercise, the blocks of which are exchanged."""
    return read_file(exercise_paths()[0], ExerciseContent)


def sheet(blocks: Sequence[AnyBlock], answers: Answers | None = None) -> Document:
    """A worksheet of these blocks."""
    worksheet = frame().worksheet.model_copy(update={"blocks": tuple(blocks)})
    exercise = frame().model_copy(update={"title": "A Sheet", "worksheet": worksheet})
    return worksheet_document(
        exercise, version="", options=SheetOptions(), letterhead=HEAD, slots={}, answers=answers or {}
    )


def printed(printer: Printer, *documents: Document, paper: Paper = Paper.LETTER) -> Printed:
    """The documents as one PDF."""
    return printer.print(PrintJob(list(documents), PrintProfile(paper), title="A Sheet", author=HEAD.practice))
