"""A program's workbook as a job for the printer, under the letterhead of the clinician's practice."""

from __future__ import annotations

from therapytool import clock
from therapytool.accounts.current import Clinician
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.letterhead import letterhead_for
from therapytool.exercises.queries import list_titles
from therapytool.plans.content import ExerciseItem, PlanContent
from therapytool.plans.queries import shelf_for
from therapytool.programs.content import Program
from therapytool.programs.workbook import ProgramToPrint, workbook_documents
from therapytool.programs.workbook_choice import WorkbookChoice
from therapytool.rendering.printer import PrintJob


def missing_exercises(program: Program, clinician: Clinician) -> tuple[str, ...]:
    """Exercises the program names that her library lacks; with any, no workbook can be bound."""
    there = list_titles(program.exercises, clinician=clinician)
    return tuple(slug for slug in program.exercises if slug not in there)


def workbook_job(program: Program, choice: WorkbookChoice, clinician: Clinician) -> PrintJob:
    """The workbook as chosen; kept on disk only without anybody's name. Raises NotFound for a missing exercise."""
    extras = tuple(ExerciseItem(exercise=extra.exercise) for extra in program.extras)
    source = ProgramToPrint(
        program,
        shelf_for(*program.plans, PlanContent(title=program.title, items=extras)),
        letterhead_for(clinician),
        read_catalog(),
        clock.today(),
    )
    return PrintJob(
        documents=workbook_documents(source, choice.options),
        profile=choice.profile_over(clinician.profile),
        title=program.title,
        author=clinician.practice_name,
        cacheable=choice.is_library_material,
    )


def file_name(program: Program, choice: WorkbookChoice) -> str:
    """What a saved workbook is called: "couples-closeness-8-client.pdf", "couples-closeness-8-client-fillable.pdf"."""
    return f"{program.slug}-{choice.options.edition}{'-fillable' if choice.options.fillable else ''}.pdf"
