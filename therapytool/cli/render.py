"""`therapytool render`: a sheet or a plan to PDF, from the library or from a file, without a server or a database."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from therapytool import clock
from therapytool.blocks.dose import Dose
from therapytool.errors import NotFound
from therapytool.exercises.canonical import version_hash
from therapytool.exercises.catalog import read_catalog
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.letterhead import letterhead
from therapytool.exercises.library import exercise_paths
from therapytool.exercises.reading import read_file
from therapytool.exercises.sheet import SheetOptions, worksheet_document
from therapytool.plans.packet import PacketPart, PlanToPrint, packet_documents
from therapytool.plans.shelf import Shelf
from therapytool.plans.starter import find_plan_file, read_plan
from therapytool.rendering.cache import PrintCache
from therapytool.rendering.document import Document, Paper, PrintProfile
from therapytool.rendering.pool import Pool
from therapytool.rendering.printer import Printer, PrintJob

AUTHOR = "Therapytool"

out_option = click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The PDF to write."
)
paper_option = click.option(
    "--paper", type=click.Choice([paper.value for paper in Paper]), default="letter", show_default=True
)
practice_option = click.option("--practice", default="", help="Name printed at the foot of every page.")
region_option = click.option("--region", default="US", show_default=True, help="Whose crisis contacts print.")


@click.group()
def render() -> None:
    """Print a worksheet or a whole plan to PDF."""


@render.command()
@click.argument("exercise", metavar="SLUG_OR_FILE")
@out_option
@click.option("--dose", type=click.Choice([dose.value for dose in Dose]), default="standard", show_default=True)
@paper_option
@click.option("--slots", multiple=True, metavar="NAME=WORDS", help="The client's own words; may be given again.")
@click.option("--homework", is_flag=True, help="Add the commitment strip.")
@practice_option
@region_option
def sheet(
    exercise: str,
    output: Path,
    dose: str,
    paper: str,
    slots: tuple[str, ...],
    homework: bool,
    practice: str,
    region: str,
) -> None:
    """Print the worksheet of one exercise, by its slug or from its file."""
    content = read_file(find_exercise_file(exercise), ExerciseContent)
    document = worksheet_document(
        content,
        version=version_hash(content),
        options=SheetOptions(dose=Dose(dose), is_homework=homework),
        letterhead=letterhead(practice, "", region),
        slots=slot_words_given(slots, content),
        answers={},
    )
    write_pdf((document,), output, paper=Paper(paper), title=content.title, author=practice)


@render.command()
@click.argument("plan", metavar="SLUG_OR_FILE")
@out_option
@paper_option
@click.option(
    "--parts",
    default=",".join(part.value for part in PacketPart),
    show_default=True,
    help="What goes in, separated by commas.",
)
@practice_option
@region_option
def plan(plan: str, output: Path, paper: str, parts: str, practice: str, region: str) -> None:
    """Print the packet of a plan: a starter plan by its slug, or any plan file."""
    content = read_plan(find_plan_file(plan))
    by_slug = {path.stem: path for path in exercise_paths()}
    used = {use.exercise for use in content.uses}
    shelf = Shelf.of(read_file(by_slug[slug], ExerciseContent) for slug in sorted(used & by_slug.keys()))
    source = PlanToPrint(content, shelf, letterhead(practice, "", region), read_catalog(), clock.today())
    documents = packet_documents(source, parts_named(parts))
    write_pdf(documents, output, paper=Paper(paper), title=content.title, author=practice)


def find_exercise_file(slug_or_path: str) -> Path:
    """The file of a shipped exercise by its slug, or the file itself. Raises NotFound."""
    path = Path(slug_or_path)
    if path.suffix in {".yaml", ".yml"} or path.is_file():
        return path
    shipped = {file.stem: file for file in exercise_paths()}
    if slug_or_path not in shipped:
        raise NotFound(f"there is no exercise '{slug_or_path}'; `therapytool library list` names those there are")
    return shipped[slug_or_path]


def slot_words_given(pairs: tuple[str, ...], exercise: ExerciseContent) -> dict[str, str]:
    """NAME=WORDS pairs as a mapping; a name the exercise does not offer is told with those it does."""
    words: dict[str, str] = {}
    offered = [slot.name for slot in exercise.slots]
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or name not in offered:
            known = ", ".join(offered) or "none"
            raise click.BadParameter(f"'{pair}' is not NAME=WORDS for a slot of this exercise ({known})")
        words[name] = text
    return words


def parts_named(text: str) -> frozenset[PacketPart]:
    """The parts of a packet from words separated by commas."""
    try:
        return frozenset(PacketPart(name.strip()) for name in text.split(",") if name.strip())
    except ValueError:
        known = ", ".join(part.value for part in PacketPart)
        raise click.BadParameter(f"'{text}' has a part that is none of: {known}") from None


def write_pdf(documents: tuple[Document, ...], output: Path, *, paper: Paper, title: str, author: str) -> None:
    """Lay documents out and write the file; says how many pages, and the engine's warnings if there are any."""
    if not documents:
        raise click.UsageError("the parts chosen hold nothing to print")
    console = Console(stderr=True)
    with Pool(size=1) as pool, console.status("Laying out the pages"):
        job = PrintJob(documents, PrintProfile(paper), title=title, author=author or AUTHOR)
        printed = Printer(pool, PrintCache()).print(job)
    for warning in printed.warnings:
        console.print(f"warning: {warning}", markup=False)
    try:
        output.write_bytes(printed.pdf)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}") from error
    console.print(f"{output}: {printed.page_count} pages", markup=False)
