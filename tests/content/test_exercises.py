"""Every exercise file is a case: it loads, cites known works, leads somewhere, and reads as American English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent, texts_of
from therapytool.exercises.library import check_files, exercise_paths
from therapytool.exercises.reading import read_file
from therapytool.exercises.slots import with_words
from therapytool.exercises.vocabulary import Theme

PATHS = exercise_paths()

BRITISH = re.compile(
    r"\b(colou?r(?<=our)|behaviour|favourite|honour|labour|neighbour|armour|centre|programme|practise|apologis|recognis"
    r"|realis(?!t)|organis|analys(?=e)|grey|mum|whilst|learnt|towards)\w*\b",
    re.IGNORECASE,
)
OVERCLAIMS = re.compile(r"\b(proven|clinically tested|guaranteed|cures)\b", re.IGNORECASE)


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def exercise(request: pytest.FixtureRequest) -> ExerciseContent:
    path: Path = request.param
    return read_file(path, ExerciseContent)


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


def _plain(exercise: ExerciseContent, name: str) -> object:
    return exercise.model_dump()[name]
