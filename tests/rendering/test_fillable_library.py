"""Every shipped exercise as a sheet to fill in: complete, tidy, and right for a screen reader."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from tests.blocks.printing import HEAD
from tests.rendering.fillable_sheets import printed
from tests.rendering.test_fillable import boxes
from tests.rendering.verapdf import objections
from tests.shipped_exercises import shipped_exercises
from therapytool.blocks.answers import questions_of
from therapytool.blocks.base import Block
from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.sheets.form import SheetToken
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.rendering.fillable.form import FilledCopy, key_and_part
from therapytool.rendering.fillable.reading import filled_copies
from therapytool.rendering.printer import Printer

EXERCISES = list(shipped_exercises().values())
ASKED_ON_A_SCREEN_ALONE = {"cards", "venn", "body_map"}
"""Kinds some of whose questions have no place on paper."""


@pytest.fixture(scope="module")
def library(printer: Printer) -> bytes:
    """All of them as homework, in one packet."""
    made = printed(
        printer,
        *(
            worksheet_document(
                exercise,
                version="",
                options=SheetOptions(is_homework=True, token=SheetToken("", Dose.STANDARD)),
                letterhead=HEAD,
                slots={},
                answers={},
            )
            for exercise in EXERCISES
        ),
    )
    assert made.warnings == ()
    return made.pdf


def lacking(exercise: ExerciseContent, copy: FilledCopy) -> set[str]:
    """Questions without a field that should have one."""
    keys = {key_and_part(field.name)[0] for field in copy.fields}
    blocks: list[Block] = [each for each in exercise.blocks_at(Dose.STANDARD) if has_all_its_places(each)]
    return {question.key for question in questions_of(blocks)} - keys


def has_all_its_places(block: Block) -> bool:
    return block.kind not in ASKED_ON_A_SCREEN_ALONE


def test_every_question_of_every_exercise_has_its_field(library: bytes) -> None:
    pairs = zip(EXERCISES, filled_copies(library), strict=True)
    assert {exercise.slug: missing for exercise, copy in pairs if (missing := lacking(exercise, copy))} == {}


def test_no_field_lies_over_another(library: bytes) -> None:
    found = list(boxes(library))
    by_page = [[box for box in found if box.page == page] for page in sorted({box.page for box in found})]
    pairs = (pair for on_page in by_page for pair in combinations(on_page, 2))
    assert [(one.page + 1, one.name, other.name) for one, other in pairs if one.overlaps(other)] == []


def test_breaks_no_rule_of_pdf_ua(library: bytes, tmp_path: Path) -> None:
    (tmp_path / "library.pdf").write_bytes(library)
    assert objections([tmp_path / "library.pdf"]) == {"library.pdf": []}
