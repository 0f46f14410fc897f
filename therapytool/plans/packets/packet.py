"""A plan as print documents: cover, agenda, clinician's guide, worksheets for each person, homework sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from therapytool.exercises.files.catalog import Catalog
from therapytool.exercises.grounding import grounding_document
from therapytool.exercises.letterhead import Letterhead
from therapytool.exercises.sheets.form import SheetToken
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.exercises.vocabulary import Format
from therapytool.plans.content import ExerciseItem, HomeworkSheet, PlanContent
from therapytool.plans.packets.binding import Bound, PacketOptions, Section, bind
from therapytool.plans.packets.copies import CopyFor, copies_for
from therapytool.plans.review import ReviewHomework
from therapytool.plans.shelf import Shelf
from therapytool.plans.timing.agenda import agenda_of, timed_steps
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


_COPIES_WITH_PEOPLE = {Format.INDIVIDUAL: 1, Format.COUPLE: 2}
_PART_TITLES = {
    PacketPart.COVER: "Cover",
    PacketPart.AGENDA: "Agenda",
    PacketPart.GUIDE: "Clinician’s guide",
    PacketPart.WORKSHEETS: "Worksheets",
    PacketPart.HOMEWORK: "Homework sheets",
}

SECTIONS = {
    PacketPart.WORKSHEETS: ("In the session", "Worksheets to work on together here"),
    PacketPart.HOMEWORK: ("To take home", "Sheets for the days between"),
}
"""Title and line of the section of each part that is for clients."""
UNNAMED = "Worksheets"
PLAIN = PacketOptions()


@dataclass(frozen=True, slots=True)
class PlanToPrint:
    """A plan with all that its pages need: its exercises, the practice's letterhead, the library's fixed texts.

    For a case also how its people put things (`words`: by exercise and seat), and the homework to talk about first.
    """

    plan: PlanContent
    shelf: Shelf
    letterhead: Letterhead
    catalog: Catalog
    printed_on: date
    words: Mapping[str, Mapping[int, Mapping[str, str]]] = field(default_factory=dict)
    to_review: tuple[ReviewHomework, ...] = ()

    def words_on(self, sheet: ExerciseItem | HomeworkSheet, copy: int) -> dict[str, str]:
        """What fills the slots of one copy, counted from 0: the person's own words, and the plan's before them.

        Only copies that have a person say what she says: one for one person, two for two partners.
        """
        is_personal = sheet.copies == _COPIES_WITH_PEOPLE.get(self.plan.format)
        known = self.words.get(sheet.exercise, {}).get(copy, {}) if is_personal else {}
        return {**known, **sheet.slots}


def packet_documents(
    source: PlanToPrint, parts: frozenset[PacketPart], options: PacketOptions = PLAIN
) -> tuple[Document, ...]:
    """The documents of the chosen parts, in binding order; a part with nothing in it gives none.

    Raises NotFound for an exercise that is not on the shelf.
    """
    front = (_cover(source),) if PacketPart.COVER in parts else ()
    mine = [
        *([Bound(agenda_document(source))] if PacketPart.AGENDA in parts else ()),
        *(guides_of(source) if PacketPart.GUIDE in parts else ()),
    ]
    sheets = [(part, tuple(SHEETS[part](source, options))) for part in SHEETS if part in parts]
    client = _by_person(sheets) if options.by_person else [_section(part, entries) for part, entries in sheets]
    last = [_grounding(source)] if options.grounding else []
    return bind(front, [Section("For you", "Agenda and guides; not for clients", tuple(mine)), *client, *last], options)


def _grounding(source: PlanToPrint) -> Section:
    page = grounding_document(source.letterhead)
    return Section(page.title, "", (Bound(page),), has_divider=False)


def _section(part: PacketPart, entries: tuple[Bound, ...]) -> Section:
    return Section(*SECTIONS[part], entries)


def _by_person(sheets: Iterable[tuple[PacketPart, tuple[Bound, ...]]]) -> list[Section]:
    """A section for each person, in the order in which they come up."""
    people: dict[str, list[Bound]] = {}
    for entry in (entry for _, entries in sheets for entry in entries):
        people.setdefault(entry.who or UNNAMED, []).append(entry)
    return [Section(who, "Worksheets and what to take home", tuple(entries)) for who, entries in people.items()]


def _cover(source: PlanToPrint) -> Document:
    return Document("cover.html", source.plan.title, _shared(source))


def agenda_document(source: PlanToPrint) -> Document:
    """The session on one page, for the clinician."""
    return Document("agenda.html", "Agenda", _shared(source), running_title=f"{source.plan.title}, agenda")


def _shared(source: PlanToPrint) -> dict[str, object]:
    return {
        "plan": source.plan,
        "agenda": agenda_of(source.plan, source.shelf),
        "homework": [(sheet, source.shelf.take(sheet)) for sheet in source.plan.homework],
        "letterhead": source.letterhead,
        "printed_on": source.printed_on,
        "to_review": source.to_review,
    }


def guides_of(source: PlanToPrint) -> Iterator[Bound]:
    """One guide for each exercise item, in the order of the agenda."""
    for row in agenda_of(source.plan, source.shelf).rows:
        if row.exercise is None or row.dose is None:
            continue
        values = {
            "row": row,
            "exercise": row.exercise,
            "steps": timed_steps(row),
            "references": source.catalog.references_of(row.exercise),
            "letterhead": source.letterhead,
        }
        title = f"Guide: {row.exercise.title}"
        guide = Document("guide.html", title, values, running_title=f"Clinician’s guide, {row.exercise.title}")
        yield Bound(guide, theme=row.exercise.theme)


def worksheets_of(source: PlanToPrint, options: PacketOptions = PLAIN) -> Iterator[Bound]:
    """The worksheets of the session, a copy for each person."""
    for item in source.plan.exercise_items:
        yield from sheet_copies(source, item, options, is_homework=False)


def homework_of(source: PlanToPrint, options: PacketOptions = PLAIN) -> Iterator[Bound]:
    """The sheets to take home, a copy for each person."""
    for sheet in source.plan.homework:
        yield from sheet_copies(source, sheet, options, is_homework=True)


SHEETS = {PacketPart.WORKSHEETS: worksheets_of, PacketPart.HOMEWORK: homework_of}


def sheet_copies(
    source: PlanToPrint, sheet: ExerciseItem | HomeworkSheet, options: PacketOptions = PLAIN, *, is_homework: bool
) -> Iterator[Bound]:
    """One worksheet as often as it is wanted, each copy with its person's label and name."""
    for number, copy in enumerate(copies_for(source.plan, sheet, options.names)):
        yield sheet_copy(
            source,
            sheet,
            copy,
            slots=source.words_on(sheet, number),
            is_homework=is_homework,
            is_fillable=options.fillable,
        )


def sheet_copy(
    source: PlanToPrint,
    sheet: ExerciseItem | HomeworkSheet,
    copy: CopyFor,
    *,
    slots: Mapping[str, str],
    is_homework: bool,
    is_fillable: bool = False,
) -> Bound:
    """One copy of a worksheet, with these words in its slots; one to fill in says its version, and nobody's name."""
    exercise, version = source.shelf.take(sheet), source.shelf.version_of(sheet)
    document = worksheet_document(
        exercise,
        version=version,
        options=SheetOptions(
            dose=sheet.dose,
            copy_label=copy.label,
            code_name=copy.code_name,
            is_homework=is_homework,
            token=SheetToken(version, sheet.dose) if is_fillable else None,
        ),
        letterhead=source.letterhead,
        slots=slots,
        answers={},
    )
    return Bound(document, copy.who, exercise.theme)
