"""What of a plan a practice can share: the session itself, and what was written into it only when she says so."""

from __future__ import annotations

from dataclasses import dataclass

from therapytool.plans.content import AnyItem, ExerciseItem, HomeworkSheet, PartItem, PlanContent
from therapytool.plans.timing.agenda import Agenda


@dataclass(frozen=True, slots=True)
class GoesAlong:
    """What is shared beside the agenda: notes beside items, and the words typed into slots. Neither, unless ticked."""

    notes: bool = False
    slots: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """Something that was typed into an item, to be read before it is shared."""

    item: str
    words: str


def shareable(plan: PlanContent, *, title: str, along: GoesAlong) -> PlanContent:
    """The plan as others get it: under a title of its own and without a clock time."""
    items = tuple(_shareable_item(item, along) for item in plan.items)
    return plan.model_copy(update={"title": title, "starts_at": None, "items": items})


def notes_in(agenda: Agenda) -> tuple[Written, ...]:
    """The notes of a plan, item by item."""
    return tuple(Written(row.title, row.item.notes) for row in agenda.rows if row.item.notes)


def slots_in(agenda: Agenda) -> tuple[Written, ...]:
    """The words typed into the slots of a plan's exercises and of the sheets to take home."""
    return tuple(
        Written(row.title, words)
        for row in agenda.rows
        for use in ((row.item,) if isinstance(row.item, ExerciseItem) else row.gives)
        for words in use.slots.values()
    )


def _shareable_item(item: AnyItem, along: GoesAlong) -> AnyItem:
    kept = item if along.notes else item.model_copy(update={"notes": None})
    if along.slots:
        return kept
    if isinstance(kept, PartItem):
        return kept.model_copy(update={"homework": tuple(_without_slots(sheet) for sheet in kept.homework)})
    return kept.model_copy(update={"slots": {}})


def _without_slots(sheet: HomeworkSheet) -> HomeworkSheet:
    return sheet.model_copy(update={"slots": {}})
