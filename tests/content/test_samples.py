"""The invented answers: every exercise has some, and they are answers to what it asks."""

from __future__ import annotations

import pytest

from tests.shipped_exercises import shipped_exercises
from therapytool.blocks.answers import answer_problems
from therapytool.blocks.dose import Dose
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.files.sample_answers import SampleAnswers
from therapytool.shipped import folder

SAMPLES = folder("worksheets") / "samples"
SLUGS = sorted(path.stem for path in SAMPLES.glob("*.yaml"))


def test_every_exercise_has_answers_and_no_other_file_lies_here():
    assert sorted(shipped_exercises()) == SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_each_answer_fits_a_question_of_its_exercise(slug: str):
    sample = read_file(SAMPLES / f"{slug}.yaml", SampleAnswers)
    assert sample.exercise == slug
    asked: set[str] = set()
    for dose in Dose:
        blocks = shipped_exercises()[slug].blocks_at(dose)
        keys = {question.key for block in blocks for question in block.questions()}
        assert answer_problems(blocks, {key: text for key, text in sample.answers.items() if key in keys}) == {}
        assert dose is Dose.SHORT or len(keys & sample.answers.keys()) >= min(3, len(keys))
        asked |= keys
    assert set(sample.answers) - asked == set()
