"""Changes to the items of a plan: adding, moving, removing, duplicating, and setting what one item says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import Field

from therapytool.blocks.base import Key, Label, Prose, Slug
from therapytool.blocks.dose import Dose
from therapytool.exercises.vocabulary import Format
from therapytool.formatting import in_words, minutes_in_words
from therapytool.plans.changes.change import (
    PART_MINUTES,
    Change,
    Changed,
    Place,
    index_of,
    inserted,
    place_after_the_opening,
    place_before_the_close,
    replaced,
    with_items,
)
from therapytool.plans.content import (
    Copies,
    ExerciseItem,
    ItemKey,
    ItemMinutes,
    Part,
    PartItem,
    PlanContent,
    Role,
    SlotText,
    VersionHash,
)
from therapytool.plans.timing.agenda import Agenda
from therapytool.tokens import new_public_id

Materials = Annotated[tuple[Label, ...], Field(max_length=20)]


class AddExercise(Change):
    """Put an exercise into the agenda; without a place it goes before the closing parts."""

    change: Literal["add-exercise"]
    exercise: Slug
    title: Label
    version: VersionHash
    dose: Dose = Dose.STANDARD
    at: Place | None = None

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        copies = 2 if plan.format is Format.COUPLE else 1
        item = ExerciseItem(exercise=self.exercise, version=self.version, dose=self.dose, copies=copies)
        at = place_before_the_close(plan) if self.at is None else self.at
        return Changed(inserted(plan, item, at), f"Added {self.title}")


class AddPart(Change):
    """Put a fixed part into the agenda; without a place it goes where such a part usually stands."""

    change: Literal["add-part"]
    part: Part
    at: Place | None = None

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        item = PartItem(part=self.part, minutes=PART_MINUTES[self.part])
        at = self._usual_place(plan) if self.at is None else self.at
        return Changed(inserted(plan, item, at), f"Added {self.part.label}")

    def _usual_place(self, plan: PlanContent) -> int:
        if self.part is Part.CHECK_IN:
            return 0
        if self.part is Part.HOMEWORK_REVIEW:
            return place_after_the_opening(plan)
        return len(plan.items) if self.part is Part.SUMMARY else place_before_the_close(plan)


class Move(Change):
    """Put an item at another place, counted from 0 among the other items; `by` moves it up (-1) or down (1)."""

    change: Literal["move"]
    key: ItemKey
    to: Place | None = None
    by: Annotated[int, Field(ge=-60, le=60)] = 0

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        index = index_of(plan, self.key)
        others = [item for item in plan.items if item.key != self.key]
        target = max(0, min(index + self.by if self.to is None else self.to, len(others)))
        others.insert(target, plan.items[index])
        where = "up" if target < index else "down"
        return Changed(with_items(plan, tuple(others)), f"Moved {agenda.title_of(self.key)} {where}")


class Remove(Change):
    """Take an item out."""

    change: Literal["remove"]
    key: ItemKey

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        index_of(plan, self.key)
        left = tuple(item for item in plan.items if item.key != self.key)
        return Changed(with_items(plan, left), f"Removed {agenda.title_of(self.key)}")


class Duplicate(Change):
    """Put a copy of an item behind it."""

    change: Literal["duplicate"]
    key: ItemKey

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        index = index_of(plan, self.key)
        copy = plan.items[index].model_copy(update={"key": new_public_id(8)})
        return Changed(inserted(plan, copy, index + 1), f"Duplicated {agenda.title_of(self.key)}")


class SetItem(Change):
    """Change what is given of an item (minutes, dose, role, copies, notes, ...) and leave the rest.

    Another dose brings its own minutes. What an item of this kind does not have is ignored.
    """

    change: Literal["set-item"]
    key: ItemKey
    minutes: ItemMinutes | None = None
    dose: Dose | None = None
    role: Role | None = None
    copies: Copies | None = None
    cut_first: bool | None = None
    title: Label | None = None
    notes: Prose | None = None
    materials: Materials | None = None
    slots: dict[Key, SlotText] | None = None

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        item = plan.items[index_of(plan, self.key)]
        settable = set(type(item).model_fields) - {"key"}
        given = {name: getattr(self, name) for name in self.model_fields_set & settable}
        update = {name: value for name, value in given.items() if value != getattr(item, name)}
        if "dose" in update and "minutes" not in given:
            update["minutes"] = None
        described = _described(agenda.title_of(self.key), update)
        return Changed(replaced(plan, self.key, lambda old: old.model_copy(update=update)), described)


SAYINGS: dict[str, Callable[[Any], str]] = {
    "dose": lambda dose: f"{dose} dose",
    "minutes": lambda minutes: "the minutes of its dose" if minutes is None else minutes_in_words(minutes),
    "role": lambda role: role.in_words,
    "copies": lambda copies: "1 copy" if copies == 1 else f"{copies} copies",
    "cut_first": lambda cut_first: "cut first" if cut_first else "not to be cut first",
    "title": lambda title: f"now called {title}" if title else "its usual name",
    "notes": lambda notes: "notes",
    "materials": lambda materials: "materials",
    "slots": lambda slots: "the client’s own words",
}
"""How each thing that can be set of an item reads after its title."""


def _described(title: str, update: dict[str, Any]) -> str:
    """ "Listen, Don't Fix: short dose"; the minutes that come with a dose go without saying."""
    said = [say(update[name]) for name, say in SAYINGS.items() if name in update]
    if "dose" in update and update.get("minutes", 0) is None:
        said.remove(SAYINGS["minutes"](None))
    return f"{title}: {in_words(said)}" if said else f"{title} as before"


class UseNewVersion(Change):
    """Take the current version of an exercise wherever the plan holds an older one."""

    change: Literal["use-new-version"]
    exercise: Slug
    title: Label
    version: VersionHash

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        items = tuple(self._renewed(item) for item in plan.items)
        return Changed(with_items(plan, items), f"New version of {self.title}")

    def _renewed(self, item: ExerciseItem | PartItem) -> ExerciseItem | PartItem:
        if isinstance(item, ExerciseItem):
            is_meant = item.exercise == self.exercise
            return item.model_copy(update={"version": self.version}) if is_meant else item
        sheets = tuple(
            sheet.model_copy(update={"version": self.version}) if sheet.exercise == self.exercise else sheet
            for sheet in item.homework
        )
        return item.model_copy(update={"homework": sheets})
