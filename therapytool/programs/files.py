"""Programs as files: all of worksheets/programs, one by its slug, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

from therapytool.errors import InvalidContent, NotFound, Problem
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.files.references import read_references
from therapytool.exercises.measures.files import measure_paths
from therapytool.programs.content import Program
from therapytool.shipped import folder


def program_paths() -> list[Path]:
    """The programs' files, in the order of their names."""
    return sorted((folder("worksheets") / "programs").glob("*.yaml"))


@cache
def read_programs() -> tuple[Program, ...]:
    """Every program, read once; raises InvalidContent at the first file that is refused."""
    return tuple(read_file(path, Program) for path in program_paths())


def get_program(slug: str) -> Program:
    """The program of this slug. Raises NotFound."""
    found = next((program for program in read_programs() if program.slug == slug), None)
    if found is None:
        raise NotFound("there is no such program")
    return found


def check_program_files(paths: Iterable[Path], *, exercises: Collection[str]) -> list[Problem]:
    """Problems of program files: what the type refuses, and exercises, measures and works that are not there."""
    problems: list[Problem] = []
    for path in paths:
        try:
            program = read_file(path, Program)
        except InvalidContent as refused:
            problems.extend(refused.problems)
            continue
        problems.extend(Problem(str(path), None, *problem) for problem in _unknown_names(program, path, exercises))
    return problems


def _unknown_names(program: Program, path: Path, exercises: Collection[str]) -> Iterator[tuple[str, str]]:
    """Field and message of each name that leads nowhere."""
    if program.slug != path.stem:
        yield "slug", f"is '{program.slug}' but the file is called '{path.name}'"
    yield from (("sessions", f"there is no exercise '{slug}'") for slug in program.exercises if slug not in exercises)
    measures = {measure.stem for measure in measure_paths()}
    yield from (("measures", f"there is no measure '{slug}'") for slug in program.measures if slug not in measures)
    works = read_references()
    for key in program.references:
        if key not in works:
            yield "references", f"'{key}' is not in worksheets/references.yaml"
