"""`therapytool library`: what the library holds, and whether content files are sound."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from pydantic import BaseModel
from rich.console import Console
from rich.progress import track
from rich.table import Column, Table

from therapytool.blocks.dose import Dose
from therapytool.cli.packs import export_pack, import_pack
from therapytool.errors import Problem
from therapytool.exercises.canonical import version_hash
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.library import check_files, exercise_paths, read_library
from therapytool.exercises.measure_files import check_measure_files, measure_paths
from therapytool.exercises.reading_age import GOAL, HIGHEST, MEASURE, reading_of
from therapytool.exercises.single_files import check_single_files
from therapytool.plans.starter import check_plan_files, plan_paths
from therapytool.programs.files import check_program_files, program_paths

OTHER_FOLDERS = ("plans", "measures", "programs")
"""Folders of worksheets/ that hold no exercises."""
HEADS = ("Title", "Themes", "Formats", "Minutes S/M/L", "Intensity")


@click.group()
def library() -> None:
    """List and check the exercises of the library."""


library.add_command(export_pack)
library.add_command(import_pack)


@library.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print everything about each exercise as JSON.")
def list_exercises(as_json: bool) -> None:
    """List the exercises that ship with Therapytool."""
    files = list(read_library())
    if as_json:
        click.echo(json.dumps([_summary(file.content) for file in files], indent=2, ensure_ascii=False))
        return
    table = Table(Column("Slug", no_wrap=True), *HEADS, box=None, pad_edge=False)
    for file in files:
        table.add_row(*_row(file.content))
    Console().print(table)


@library.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Check content files (PATHS, or the whole library): every problem as file:line: field: message."""
    everything = [*exercise_paths(), *plan_paths(), *measure_paths(), *program_paths()]
    files = _files_in(paths) if paths else everything
    plans, measures, programs = ([f for f in files if f.parent.name == name] for name in OTHER_FOLDERS)
    exercises = [path for path in files if path.parent.name not in OTHER_FOLDERS]
    shown = track(exercises, "Checking", console=Console(stderr=True), transient=True)
    read, problems = check_files(shown)
    problems += check_plan_files(plans, exercises=[*(file.content for file in read), *_shipped(plans)])
    problems += check_measure_files(measures)
    problems += check_program_files(programs, exercises={path.stem for path in exercise_paths()})
    problems += [] if paths else check_single_files()
    tell_reading_ages([file.content for file in read])
    for problem in problems:
        click.echo(_relative(problem))
    if problems:
        click.echo(f"{len(problems)} problems in {len({p.file for p in problems})} files", err=True)
        sys.exit(1)
    click.echo(f"{len(files)} files, no problems", err=True)


def tell_reading_ages(exercises: list[ExerciseContent]) -> None:
    """How old a reader each sheet asks for, a line each, hardest first; a warning where that is above the goal."""
    readings = sorted(((reading_of(each), each.slug) for each in exercises), key=lambda found: -found[0].age)
    for reading, slug in readings:
        click.echo(f"{slug}: reading age {reading.age}", err=True)
    for reading, slug in readings:
        if reading.is_hard:
            worst = reading.hardest[0].text
            click.echo(f"warning: {slug}: reading age {reading.age}, above {HIGHEST}; most of all “{worst}”", err=True)
    if readings:
        click.echo(f"Reading age: {MEASURE}. The goal is {GOAL:g}.", err=True)


@library.command()
def schema() -> None:
    """Print the JSON Schema of an exercise file, as kept in worksheets/schema.json."""
    click.echo(exercise_schema(), nl=False)


def exercise_schema() -> str:
    """The schema as text, stable from run to run."""
    return json.dumps(_schema_of(ExerciseContent), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _schema_of(kind: type[BaseModel]) -> dict[str, object]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **kind.model_json_schema(by_alias=True)}


def _shipped(plans: list[Path]) -> list[ExerciseContent]:
    """The library that plan files are held against; not read when there are none."""
    return [file.content for file in read_library()] if plans else []


def _files_in(paths: tuple[Path, ...]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        found += sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    return found


def _relative(problem: Problem) -> str:
    here = f"{Path.cwd()}/"
    return str(problem).removeprefix(here)


def _row(content: ExerciseContent) -> tuple[str, ...]:
    minutes = "/".join(str(content.minutes(dose)) for dose in Dose)
    return (
        content.slug,
        content.title,
        " ".join(content.themes),
        ", ".join(content.formats),
        minutes,
        "●" * content.intensity + "○" * (4 - content.intensity),
    )


def _summary(content: ExerciseContent) -> dict[str, object]:
    return {
        **content.model_dump(mode="json", by_alias=True, exclude={"worksheet"}),
        "version": version_hash(content),
        "reading_age": reading_of(content).age,
        "doses": {
            dose.value: {
                "minutes": content.minutes(dose),
                "steps": len(content.steps_at(dose)),
                "blocks": len(content.blocks_at(dose)),
            }
            for dose in Dose
        },
        "worksheet": content.worksheet.model_dump(mode="json", by_alias=True, exclude_defaults=True),
    }
