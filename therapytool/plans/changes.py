"""Every change a person can make to a plan, as a value: what it does to the content, and how it reads in "Undo ...".

A change is built from the fields of a form, applied to the content alone, and never looks anything up; what it needs
of an exercise (its title, its version) is given to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Annotated, Literal

from pydantic import Field

from therapytool.blocks.base import Content, Key, Label, Prose, Slug
from therapytool.blocks.dose import Dose
from therapytool.errors import Conflict
from therapytool.exercises.vocabulary import Format
from therapytool.plans.agenda import Agenda
from therapytool.plans.content import (
    Copies,
    ExerciseItem,
    ItemKey,
    ItemMinutes,
    Part,
    PartItem,
    PlanContent,
    PlanMinutes,
    Role,
    SlotText,
    VersionHash,
)
from therapytool.plans.cures import CureStep, cheapest_cure
from therapytool.tokens import new_public_id

Place = Annotated[int, Field(ge=0, le=60)]
PART_MINUTES = {
    Part.CHECK_IN: 5,
    Part.HOMEWORK_REVIEW: 8,
    Part.TEACHING: 5,
    Part.BREAK: 5,
    Part.NOTE: 0,
    Part.HOMEWORK_PLANNING: 6,
    Part.SUMMARY: 4,
}
"""Minutes a fixed part starts with when it is added."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The content after a change, and the change in words: "Moved Check-in"."""

    content: PlanContent
    description: str


class Change(Content):
    """Base of all changes."""

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        """The plan after this change. Raises Conflict when it names an item that is gone."""
        raise NotImplementedError(type(self).__name__)


class AddExercise(Change):
    """Put an exercise into the agenda; without a place it goes before the closing parts."""

    change: Literal["add-exercise"]
    exercise: Slug
    title: Label
    version: VersionHash
    at: Place | None = None

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        copies = 2 if plan.format is Format.COUPLE else 1
        item = ExerciseItem(exercise=self.exercise, version=self.version, copies=copies)
        return Changed(_inserted(plan, item, self.at), f"Added {self.title}")


class AddPart(Change):
    """Put a fixed part into the agenda."""

    change: Literal["add-part"]
    part: Part
    at: Place | None = None

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        item = PartItem(part=self.part, minutes=PART_MINUTES[self.part])
        at = len(plan.items) if self.at is None and self.part is Part.SUMMARY else self.at
        return Changed(_inserted(plan, item, at), f"Added {self.part.label}")


class Move(Change):
    """Put an item at another place, counted from 0 among the other items; `by` moves it up (-1) or down (1)."""

    change: Literal["move"]
    key: ItemKey
    to: Place | None = None
    by: Annotated[int, Field(ge=-60, le=60)] = 0

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        index = _index(plan, self.key)
        others = [item for item in plan.items if item.key != self.key]
        target = index + self.by if self.to is None else self.to
        others.insert(max(0, min(target, len(others))), plan.items[index])
        return Changed(_with_items(plan, tuple(others)), f"Moved {agenda.title_of(self.key)}")


class Remove(Change):
    """Take an item out."""

    change: Literal["remove"]
    key: ItemKey

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        _index(plan, self.key)
        left = tuple(item for item in plan.items if item.key != self.key)
        return Changed(_with_items(plan, left), f"Removed {agenda.title_of(self.key)}")


class Duplicate(Change):
    """Put a copy of an item behind it."""

    change: Literal["duplicate"]
    key: ItemKey

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        index = _index(plan, self.key)
        copy = plan.items[index].model_copy(update={"key": new_public_id(8)})
        return Changed(_inserted(plan, copy, index + 1), f"Duplicated {agenda.title_of(self.key)}")


