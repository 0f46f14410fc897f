"""Changes to a plan as a whole: what it is called, who is in the room, how long it may take, and making it fit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any, Literal, TypeVar

from therapytool.blocks.base import Label
from therapytool.errors import Conflict
from therapytool.exercises.vocabulary import Format
from therapytool.formatting import clock_time, in_words, minutes_in_words
from therapytool.plans.changes.change import Change, Changed, replaced, with_items
from therapytool.plans.content import ExerciseItem, HomeworkSheet, PartItem, PlanContent, PlanMinutes
from therapytool.plans.timing.agenda import Agenda
from therapytool.plans.timing.cures import CureStep, cheapest_cure

Sheet = TypeVar("Sheet", ExerciseItem, HomeworkSheet)
MAY_BE_EMPTY = {"summary", "starts_at"}


class SetPlan(Change):
    """Change what is given of the plan itself: title, summary, format, length in minutes, start.

    Between a couple and one person the sheets printed once or twice follow: two copies for a couple, else one.
    """

    change: Literal["set-plan"]
    title: Label | None = None
    summary: Label | None = None
    format: Format | None = None
    minutes: PlanMinutes | None = None
    starts_at: time | None = None

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        given = {name: getattr(self, name) for name in self.model_fields_set - {"change"}}
        update = {
            name: value
            for name, value in given.items()
            if value != getattr(plan, name) and (value is not None or name in MAY_BE_EMPTY)
        }
        changed = plan.model_copy(update=update)
        if "format" in update:
            changed = with_items(changed, _with_copies(plan.items, before=plan.format, after=changed.format))
        return Changed(changed, _described(update))


class ApplyCure(Change):
    """Make the agenda fit by the cheapest cure. Raises Conflict when there is nothing to cure any more."""

    change: Literal["cure"]

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        cure = cheapest_cure(agenda)
        if cure is None:
            raise Conflict("The session fits already; nothing was shortened.")
        for step in cure.changes:
            plan = _cured(plan, step)
        return Changed(plan, cure.in_words[:1].upper() + cure.in_words[1:])


def _cured(plan: PlanContent, step: CureStep) -> PlanContent:
    if step.dose is None:
        return with_items(plan, tuple(item for item in plan.items if item.key != step.item_key))
    return replaced(plan, step.item_key, lambda old: old.model_copy(update={"dose": step.dose, "minutes": None}))


def _described(update: dict[str, Any]) -> str:
    said = []
    if "title" in update:
        said.append(f"renamed to {update['title']}")
    if "format" in update:
        said.append(f"{update['format']} session")
    if "minutes" in update:
        said.append(f"session of {minutes_in_words(update['minutes'])}")
    if "starts_at" in update:
        said.append(f"starts at {clock_time(update['starts_at'])}" if update["starts_at"] else "no starting time")
    if "summary" in update:
        said.append("what the session is for")
    words = in_words(said) or "nothing changed"
    return words[:1].upper() + words[1:]


def _with_copies(
    items: Iterable[ExerciseItem | PartItem], *, before: Format, after: Format
) -> tuple[ExerciseItem | PartItem, ...]:
    """The items with copies for the people now in the room, where they had the copies usual before."""
    usual, wanted = (2 if format is Format.COUPLE else 1 for format in (before, after))

    def recount(sheet: Sheet) -> Sheet:
        return sheet.model_copy(update={"copies": wanted}) if sheet.copies == usual else sheet

    return tuple(
        recount(item)
        if isinstance(item, ExerciseItem)
        else item.model_copy(update={"homework": tuple(recount(sheet) for sheet in item.homework)})
        for item in items
    )
