"""The shipped exercises, each read once for all tests of a process, and their sheets, printed once for a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.blocks.printing import HEAD
from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.library import exercise_paths
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.rendering.document import Document


@cache
def exercise_in(path: Path) -> ExerciseContent:
    """The exercise in one file of the library."""
    return read_file(path, ExerciseContent)


def shipped_exercises() -> dict[str, ExerciseContent]:
    """All of them by their slugs, in the order of their files."""
    return {path.stem: exercise_in(path) for path in exercise_paths()}


def shipped_sheet(exercise: ExerciseContent, dose: Dose = Dose.STANDARD, *, is_homework: bool = False) -> Document:
    """Its blank sheet, the same for all tests that print it, so that it is laid out once for all of them."""
    options = SheetOptions(dose=dose, is_homework=is_homework)
    return worksheet_document(exercise, version="", options=options, letterhead=HEAD, slots={}, answers={})