class SetItem(Change):
    """Change what is given of an item (minutes, dose, role, copies, notes, ...) and leave the rest."""

    change: Literal["set-item"]
    key: ItemKey
    minutes: ItemMinutes | None = None
    dose: Dose | None = None
    role: Role | None = None
    copies: Copies | None = None
    cut_first: bool | None = None
    title: Label | None = None
    notes: Prose | None = None
    materials: tuple[Label, ...] | None = Field(default=None, max_length=20)
    slots: dict[Key, SlotText] | None = None

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        item = plan.items[_index(plan, self.key)]
        given = {name: getattr(self, name) for name in self.model_fields_set - {"change", "key"}}
        update = {name: value for name, value in given.items() if name in type(item).model_fields}
        if "materials" in update:
            update["materials"] = update["materials"] or ()
        if "dose" in update and "minutes" not in update:
            update["minutes"] = None
        described = self._in_words(agenda.title_of(self.key), set(update))
        return Changed(_replaced(plan, self.key, lambda old: old.model_copy(update=update)), described)

    def _in_words(self, title: str, names: set[str]) -> str:
        if self.dose and "dose" in names:
            return f"{title}: {self.dose} dose"
        if "minutes" in names and self.minutes is not None and len(names) == 1:
            return f"{title}: {self.minutes} minutes"
        return f"Changed {title}"


class SetPlan(Change):
    """Change what is given of the plan itself: title, summary, format, length in minutes, start."""

    change: Literal["set-plan"]
    title: Label | None = None
    summary: Label | None = None
    format: Format | None = None
    minutes: PlanMinutes | None = None
    starts_at: time | None = None

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        update = {name: getattr(self, name) for name in self.model_fields_set - {"change"}}
        kept = {name: value for name, value in update.items() if value is not None or name in {"summary", "starts_at"}}
        described = f"Renamed to {self.title}" if set(kept) == {"title"} else "Changed the session"
        return Changed(plan.model_copy(update=kept), described)


class ApplyCure(Change):
    """Make the agenda fit by the cheapest cure."""

    change: Literal["cure"]

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        cure = cheapest_cure(agenda)
        if cure is None:
            return Changed(plan, "Nothing to shorten")
        for step in cure.changes:
            plan = _cured(plan, step)
        return Changed(plan, "; ".join(step.in_words for step in cure.changes).capitalize())


class UseNewVersion(Change):
    """Take the current version of an exercise in place of the one the plan has held."""

    change: Literal["use-new-version"]
    key: ItemKey
    version: VersionHash

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        def renewed(item: ExerciseItem | PartItem) -> ExerciseItem | PartItem:
            return item.model_copy(update={"version": self.version}) if isinstance(item, ExerciseItem) else item

        return Changed(_replaced(plan, self.key, renewed), f"New version of {agenda.title_of(self.key)}")


def _cured(plan: PlanContent, step: CureStep) -> PlanContent:
    if step.dose is None:
        return _with_items(plan, tuple(item for item in plan.items if item.key != step.item_key))
    return _replaced(plan, step.item_key, lambda old: old.model_copy(update={"dose": step.dose, "minutes": None}))


def _index(plan: PlanContent, key: str) -> int:
    for index, item in enumerate(plan.items):
        if item.key == key:
            return index
    raise Conflict("This item is no longer in the plan; it was removed in another window. Reload the page.")


def _with_items(plan: PlanContent, items: tuple[ExerciseItem | PartItem, ...]) -> PlanContent:
    return plan.model_copy(update={"items": items})


def _inserted(plan: PlanContent, item: ExerciseItem | PartItem, at: int | None) -> PlanContent:
    place = _before_the_close(plan) if at is None else min(at, len(plan.items))
    return _with_items(plan, (*plan.items[:place], item, *plan.items[place:]))


def _before_the_close(plan: PlanContent) -> int:
    """The place before homework planning and summary, where new things belong."""
    place = len(plan.items)
    while place:
        item = plan.items[place - 1]
        if not (isinstance(item, PartItem) and item.part in {Part.HOMEWORK_PLANNING, Part.SUMMARY}):
            break
        place -= 1
    return place


def _replaced(
    plan: PlanContent, key: str, change: Callable[[ExerciseItem | PartItem], ExerciseItem | PartItem]
) -> PlanContent:
    _index(plan, key)
    return _with_items(plan, tuple(change(item) if item.key == key else item for item in plan.items))
