"""Invented answers to a sheet, as files of worksheets/samples/: for previews, sample pages and the sample caseload."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from therapytool.blocks.answers import answer_problems
from therapytool.blocks.base import Content, Slug
from therapytool.blocks.dose import Dose
from therapytool.errors import InvalidContent, Problem
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.reading import read_file
from therapytool.shipped import folder


class SampleAnswers(Content):
    """A file of worksheets/samples/: invented answers of an invented person."""

    exercise: Slug
    person: str
    answers: dict[str, str]


def sample_paths() -> list[Path]:
    """The files of invented answers, in the order of their names."""
    return sorted((folder("worksheets") / "samples").glob("*.yaml"))


def check_sample_files(paths: Iterable[Path], *, exercises: Mapping[str, ExerciseContent]) -> list[Problem]:
    """Problems of these files: what the type refuses, and answers that do not fit a question of the exercise."""
    problems: list[Problem] = []
    for path in paths:
        try:
            sample = read_file(path, SampleAnswers)
        except InvalidContent as refused:
            problems.extend(refused.problems)
            continue
        problems.extend(Problem(str(path), None, *found) for found in _misfits(sample, path, exercises))
    return problems


def _misfits(sample: SampleAnswers, path: Path, exercises: Mapping[str, ExerciseContent]) -> Iterator[tuple[str, str]]:
    """Field and message of what does not fit."""
    exercise = exercises.get(sample.exercise)
    if exercise is None:
        yield "exercise", f"there is no exercise '{sample.exercise}'"
        return
    if sample.exercise != path.stem:
        yield "exercise", f"is '{sample.exercise}' but the file is called '{path.name}'"
    found: dict[str, str] = dict.fromkeys(sample.answers, "is no question of the exercise")
    for dose in Dose:
        blocks = exercise.blocks_at(dose)
        keys = {question.key for block in blocks for question in block.questions()} & sample.answers.keys()
        misfits = answer_problems(blocks, {key: sample.answers[key] for key in keys})
        found = {key: message for key, message in found.items() if key not in keys} | misfits
    yield from ((f"answers.{key}", message) for key, message in found.items())
