"""What every printing command has in common: its options, the engine with its progress on the terminal, the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from therapytool.errors import NotFound
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.files.library import exercise_paths
from therapytool.formatting import counted
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.fonts.letters import NOTE
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.packet import Printed
from therapytool.rendering.printer import Printer, PrintJob
from therapytool.rendering.request import Watch
from therapytool.rendering.workers.pool import Pool

AUTHOR = "Therapytool"


def in_a_folder(context: click.Context, parameter: click.Parameter, output: Path) -> Path:
    """A file in a folder that is there, asked before the work and not after it."""
    if not output.parent.is_dir():
        raise click.BadParameter(f"{output} cannot be written: there is no folder {output.parent}")
    return output


out_option = click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    callback=in_a_folder,
    help="The file to write.",
)
practice_option = click.option("--practice", default="", help="Name printed at the foot of every page.")


def known_region(context: click.Context, parameter: click.Parameter, code: str) -> str:
    """A region that crisis contacts are known for; any other is told with those there are."""
    codes = [region.region for region in read_catalog().crisis_contacts]
    if code.upper() not in codes:
        raise click.BadParameter(f"'{code}' is none of: {', '.join(codes)}")
    return code.upper()


region_option = click.option(
    "--region",
    default="US",
    show_default=True,
    callback=known_region,
    help="Whose crisis contacts print, such as US, GB or INTL.",
)


def find_exercise_file(slug_or_path: str) -> Path:
    """The file of a shipped exercise by its slug, or the file itself. Raises NotFound."""
    path = Path(slug_or_path)
    if path.suffix in {".yaml", ".yml"} or path.is_file():
        return path
    shipped = {file.stem: file for file in exercise_paths()}
    if slug_or_path not in shipped:
        raise NotFound(f"there is no exercise '{slug_or_path}'; `therapytool library list` names those there are")
    return shipped[slug_or_path]


def write_pdf(documents: tuple[Document, ...], output: Path, *, profile: PrintProfile, title: str, author: str) -> None:
    """Lay documents out and write the file; says how many pages, and the engine's warnings if there are any."""
    if not documents:
        raise click.UsageError("the parts chosen hold nothing to print")
    console = Console(stderr=True)
    job = PrintJob(documents, profile, title=title, author=author or AUTHOR)
    with Pool() as pool:
        printed = print_with_progress(job, Printer(pool, PrintCache()), console)
    for warning in (printed.missing_letters, *printed.warnings):
        if warning and not warning.startswith(NOTE):
            console.print(f"warning: {warning}", markup=False)
    write_file(output, printed.pdf)
    console.print(f"{output}: {counted(printed.page_count, 'page')}", markup=False)


def print_with_progress(job: PrintJob, printer: Printer, console: Console) -> Printed:
    """Print a job while a bar shows how many of its documents are laid out."""
    with watched("Laying out the pages", console) as watch:
        return printer.print(job, watch=watch)


@contextmanager
def watched(what: str, console: Console) -> Iterator[Watch]:
    """A bar on the terminal that goes away when the work is done, and what moves it."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda ready, total: progress.update(task, completed=ready, total=total)


def write_file(output: Path, content: bytes) -> None:
    """Write a finished file, or say in words why it cannot be."""
    try:
        output.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}") from error
