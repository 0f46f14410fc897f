"""Print the whole gallery, as PDF and as pictures: every sheet, starter plan and program, and every kind of block.

`make samples` writes build/samples; `make samples ARGS="FOLDER --only sheets blocks"` chooses. A page is at 72 dots an
inch, large enough to look at side by side.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from therapytool import clock
from therapytool.blocks import AnyBlock
from therapytool.blocks.base import Answers
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.cli.bound import LIBRARY_TITLE, library_documents, list_exercise_files
from therapytool.exercises.canonical import version_hash
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.letterhead import Letterhead, letterhead
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.plans.packets.binding import PacketOptions
from therapytool.plans.packets.packet import PacketPart, PlanToPrint, packet_documents
from therapytool.plans.shelf import Shelf
from therapytool.plans.starter import read_starter_plans
from therapytool.programs.files import read_programs
from therapytool.programs.workbook import Edition, ProgramToPrint, WorkbookOptions, workbook_documents
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.printer import Printer, PrintJob
from therapytool.rendering.word.worksheet import to_word
from therapytool.rendering.workers.jobs import PictureJob, PictureRequest
from therapytool.rendering.workers.pool import Pool

PRACTICE, CONTACT, REGION = "Harbor Practice", "12 Harbor Lane · 555 0100", "US"
PAGES_AT_ONCE = 12
MOST_PICTURES = 48
"""Of one file: the first pages of a book show what it is like."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One file of the gallery: its kind, its name, what is in it."""

    kind: str
    name: str
    title: str
    documents: tuple[Document, ...]


def main() -> None:
    """Write the gallery."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/samples"))
    parser.add_argument("--only", nargs="*", choices=MAKERS, default=list(MAKERS))
    options = parser.parse_args()
    console = Console()
    samples = [sample for kind in options.only for sample in MAKERS[kind]()]
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    pages = 0
    with Pool() as pool, Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=len(samples))
        for sample in samples:
            progress.update(task, description=f"{sample.kind}/{sample.name}")
            pages += write(sample, options.folder / sample.kind, pool)
            progress.advance(task)
    console.print(f"{len(samples)} files, {pages} pages in {options.folder}")


def write(sample: Sample, folder: Path, pool: Pool) -> int:
    """One file as PDF, its pages as pictures, a single sheet for Word too; gives the number of pages."""
    folder.mkdir(parents=True, exist_ok=True)
    job = PrintJob(sample.documents, PrintProfile(), title=sample.title, author=PRACTICE)
    printed = Printer(pool, PrintCache()).print(job)
    (folder / f"{sample.name}.pdf").write_bytes(printed.pdf)
    for number, picture in enumerate(pictures(printed.pdf, printed.page_count, pool), 1):
        (folder / f"{sample.name}-{number:03}.png").write_bytes(picture)
    if sample.kind == "sheets":
        (folder / f"{sample.name}.docx").write_bytes(to_word(sample.documents[0], PrintProfile(), author=PRACTICE))
    return printed.page_count


def pictures(pdf: bytes, count: int, pool: Pool) -> Iterator[bytes]:
    """The first pages, some at a time, since a worker has ten seconds for each job."""
    pages = range(1, min(count, MOST_PICTURES) + 1)
    for first in range(0, len(pages), PAGES_AT_ONCE):
        wanted = PictureRequest(tuple(pages[first : first + PAGES_AT_ONCE]), 1.0)
        yield from pool.run(PictureJob(pdf, wanted)).pictures


def head() -> Letterhead:
    """The letterhead of an invented practice."""
    return letterhead(PRACTICE, CONTACT, REGION)


def sheet(exercise: ExerciseContent, answers: Answers | None = None) -> Document:
    """One worksheet at the standard dose."""
    return worksheet_document(
        exercise,
        version=version_hash(exercise),
        options=SheetOptions(),
        letterhead=head(),
        slots={},
        answers=answers or {},
    )


def sheets() -> Iterator[Sample]:
    """Every exercise of the library."""
    for exercise in list_exercise_files():
        yield Sample("sheets", exercise.slug, exercise.title, (sheet(exercise),))


def plans() -> Iterator[Sample]:
    """Every starter plan, plain and with all that binding can add."""
    shelf = Shelf.of(list_exercise_files())
    for plan in read_starter_plans():
        source = PlanToPrint(plan, shelf, head(), read_catalog(), clock.today())
        everything = PacketOptions(contents=True, dividers=True, both_sides=True)
        yield Sample("plans", plan.slug, plan.title, packet_documents(source, frozenset(PacketPart)))
        yield Sample(
            "plans", f"{plan.slug}-bound", plan.title, packet_documents(source, frozenset(PacketPart), everything)
        )


def workbooks() -> Iterator[Sample]:
    """Every program in both editions."""
    shelf = Shelf.of(list_exercise_files())
    for program in read_programs():
        source = ProgramToPrint(program, shelf, head(), read_catalog(), clock.today())
        for edition in Edition:
            documents = workbook_documents(source, WorkbookOptions(edition))
            yield Sample("workbooks", f"{program.slug}-{edition}", program.title, documents)


def blocks() -> Iterator[Sample]:
    """Every kind of block, blank and with the invented answers of the gallery."""
    answers = {key: text for each in SAMPLES.values() for key, text in each.answers.items()}
    shown = tuple(each.block for each in SAMPLES.values())
    yield Sample("blocks", "blank", "Every kind of block", (sheet(of_blocks(shown)),))
    yield Sample("blocks", "filled", "Every kind of block, filled in", (sheet(of_blocks(shown), answers),))


def library() -> Iterator[Sample]:
    """All sheets as one book."""
    documents = library_documents(practice=PRACTICE, region=REGION, both_sides=False)
    yield Sample("library", "library", LIBRARY_TITLE, documents)


def of_blocks(shown: tuple[AnyBlock, ...]) -> ExerciseContent:
    """An exercise whose sheet is these blocks."""
    exercise = list_exercise_files()[0]
    worksheet = exercise.worksheet.model_copy(update={"blocks": shown})
    return exercise.model_copy(update={"title": "Every kind of block", "slots": (), "worksheet": worksheet})


MAKERS = {"sheets": sheets, "plans": plans, "workbooks": workbooks, "blocks": blocks, "library": library}

if __name__ == "__main__":
    main()
