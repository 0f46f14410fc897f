"""A program as one bound workbook: cover, contents, a divider and the pages of each session, and help at the end.

The client's edition holds what a client works with: never gates, notes, agendas or guides. The clinician's edition
holds those, and one copy of every sheet beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from therapytool.exercises.files.catalog import Catalog
from therapytool.exercises.files.references import read_references
from therapytool.exercises.grounding import grounding_document
from therapytool.exercises.letterhead import Letterhead
from therapytool.plans.content import ExerciseItem, HomeworkSheet, PlanContent
from therapytool.plans.packets.binding import Bound, PacketOptions, Section, bind
from therapytool.plans.packets.copies import PARTNERS, CopyFor
from therapytool.plans.packets.packet import PlanToPrint, agenda_document, guides_of, sheet_copy
from therapytool.plans.shelf import Shelf
from therapytool.programs.content import Extra, Program
from therapytool.rendering.document import Document

FIRST = "Before the first session"


class Edition(StrEnum):
    """For whom a workbook is bound."""

    CLIENT = "client"
    CLINICIAN = "clinician"

    @property
    def label(self) -> str:
        """As in menus."""
        return {"client": "For a client", "clinician": "For you"}[self.value]

    @property
    def in_words(self) -> str:
        """What is in it."""
        return {
            "client": "every worksheet and homework sheet, and help at the end",
            "clinician": "agendas and guides as well, one copy of every sheet",
        }[self.value]


@dataclass(frozen=True, slots=True)
class WorkbookOptions:
    """One way to bind a workbook. `person` is "Partner A" or "Partner B", `name` a name or code for every sheet."""

    edition: Edition = Edition.CLIENT
    both_sides: bool = False
    person: str = ""
    name: str = ""
    fillable: bool = False
    """The sheets can be filled in on a screen."""


@dataclass(frozen=True, slots=True)
class ProgramToPrint:
    """A program with all that its pages need. Exercises that are not on the shelf are left out."""

    program: Program
    shelf: Shelf
    letterhead: Letterhead
    catalog: Catalog
    printed_on: date

    def session(self, number: int) -> PlanToPrint:
        """The plan of one session, counted from 1."""
        return self._to_print(self.program.plan(number))

    def extra_plan(self, extra: Extra) -> PlanToPrint:
        """A plan of one exercise that some need."""
        item = ExerciseItem(exercise=extra.exercise)
        return self._to_print(PlanContent(title=self.program.title, format=self.program.format, items=(item,)))

    def _to_print(self, plan: PlanContent) -> PlanToPrint:
        return PlanToPrint(plan, self.shelf, self.letterhead, self.catalog, self.printed_on)


def workbook_documents(source: ProgramToPrint, options: WorkbookOptions) -> tuple[Document, ...]:
    """The whole workbook in binding order. Raises NotFound for an exercise that is not on the shelf."""
    sessions = range(1, len(source.program.sessions) + 1)
    sections = [_session(source, number, options) for number in sessions]
    if options.edition is Edition.CLINICIAN:
        sections = [_about(source), *sections, _extras(source, options)]
    front = (_cover(source, options),)
    bound = PacketOptions(contents=True, dividers=True, both_sides=options.both_sides)
    return bind(front, [*sections, _help(source)], bound)


def people_of(program: Program) -> tuple[str, ...]:
    """Whose workbook it can be: in a couple each partner's."""
    return PARTNERS if program.format == "couple" else ()


def _session(source: ProgramToPrint, number: int, options: WorkbookOptions) -> Section:
    plan, session = source.session(number), source.program.sessions[number - 1]
    title = f"Session {number}: {session.title}"
    head = f"{source.program.title} · {title}"
    pages = [*_for_the_clinician(plan, options), *_sheets(plan, options)]
    entries = tuple(replace(entry, document=replace(entry.document, running_head=head)) for entry in pages)
    values = {
        "kicker": f"Session {number} of {len(source.program.sessions)}",
        "title": session.title,
        "words": session.aim,
        "inside": tuple(dict.fromkeys((entry.document.title, entry.theme) for entry in entries)),
        "has_lines": options.edition is Edition.CLIENT,
    }
    return Section(title, session.aim, entries, Document("divider.html", title, values))


def _for_the_clinician(plan: PlanToPrint, options: WorkbookOptions) -> Iterator[Bound]:
    if options.edition is Edition.CLINICIAN:
        yield Bound(agenda_document(plan))
        yield from guides_of(plan)


def _sheets(plan: PlanToPrint, options: WorkbookOptions) -> Iterator[Bound]:
    """One copy of each sheet that is handed out, worksheets before homework."""
    for item in plan.plan.exercise_items:
        yield from _copy(plan, item, options, is_homework=False)
    for sheet in plan.plan.homework:
        yield from _copy(plan, sheet, options, is_homework=True)


def _copy(
    plan: PlanToPrint, sheet: ExerciseItem | HomeworkSheet, options: WorkbookOptions, *, is_homework: bool
) -> Iterator[Bound]:
    if sheet.copies:
        person = CopyFor(options.person, options.name)
        bound = sheet_copy(
            plan, sheet, person, slots=sheet.slots, is_homework=is_homework, is_fillable=options.fillable
        )
        yield replace(bound, who="to take home" if is_homework else "")


def _about(source: ProgramToPrint) -> Section:
    """What the clinician settles before the first session."""
    program, works = source.program, read_references()
    values = {
        "program": program,
        "references": [works[key] for key in program.references if key in works],
    }
    return Section(FIRST, "", (Bound(Document("program_about.html", FIRST, values)),), has_divider=False)


def _extras(source: ProgramToPrint, options: WorkbookOptions) -> Section:
    """The exercises some need, each with its guide."""
    entries: list[Bound] = []
    for extra in source.program.extras:
        plan = source.extra_plan(extra)
        entries += [*guides_of(plan), *_sheets(plan, options)]
    return Section("When it is needed", "Exercises that fit between the sessions", tuple(entries))


def _cover(source: ProgramToPrint, options: WorkbookOptions) -> Document:
    values = {
        "program": source.program,
        "letterhead": source.letterhead,
        "person": options.person,
        "name": options.name,
        "is_for_client": options.edition is Edition.CLIENT,
    }
    return Document("workbook_cover.html", source.program.title, values)


def _help(source: ProgramToPrint) -> Section:
    """Grounding, and whom to call; the last pages of every workbook, so that they are found at once."""
    page = grounding_document(source.letterhead)
    return Section(page.title, "", (Bound(page),), has_divider=False)
