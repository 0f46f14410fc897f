"""The library as files: every exercise of worksheets/ read, and checked against each other and the bibliography."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from therapytool.errors import InvalidContent, Problem
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.files.references import read_references
from therapytool.exercises.vocabulary import Theme
from therapytool.shipped import folder


@dataclass(frozen=True, slots=True)
class ExerciseFile:
    """An exercise and the file it was read from."""

    path: Path
    content: ExerciseContent


def exercise_paths(root: Path | None = None) -> list[Path]:
    """Every exercise file of the library, theme by theme, in the order of their names."""
    root = root or folder("worksheets")
    return [path for theme in Theme for path in sorted((root / theme.folder).glob("*.yaml"))]


def read_library(root: Path | None = None) -> Iterator[ExerciseFile]:
    """Read the library file by file; raises InvalidContent at the first file that is refused."""
    for path in exercise_paths(root):
        yield ExerciseFile(path, read_file(path, ExerciseContent))


def check_files(paths: Iterable[Path]) -> tuple[list[ExerciseFile], list[Problem]]:
    """Read files and collect every problem of every file, then what only shows when they are held together."""
    read: list[ExerciseFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            read.append(ExerciseFile(path, read_file(path, ExerciseContent)))
        except InvalidContent as refused:
            problems.extend(refused.problems)
    return read, problems + list(cross_check(read))


def cross_check(files: list[ExerciseFile]) -> Iterator[Problem]:
    """What one file alone cannot know: names used twice, works not in the bibliography, prerequisites not there."""
    known = {path.stem for path in exercise_paths()} | {file.content.slug for file in files}
    seen: dict[str, Path] = {}
    for file in files:
        yield from _name_problems(file, seen)
        yield from _reference_problems(file)
        for slug in file.content.prerequisites:
            if slug not in known:
                yield Problem(str(file.path), None, "prerequisites", f"there is no exercise '{slug}'")


def _name_problems(file: ExerciseFile, seen: dict[str, Path]) -> Iterator[Problem]:
    """A slug used twice, or unlike the file's name; `seen` takes the slug in."""
    slug, name = file.content.slug, str(file.path)
    if slug in seen:
        yield Problem(name, None, "slug", f"'{slug}' is also the slug of {seen[slug]}")
    seen[slug] = file.path
    if file.path.stem != slug:
        yield Problem(name, None, "slug", f"is '{slug}' but the file is called '{file.path.name}'")


def _reference_problems(file: ExerciseFile) -> Iterator[Problem]:
    """No reference, or one to a work that is not in the bibliography."""
    if not file.content.references:
        yield Problem(str(file.path), None, "references", "needs at least 1")
    for key in file.content.references:
        if key not in read_references():
            yield Problem(str(file.path), None, "references", f"'{key}' is not in worksheets/references.yaml")
