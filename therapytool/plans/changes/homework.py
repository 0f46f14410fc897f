"""Changes to the sheets a plan gives to take home."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from therapytool.blocks.base import Key, Label, Slug
from therapytool.blocks.dose import Dose
from therapytool.errors import Conflict
from therapytool.exercises.vocabulary import Format
from therapytool.plans.changes.change import PART_MINUTES, Change, Changed, inserted, place_before_the_summary
from therapytool.plans.content import Copies, HomeworkSheet, ItemKey, Part, PartItem, PlanContent, SlotText, VersionHash
from therapytool.plans.timing.agenda import Agenda

SheetNumber = Annotated[int, Field(ge=1, le=12)]


class GiveHomework(Change):
    """Add a sheet to the homework-planning part; a plan without that part gets one."""

    change: Literal["give-homework"]
    exercise: Slug
    title: Label
    version: VersionHash
    dose: Dose = Dose.STANDARD

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        copies = 2 if plan.format is Format.COUPLE else 1
        sheet = HomeworkSheet(exercise=self.exercise, version=self.version, dose=self.dose, copies=copies)
        part = _planning_part(plan)
        if part is None:
            part = PartItem(part=Part.HOMEWORK_PLANNING, minutes=PART_MINUTES[Part.HOMEWORK_PLANNING])
            plan = inserted(plan, part, place_before_the_summary(plan))
        return Changed(_with_sheets(plan, part.key, (*part.homework, sheet)), f"{self.title} goes home")


class SetHomework(Change):
    """Change dose, copies or slots of one sheet, counted from 1."""

    change: Literal["set-homework"]
    key: ItemKey
    number: SheetNumber
    dose: Dose | None = None
    copies: Copies | None = None
    slots: dict[Key, SlotText] | None = None

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        sheets = list(_sheets(plan, self.key, self.number))
        given = {name: getattr(self, name) for name in self.model_fields_set & {"dose", "copies", "slots"}}
        update = {name: value for name, value in given.items() if value is not None}
        sheets[self.number - 1] = sheets[self.number - 1].model_copy(update=update)
        return Changed(_with_sheets(plan, self.key, tuple(sheets)), "Changed a homework sheet")


class TakeBackHomework(Change):
    """Take a sheet out of the homework, counted from 1."""

    change: Literal["take-back-homework"]
    key: ItemKey
    number: SheetNumber

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        sheets = _sheets(plan, self.key, self.number)
        left = sheets[: self.number - 1] + sheets[self.number :]
        return Changed(_with_sheets(plan, self.key, left), "Took a sheet out of the homework")


def _planning_part(plan: PlanContent) -> PartItem | None:
    parts = [item for item in plan.items if isinstance(item, PartItem) and item.part is Part.HOMEWORK_PLANNING]
    return parts[-1] if parts else None


def _sheets(plan: PlanContent, key: str, number: int) -> tuple[HomeworkSheet, ...]:
    """The sheets of a part, of which there are at least `number`. Raises Conflict otherwise."""
    for item in plan.items:
        if item.key == key and isinstance(item, PartItem) and len(item.homework) >= number:
            return item.homework
    raise Conflict("This sheet is no longer in the plan; it was removed in another window. Reload the page.")


def _with_sheets(plan: PlanContent, key: str, sheets: tuple[HomeworkSheet, ...]) -> PlanContent:
    items = [item.model_copy(update={"homework": sheets}) if item.key == key else item for item in plan.items]
    return plan.model_copy(update={"items": tuple(items)})
