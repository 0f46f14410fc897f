"""`therapytool render program` and `render library`: long files, with a bar that shows how far they are."""

from __future__ import annotations

from pathlib import Path

import click

from therapytool import clock
from therapytool.cli.print_options import profile_options
from therapytool.cli.printing import out_option, practice_option, region_option, write_pdf
from therapytool.exercises.canonical import version_hash
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.files.library import exercise_paths
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.letterhead import letterhead
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.plans.packets.binding import Bound, PacketOptions, Section, bind
from therapytool.plans.shelf import Shelf
from therapytool.programs.files import get_program
from therapytool.programs.workbook import (
    Edition,
    ProgramToPrint,
    WorkbookOptions,
    people_of,
    workbook_documents,
)
from therapytool.rendering.document import Document, PrintProfile

LIBRARY_TITLE = "The library"


@click.command()
@click.argument("program", metavar="SLUG")
@out_option
@click.option(
    "--edition", type=click.Choice([edition.value for edition in Edition]), default="client", show_default=True
)
@click.option("--person", type=click.Choice(["a", "b"]), help="In a couple: whose workbook it is.")
@click.option("--name", default="", help="A name or code for every sheet.")
@click.option("--duplex", is_flag=True, help="For printing on both sides: each document begins on a front.")
@click.option("--fillable", is_flag=True, help="The sheets with fields to fill in on a screen.")
@profile_options
@practice_option
@region_option
def program(
    program: str,
    output: Path,
    edition: str,
    person: str | None,
    name: str,
    duplex: bool,
    fillable: bool,
    profile: PrintProfile,
    practice: str,
    region: str,
) -> None:
    """Bind a whole program as one workbook."""
    content = get_program(program)
    people = people_of(content)
    if person and not people:
        raise click.BadParameter(f"'{program}' is not for couples, so it has no --person")
    whose = people["ab".index(person)] if person else ""
    shelf = Shelf.of(list_exercise_files())
    source = ProgramToPrint(content, shelf, letterhead(practice, "", region), read_catalog(), clock.today())
    documents = workbook_documents(source, WorkbookOptions(Edition(edition), duplex, whose, name, fillable))
    write_pdf(documents, output, profile=profile, title=content.title, author=practice)


@click.command()
@out_option
@click.option("--duplex", is_flag=True, help="For printing on both sides: each document begins on a front.")
@profile_options
@practice_option
@region_option
def library(output: Path, duplex: bool, profile: PrintProfile, practice: str, region: str) -> None:
    """Bind the worksheets of the whole library at the standard dose, theme by theme."""
    documents = library_documents(practice=practice, region=region, both_sides=duplex)
    write_pdf(documents, output, profile=profile, title=LIBRARY_TITLE, author=practice)


def list_exercise_files() -> list[ExerciseContent]:
    """Every shipped exercise, in the order of the files."""
    return [read_file(path, ExerciseContent) for path in exercise_paths()]


def library_documents(*, practice: str, region: str, both_sides: bool) -> tuple[Document, ...]:
    """A contents page, then a divider and the sheets of each theme."""
    head = letterhead(practice, "", region)
    themes = read_catalog().themes
    by_theme: dict[str, list[Bound]] = {theme: [] for theme in themes}
    for exercise in list_exercise_files():
        document = worksheet_document(
            exercise,
            version=version_hash(exercise),
            options=SheetOptions(),
            letterhead=head,
            slots={},
            answers={},
        )
        by_theme[exercise.theme].append(Bound(document, theme=exercise.theme))
    sections = [
        Section(themes[exercise_theme].title, themes[exercise_theme].pathway, tuple(by_theme[exercise_theme]))
        for exercise_theme in themes
    ]
    return bind((), sections, PacketOptions(contents=True, dividers=True, both_sides=both_sides))
