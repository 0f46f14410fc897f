"""A plan as print documents: cover, agenda, clinician's guide, worksheets for each person, homework sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from therapytool.exercises.catalog import Catalog
from therapytool.exercises.gates import gates_for
from therapytool.exercises.letterhead import Letterhead
from therapytool.exercises.sheet import SheetOptions, worksheet_document
from therapytool.exercises.vocabulary import Format
from therapytool.plans.agenda import agenda_of, timed_steps
from therapytool.plans.content import ExerciseItem, HomeworkSheet, PlanContent
from therapytool.plans.shelf import Shelf
from therapytool.rendering.document import Document


class PacketPart(StrEnum):
    """What a packet can hold, in the order in which it is bound."""

    COVER = "cover"
    AGENDA = "agenda"
    GUIDE = "guide"
    WORKSHEETS = "worksheets"
    HOMEWORK = "homework"

    @property
    def label(self) -> str:
        """As on the packet page: "Clinician's guide"."""
        return _PART_TITLES[self]


_PART_TITLES = {
    PacketPart.COVER: "Cover",
    PacketPart.AGENDA: "Agenda",
    PacketPart.GUIDE: "Clinician’s guide",
    PacketPart.WORKSHEETS: "Worksheets",
    PacketPart.HOMEWORK: "Homework sheets",
}


@dataclass(frozen=True, slots=True)
class PlanToPrint:
    """A plan with all that its pages need: its exercises, the practice's letterhead, the library's fixed texts."""

    plan: PlanContent
    shelf: Shelf
    letterhead: Letterhead
    catalog: Catalog
    printed_on: date


def packet_documents(source: PlanToPrint, parts: frozenset[PacketPart]) -> tuple[Document, ...]:
    """The documents of the chosen parts, in binding order; a part with nothing in it gives none.

    Raises NotFound for an exercise that is not on the shelf.
    """
    makers = {
        PacketPart.COVER: _cover,
        PacketPart.AGENDA: _agenda,
        PacketPart.GUIDE: _guides,
        PacketPart.WORKSHEETS: _worksheets,
        PacketPart.HOMEWORK: _homework,
    }
    return tuple(document for part in PacketPart if part in parts for document in makers[part](source))


def copy_labels(plan: PlanContent, copies: int) -> tuple[str, ...]:
    """What each copy says beside the name: two copies in a couple are partner A's and partner B's."""
    if plan.format is Format.COUPLE and copies == 2:
        return ("Partner A", "Partner B")
    return ("",) * copies


def _cover(source: PlanToPrint) -> Iterator[Document]:
    yield Document("cover.html", source.plan.title, _shared(source))


def _agenda(source: PlanToPrint) -> Iterator[Document]:
    yield Document("agenda.html", "Agenda", _shared(source), running_title=f"{source.plan.title}, agenda")


def _shared(source: PlanToPrint) -> dict[str, object]:
    return {
        "plan": source.plan,
        "agenda": agenda_of(source.plan, source.shelf),
        "homework": [(sheet, source.shelf.take(sheet)) for sheet in source.plan.homework],
        "letterhead": source.letterhead,
        "printed_on": source.printed_on,
    }


def _guides(source: PlanToPrint) -> Iterator[Document]:
    """One guide for each exercise item, in the order of the agenda."""
    for row in agenda_of(source.plan, source.shelf).rows:
        if row.exercise is None or row.dose is None:
            continue
        values = {
            "row": row,
            "exercise": row.exercise,
            "steps": timed_steps(row),
            "gates": [source.catalog.gates[gate] for gate in gates_for(row.exercise, source.plan.format)],
            "references": source.catalog.references_of(row.exercise),
            "letterhead": source.letterhead,
        }
        title = f"Guide: {row.exercise.title}"
        yield Document("guide.html", title, values, running_title=f"Clinician’s guide, {row.exercise.title}")


def _worksheets(source: PlanToPrint) -> Iterator[Document]:
    for item in source.plan.exercise_items:
        yield from sheet_copies(source, item, is_homework=False)


def _homework(source: PlanToPrint) -> Iterator[Document]:
    for sheet in source.plan.homework:
        yield from sheet_copies(source, sheet, is_homework=True)


def sheet_copies(source: PlanToPrint, sheet: ExerciseItem | HomeworkSheet, *, is_homework: bool) -> Iterator[Document]:
    """One worksheet as often as it is wanted, each copy with its person's label."""
    exercise = source.shelf.take(sheet)
    for label in copy_labels(source.plan, sheet.copies):
        yield worksheet_document(
            exercise,
            version=source.shelf.version_of(sheet),
            options=SheetOptions(dose=sheet.dose, copy_label=label, is_homework=is_homework),
            letterhead=source.letterhead,
            slots=sheet.slots,
            answers={},
        )
