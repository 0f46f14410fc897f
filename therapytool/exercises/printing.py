"""One worksheet of the library as a job for the printer."""

from __future__ import annotations

from therapytool.accounts.current import Clinician
from therapytool.blocks.dose import Dose
from therapytool.exercises.letterhead import letterhead
from therapytool.exercises.queries import LibraryExercise
from therapytool.exercises.sheet import SheetOptions, worksheet_document
from therapytool.exercises.sheet_choice import SheetChoice
from therapytool.rendering.document import PrintProfile
from therapytool.rendering.printer import PrintJob


def sheet_job(exercise: LibraryExercise, choice: SheetChoice, *, clinician: Clinician) -> PrintJob:
    """The worksheet as chosen, under the letterhead of her practice; kept on disk only without a client's words."""
    document = worksheet_document(
        exercise.content,
        version=exercise.version,
        options=SheetOptions(dose=choice.dose),
        letterhead=letterhead(clinician.practice_name, clinician.practice_contact, clinician.region),
        slots=choice.words,
        answers={},
    )
    return PrintJob(
        documents=(document,),
        profile=PrintProfile(choice.paper),
        title=document.title,
        author=clinician.practice_name,
        cacheable=choice.is_library_material,
    )


def file_name(exercise: LibraryExercise, choice: SheetChoice) -> str:
    """What a saved sheet is called: "listen-dont-fix.pdf", "listen-dont-fix-short.pdf"."""
    return f"{exercise.slug}.pdf" if choice.dose is Dose.STANDARD else f"{exercise.slug}-{choice.dose}.pdf"
