"""Plans as files: the starter plans that ship, and any plan file named on the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from therapytool.errors import InvalidContent, NotFound, Problem
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.reading import read_file
from therapytool.plans.content import ExerciseItem, HomeworkSheet, PlanContent, PlanFile, StarterPlan
from therapytool.shipped import folder

STARTERS = "plans"
"""The folder of plans that ship, each with a slug; a plan file elsewhere needs none."""


def plan_paths() -> list[Path]:
    """The starter plans' files, in the order of their names."""
    return sorted((folder("worksheets") / STARTERS).glob("*.yaml"))


@cache
def read_starter_plans() -> tuple[StarterPlan, ...]:
    """Every starter plan, read once; raises InvalidContent at the first file that is refused."""
    return tuple(read_file(path, StarterPlan) for path in plan_paths())


def get_starter_plan(slug: str) -> StarterPlan:
    """The starter plan of this slug. Raises NotFound."""
    found = next((plan for plan in read_starter_plans() if plan.slug == slug), None)
    if found is None:
        raise NotFound("there is no such starter plan")
    return found


def read_plan(path: Path) -> PlanContent:
    """A plan from a file; a slug in it is allowed and forgotten. Raises InvalidContent."""
    return read_file(path, PlanFile)


def find_plan_file(slug_or_path: str) -> Path:
    """The file of a starter plan by its slug, or the file itself. Raises NotFound naming the slugs there are."""
    path = Path(slug_or_path)
    if path.suffix in {".yaml", ".yml"} or path.is_file():
        return path
    starters = {starter.stem: starter for starter in plan_paths()}
    if slug_or_path not in starters:
        raise NotFound(f"there is no plan '{slug_or_path}'; give a file or one of: {', '.join(starters)}")
    return starters[slug_or_path]


def check_plan_files(paths: Iterable[Path], *, exercises: Iterable[ExerciseContent]) -> list[Problem]:
    """Problems of plan files: what the type refuses, exercises not in the library, slots they do not have."""
    known = {exercise.slug: exercise for exercise in exercises}
    problems: list[Problem] = []
    for path in paths:
        try:
            plan = read_file(path, StarterPlan if path.parent.name == STARTERS else PlanFile)
        except InvalidContent as refused:
            problems.extend(refused.problems)
            continue
        for sheet in plan.uses:
            problems.extend(_sheet_problems(str(path), sheet, known.get(sheet.exercise)))
    return problems


def _sheet_problems(
    file: str, sheet: ExerciseItem | HomeworkSheet, exercise: ExerciseContent | None
) -> Iterable[Problem]:
    if exercise is None:
        yield Problem(file, None, "items", f"there is no exercise '{sheet.exercise}'")
        return
    for name in sheet.slots:
        if name not in {slot.name for slot in exercise.slots}:
            yield Problem(file, None, "items", f"'{sheet.exercise}' has no slot '{name}'")
