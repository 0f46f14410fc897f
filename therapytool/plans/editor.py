"""The plan as the editor shows it: every value the page needs, worked out before the template is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.catalog import Catalog
from therapytool.exercises.vocabulary import Gate
from therapytool.plans.content import ExerciseItem, HomeworkSheet, PartItem, PlanContent, Role
from therapytool.plans.reminders import NOTHING_CLEARED, Reminder, reminders_of
from therapytool.plans.shelf import Shelf
from therapytool.plans.timing.agenda import Agenda, AgendaItem, agenda_of
from therapytool.plans.timing.cures import Cure, cheapest_cure
from therapytool.plans.timing.timebar import TimeBar, time_bar

LONGEST_EXCERPT = 90


@dataclass(frozen=True, slots=True)
class SlotField:
    """A wording place: its name and label, what it says unless told otherwise, and the words given."""

    name: str
    label: str
    usual: str
    words: str


@dataclass(frozen=True, slots=True)
class HomeworkField:
    """One sheet to take home, counted from 1."""

    number: int
    sheet: HomeworkSheet
    exercise: ExerciseContent
    slots: tuple[SlotField, ...]


@dataclass(frozen=True, slots=True)
class EditorRow:
    """One row of the agenda with what stands under its title and in its panel; `number` counts from 1."""

    number: int
    row: AgendaItem
    facts: tuple[str, ...]
    doses: Mapping[Dose, int]
    slots: tuple[SlotField, ...]
    homework: tuple[HomeworkField, ...]

    @property
    def item(self) -> ExerciseItem | PartItem:
        """The item behind the row."""
        return self.row.item

    @property
    def key(self) -> str:
        """The item's key."""
        return self.row.item.key

    @property
    def title(self) -> str:
        """The row's title."""
        return self.row.title


@dataclass(frozen=True, slots=True)
class Editor:
    """Everything in the middle of the editor."""

    agenda: Agenda
    rows: tuple[EditorRow, ...]
    bar: TimeBar
    cure: Cure | None
    reminders: tuple[Reminder, ...]


def editor_of(
    plan: PlanContent, shelf: Shelf, catalog: Catalog, cleared: Mapping[Gate, date] = NOTHING_CLEARED
) -> Editor:
    """Lay a plan out for editing; `cleared` are the gates recorded for its case.

    Raises NotFound for an exercise the shelf does not hold.
    """
    agenda = agenda_of(plan, shelf)
    return Editor(
        agenda=agenda,
        rows=tuple(_row(number, row, shelf) for number, row in enumerate(agenda.rows, 1)),
        bar=time_bar(agenda),
        cure=cheapest_cure(agenda),
        reminders=reminders_of(agenda, plan.format, catalog, cleared),
    )


def _row(number: int, row: AgendaItem, shelf: Shelf) -> EditorRow:
    item = row.item
    exercise = shelf.take(item) if isinstance(item, ExerciseItem) else None
    return EditorRow(
        number=number,
        row=row,
        facts=_facts(row, exercise, shelf),
        doses={dose: exercise.minutes(dose) for dose in Dose} if exercise else {},
        slots=_slot_fields(exercise, item) if exercise and isinstance(item, ExerciseItem) else (),
        homework=tuple(
            HomeworkField(place, sheet, shelf.take(sheet), _slot_fields(shelf.take(sheet), sheet))
            for place, sheet in enumerate(row.gives, 1)
        ),
    )


def _facts(row: AgendaItem, exercise: ExerciseContent | None, shelf: Shelf) -> tuple[str, ...]:
    """What stands under a row's title: who, how many copies, changed words, sheets to take home, notes."""
    item = row.item
    facts = [_sentence_case(item.role.in_words)] if exercise or item.role is not Role.TOGETHER else []
    if isinstance(item, ExerciseItem) and exercise:
        facts.append(copies_in_words(item.copies))
        facts += [f"“{slot.usual}” → “{slot.words}”" for slot in _slot_fields(exercise, item) if slot.words]
    facts += [f"To take home: {shelf.take(sheet).title}" for sheet in row.gives]
    if item.notes:
        facts.append(excerpt(item.notes))
    return tuple(facts)


def _slot_fields(exercise: ExerciseContent, use: ExerciseItem | HomeworkSheet) -> tuple[SlotField, ...]:
    return tuple(
        SlotField(slot.name, slot.label, slot.default, use.slots.get(slot.name, "")) for slot in exercise.slots
    )


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def copies_in_words(copies: int) -> str:
    """ "prints 2 copies", "prints no sheet"."""
    if copies == 0:
        return "prints no sheet"
    return "prints 1 copy" if copies == 1 else f"prints {copies} copies"


def excerpt(text: str) -> str:
    """The beginning of a text on one line, cut between words and ended with an ellipsis when there is more."""
    line = " ".join(text.replace("*", "").split())
    if len(line) <= LONGEST_EXCERPT:
        return line
    return line[: LONGEST_EXCERPT + 1].rsplit(" ", 1)[0].rstrip(",;:–-") + " …"
