"""Homework as jobs for the printer. They hold clients' words, so nothing of them is ever kept on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from therapytool.accounts.current import Clinician
from therapytool.exercises.letterhead import letterhead_for
from therapytool.exercises.sheets.form import SheetToken
from therapytool.exercises.sheets.sheet import WayIn
from therapytool.homework.answers.revealing import shared
from therapytool.homework.queries import HomeworkView, ResponseView, get_response_row, side_of
from therapytool.homework.review import shown_together
from therapytool.homework.sheet import Beside, Copy, Sheet, beside, homework_document, together_document
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.printer import PrintJob
from therapytool.rendering.profiles.choice import NOTHING_CHOSEN, ProfileChoice


def blank_copies(
    homework: HomeworkView, ways_in: Mapping[str, WayIn], clinician: Clinician, setting: ProfileChoice = NOTHING_CHOSEN
) -> PrintJob:
    """The sheets to take home, for the people of `ways_in` (by response), each with her own way in.

    `setting` is what this print wants otherwise than the case and the practice.
    """
    chosen = [part for part in homework.responses if part.public_id in ways_in]
    documents = [
        homework_document(_sheet(homework, clinician), _copy(part, {}, ways_in[part.public_id])) for part in chosen
    ]
    profile = setting.over(usual_profile(homework, clinician))
    return _job(documents, homework.exercise.title, profile, clinician)


def fillable_copies(homework: HomeworkView, parts: Sequence[ResponseView], clinician: Clinician) -> PrintJob:
    """The sheets of these people to fill in on a screen, each known again by its token when it comes home."""
    sheet = _sheet(homework, clinician)
    copies = [
        replace(_copy(part, {}, None), token=SheetToken(homework.version, homework.dose, part.public_id))
        for part in parts
    ]
    documents = [homework_document(sheet, copy) for copy in copies]
    return _job(documents, homework.exercise.title, usual_profile(homework, clinician), clinician)


def usual_profile(homework: HomeworkView, clinician: Clinician) -> PrintProfile:
    """How the sheets of a homework are set: as its case says, else as the practice says."""
    return homework.case.print_choice.over(clinician.profile)


def filled_sheet(homework: HomeworkView, part: ResponseView, clinician: Clinician) -> PrintJob:
    """The sheet as it came back from one person, without what she keeps to herself."""
    profile = usual_profile(homework, clinician)
    return _job([filled_document(homework, part, clinician)], homework.exercise.title, profile, clinician)


def filled_document(homework: HomeworkView, part: ResponseView, clinician: Clinician) -> Document:
    """One filled sheet, to be bound with others."""
    answers = shared(side_of(get_response_row(part.public_id, clinician.id)))
    return homework_document(_sheet(homework, clinician), _copy(part, answers, None))


def bundle(documents: Sequence[Document], title: str, clinician: Clinician) -> PrintJob:
    """Several filled sheets bound into one."""
    return _job(documents, title, clinician.profile, clinician)


def side_by_side(homework: HomeworkView, clinician: Clinician) -> PrintJob:
    """What the people show each other; no rows unless all have agreed (see `revealing`)."""
    document = together_document(_sheet(homework, clinician), _revealed_copies(homework, clinician))
    return _job([document], document.title, usual_profile(homework, clinician), clinician)


def rows_side_by_side(homework: HomeworkView, clinician: Clinician) -> list[Beside]:
    """The same for the screen."""
    return beside(_sheet(homework, clinician), _revealed_copies(homework, clinician))


def _revealed_copies(homework: HomeworkView, clinician: Clinician) -> list[Copy]:
    answers = shown_together(homework, clinician_id=clinician.id)
    return [_copy(part, said, None) for part, said in zip(homework.responses, answers, strict=True)]


def _sheet(homework: HomeworkView, clinician: Clinician) -> Sheet:
    head = letterhead_for(clinician)
    return Sheet(homework.exercise, homework.version, homework.dose, head)


def _copy(part: ResponseView, answers: Mapping[str, str], way_in: WayIn | None) -> Copy:
    person = part.person
    return Copy(person.name, person.seat_name, part.slots, part.commitment, answers, way_in)


def _job(documents: Sequence[Document], title: str, profile: PrintProfile, clinician: Clinician) -> PrintJob:
    return PrintJob(tuple(documents), profile, title=title, author=clinician.practice_name)
