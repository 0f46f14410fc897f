"""Which kind of content a file holds, by where it lies and else by what stands at its top, and all its problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from therapytool.errors import Problem
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.library import check_files, exercise_paths
from therapytool.exercises.files.reading import names_in, read_file
from therapytool.exercises.files.sample_answers import check_sample_files, sample_paths
from therapytool.exercises.measures.files import check_measure_files, measure_paths
from therapytool.exercises.single_files import check_single_files, is_single_file, single_paths
from therapytool.plans.starter import check_plan_files, plan_paths
from therapytool.programs.files import check_program_files, program_paths


class Kind(StrEnum):
    """What a content file holds."""

    EXERCISE = "exercise"
    SINGLE = "single file"
    PLAN = "plan"
    MEASURE = "measure"
    PROGRAM = "program"
    SAMPLE = "sample answers"


FOLDERS = {"plans": Kind.PLAN, "measures": Kind.MEASURE, "programs": Kind.PROGRAM, "samples": Kind.SAMPLE}
"""Folders of worksheets/ that hold no exercises."""
TELLING_NAMES = {"items": Kind.PLAN, "sessions": Kind.PROGRAM, "parts": Kind.MEASURE, "answers": Kind.SAMPLE}
"""A name at the top of a file that only one kind has."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found: the exercises that could be read, and every problem."""

    exercises: tuple[ExerciseContent, ...]
    problems: tuple[Problem, ...]


def whole_library() -> list[Path]:
    """Every content file that ships."""
    return [*exercise_paths(), *plan_paths(), *measure_paths(), *program_paths(), *sample_paths(), *single_paths()]


def kind_of(path: Path) -> Kind:
    """The kind of a file; what cannot be told is taken for an exercise."""
    if is_single_file(path):
        return Kind.SINGLE
    if path.parent.name in FOLDERS:
        return FOLDERS[path.parent.name]
    names = names_in(path)
    return next((kind for name, kind in TELLING_NAMES.items() if name in names), Kind.EXERCISE)


def check(files: Iterable[Path], *, watch: Callable[[list[Path]], Iterable[Path]]) -> Findings:
    """Check content files of any kind together; `watch` hands the exercises on one by one and may show a bar."""
    sorted_out: dict[Kind, list[Path]] = {kind: [] for kind in Kind}
    for path in files:
        sorted_out[kind_of(path)].append(path)
    read, problems = check_files(watch(sorted_out[Kind.EXERCISE]))
    contents = tuple(file.content for file in read)
    plans, samples = sorted_out[Kind.PLAN], sorted_out[Kind.SAMPLE]
    known = _with_shipped(contents) if plans or samples else {}
    problems += check_plan_files(plans, exercises=known.values())
    problems += check_sample_files(samples, exercises=known)
    problems += check_measure_files(sorted_out[Kind.MEASURE])
    problems += check_program_files(sorted_out[Kind.PROGRAM], exercises={path.stem for path in exercise_paths()})
    problems += check_single_files(sorted_out[Kind.SINGLE])
    return Findings(contents, tuple(problems))


def _with_shipped(contents: Iterable[ExerciseContent]) -> dict[str, ExerciseContent]:
    """What plans and answers are held against, by slug: the exercises checked, and those of the library beside them."""
    known = {content.slug: content for content in contents}
    others = (read_file(path, ExerciseContent) for path in exercise_paths() if path.stem not in known)
    return known | {content.slug: content for content in others}
