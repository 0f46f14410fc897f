"""Every exercise file is a case: it loads, cites known works, leads somewhere, and reads as American English."""

from __future__ import annotations

import re
from contextlib import closing
from itertools import product

import pypdfium2
import pytest

from tests.shipped_exercises import exercise_in, shipped_sheet
from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent, texts_of
from therapytool.exercises.files.library import check_files, exercise_paths
from therapytool.exercises.slots import with_words
from therapytool.exercises.vocabulary import Theme
from therapytool.rendering.document import Paper, PrintProfile
from therapytool.rendering.printer import Printer, PrintJob

PATHS = exercise_paths()
LEAST_USED = 0.25
SMALLEST_TYPE = 9
PIXEL = 0.75
"""Points in a pixel of the engine."""

BRITISH = re.compile(
    r"\b(colou?r(?<=our)|behaviour|favourite|honour|labour|neighbour|armour|centre|programme|practise|apologis|recognis"
    r"|realis(?!t)|organis|analys(?=e)|grey|mum|whilst|learnt|towards)\w*\b",
    re.IGNORECASE,
)
OVERCLAIMS = re.compile(r"\b(proven|clinically tested|guaranteed|cures)\b", re.IGNORECASE)


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def exercise(request: pytest.FixtureRequest) -> ExerciseContent:
    return exercise_in(request.param)


def test_the_whole_library_is_sound_together() -> None:
    _, problems = check_files(PATHS)
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize("theme", Theme)
def test_every_theme_has_at_least_two_exercises(theme: Theme) -> None:
    assert sum(path.parent.name == theme.folder for path in PATHS) >= 2


def test_lies_in_the_folder_of_its_first_theme(exercise: ExerciseContent) -> None:
    assert any(p.stem == exercise.slug and p.parent.name == exercise.theme.folder for p in PATHS)


def test_the_short_dose_is_done_in_ten_minutes(exercise: ExerciseContent) -> None:
    assert exercise.minutes(Dose.SHORT) <= 10
    assert exercise.worksheet.minutes.short <= 10


def test_has_cautions_references_and_keywords(exercise: ExerciseContent) -> None:
    assert exercise.cautions
    assert exercise.references
    assert len(exercise.keywords) >= 4


def test_no_placeholder_is_left_when_slots_are_filled(exercise: ExerciseContent) -> None:
    worded = with_words(exercise, {})
    texts = [
        text for name in ExerciseContent.model_fields if name != "slots" for text in texts_of(_plain(worded, name))
    ]
    assert [text for text in texts if re.search(r"\{[a-zA-Z_]+\}", text)] == []


def test_is_written_in_american_english(exercise: ExerciseContent) -> None:
    texts = list(texts_of(exercise.model_dump()))
    assert [found[0] for text in texts for found in BRITISH.finditer(text)] == []


def test_claims_no_more_than_the_evidence(exercise: ExerciseContent) -> None:
    assert [text for text in texts_of(exercise.model_dump()) if OVERCLAIMS.search(text)] == []


def test_prints_on_pages_that_are_used(printer: Printer, exercise: ExerciseContent) -> None:
    """One dose on one paper, others for the next exercise, so that all six ways are tried over the library."""
    turn = [path.stem for path in PATHS].index(exercise.slug)
    dose, paper = list(product(Dose, (Paper.LETTER, Paper.A4)))[turn % 6]
    job = PrintJob([shipped_sheet(exercise, dose)], PrintProfile(paper), exercise.title, author="", cacheable=True)
    printed = printer.print(job)
    assert printed.warnings == ()
    assert share_used(printed.pdf) >= LEAST_USED
    assert smallest_letter(printed.pdf) >= SMALLEST_TYPE - 0.05


def share_used(pdf: bytes) -> float:
    """How far down the last upright page its content reaches: its letters and lines, but for the end and the foot."""
    with closing(pypdfium2.PdfDocument(pdf)) as file:
        page = file[len(file) - 1]
        _, height = page.get_size()
        text = page.get_textpage()
        end = text.search("You may skip any line").get_next()
        floor = text.get_charbox(end[0])[3] if end else 0
        tops = [thing.get_bounds() for thing in page.get_objects(max_depth=4)]
        lowest = min((bottom for _, bottom, _, _ in tops if bottom > floor + 8), default=height)
        return (height - lowest) / (height - floor)


def smallest_letter(pdf: bytes) -> float:
    """The size in points of the smallest letter that can be read."""
    with closing(pypdfium2.PdfDocument(pdf)) as file:
        texts = [page.get_textpage() for page in file]
        return min(
            PIXEL * pypdfium2.raw.FPDFText_GetFontSize(text.raw, number)
            for text in texts
            for number in range(text.count_chars())
            if text.get_text_range(number, 1).isalnum()
        )


def _plain(exercise: ExerciseContent, name: str) -> object:
    return exercise.model_dump()[name]
