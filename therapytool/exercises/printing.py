"""One worksheet of the library as a job for the printer."""

from __future__ import annotations

from collections.abc import Sequence

from therapytool.accounts.current import Clinician
from therapytool.blocks.dose import Dose
from therapytool.exercises.letterhead import letterhead_for
from therapytool.exercises.queries import LibraryExercise
from therapytool.exercises.sheets.choice import SheetChoice
from therapytool.exercises.sheets.form import SheetToken
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.rendering.printer import PrintJob


def fillable_job(exercise: LibraryExercise, choice: SheetChoice, *, clinician: Clinician) -> PrintJob:
    """The worksheet as chosen, to fill in on a screen; it is nobody's in particular."""
    return sheet_job(exercise, choice, clinician=clinician, token=SheetToken(exercise.version, choice.dose))


def sheet_job(
    exercise: LibraryExercise, choice: SheetChoice, *, clinician: Clinician, token: SheetToken | None = None
) -> PrintJob:
    """The worksheet as chosen, under the letterhead of her practice; kept on disk only without a client's words."""
    document = worksheet_document(
        exercise.content,
        version=exercise.version,
        options=SheetOptions(dose=choice.dose, token=token),
        letterhead=letterhead_for(clinician),
        slots=choice.words,
        answers={},
    )
    return PrintJob(
        documents=(document,),
        profile=choice.profile_over(clinician.profile),
        title=document.title,
        author=clinician.practice_name,
        cacheable=choice.is_library_material,
    )


def sheet_in_word(exercise: LibraryExercise, choice: SheetChoice, *, clinician: Clinician) -> bytes:
    """The worksheet as chosen, as a file for Word."""
    job = sheet_job(exercise, choice, clinician=clinician)
    from therapytool.rendering.word.worksheet import to_word  # noqa: PLC0415  # slow

    return to_word(job.documents[0], job.profile, author=job.author)


def collection_job(title: str, exercises: Sequence[LibraryExercise], *, dose: Dose, clinician: Clinician) -> PrintJob:
    """The sheets of several exercises, one after the other, as one PDF on the practice's paper."""
    head = letterhead_for(clinician)
    documents = tuple(
        worksheet_document(
            exercise.content,
            version=exercise.version,
            options=SheetOptions(dose=dose),
            letterhead=head,
            slots={},
            answers={},
        )
        for exercise in exercises
    )
    return PrintJob(
        documents=documents,
        profile=clinician.profile,
        title=title,
        author=clinician.practice_name,
        cacheable=True,
    )


def file_name(exercise: LibraryExercise, choice: SheetChoice) -> str:
    """What a saved sheet is called: "listen-dont-fix.pdf", "listen-dont-fix-short.pdf"."""
    return f"{exercise.slug}.pdf" if choice.dose is Dose.STANDARD else f"{exercise.slug}-{choice.dose}.pdf"
