"""`therapytool library`: what the library holds, and whether content files are sound."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click
from pydantic import BaseModel
from rich.console import Console
from rich.progress import track
from rich.table import Column, Table

from therapytool.blocks.dose import Dose
from therapytool.cli.checking import check as check_content
from therapytool.cli.checking import whole_library
from therapytool.cli.packs import export_pack, import_pack
from therapytool.errors import Problem
from therapytool.exercises.canonical import version_hash
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.library import read_library
from therapytool.exercises.readability.reading_age import GOAL, HIGHEST, MEASURE, reading_of
from therapytool.formatting import counted

HEADS = ("Title", "Themes", "For", "Minutes", "Intensity")
LEGEND = "For: individual, couple, group. Minutes: short, standard, long."


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
    columns = (Column(head, no_wrap=head != "Title") for head in HEADS)
    table = Table(Column("Slug", no_wrap=True), *columns, box=None, pad_edge=False, caption=LEGEND)
    for file in files:
        table.add_row(*_row(file.content))
    Console().print(table)


@library.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Check content files: every problem as file:line: field: message.

    PATHS are files or folders: exercises, plans, programs, measures, sample answers. Without any, the whole library.
    The exit is 1 when there is a problem.
    """
    files = files_in(paths) if paths else whole_library()
    findings = check_content(files, watch=_with_bar)
    tell_reading_ages(findings.exercises)
    for problem in findings.problems:
        click.echo(_relative(problem))
    if findings.problems:
        in_files = len({problem.file for problem in findings.problems})
        click.echo(f"{counted(len(findings.problems), 'problem')} in {counted(in_files, 'file')}", err=True)
        sys.exit(1)
    click.echo(f"{counted(len(files), 'file')}, no problems", err=True)


def _with_bar(files: list[Path]) -> Iterable[Path]:
    return track(files, "Checking", console=Console(stderr=True), transient=True) if files else files


def tell_reading_ages(exercises: Iterable[ExerciseContent]) -> None:
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


def files_in(paths: tuple[Path, ...]) -> list[Path]:
    """The files named, and those in folders named. Raises a usage error for a folder without any."""
    found: dict[Path, None] = {}
    for path in paths:
        files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        if not files:
            raise click.BadParameter(f"'{path}' holds no file that ends in .yaml")
        found.update(dict.fromkeys(files))
    return list(found)


def _relative(problem: Problem) -> str:
    here = f"{Path.cwd()}/"
    return str(problem).removeprefix(here)


def _row(content: ExerciseContent) -> tuple[str, ...]:
    minutes = "/".join(str(content.minutes(dose)) for dose in Dose)
    return (
        content.slug,
        content.title,
        "".join(content.themes),
        "".join(format[:1].upper() for format in content.formats),
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
