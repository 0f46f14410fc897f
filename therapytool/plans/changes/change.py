"""What a change to a plan is: a value that turns one content into the next and says in words what it did.

A change is built from the fields of a form, applied to the content alone, and never looks anything up; what it needs
of an exercise (its title, its version) is given to it. The changes themselves stand in `item_changes`,
`session_changes` and `homework_changes`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from therapytool.blocks.base import Content
from therapytool.errors import Conflict
from therapytool.plans.content import ExerciseItem, Part, PartItem, PlanContent
from therapytool.plans.timing.agenda import Agenda

Place = Annotated[int, Field(ge=0, le=60)]
ITEM_IS_GONE = "This item is no longer in the plan; it was removed in another window."
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
    """The content after a change, and the change in words: "Moved Check-in up"."""

    content: PlanContent
    description: str


class Change(Content):
    """Base of all changes."""

    def apply(self, plan: PlanContent, agenda: Agenda) -> Changed:
        """The plan after this change. Raises Conflict when it names an item that is gone."""
        raise NotImplementedError(type(self).__name__)


def index_of(plan: PlanContent, key: str) -> int:
    """The place of an item, counted from 0. Raises Conflict when it is gone."""
    for index, item in enumerate(plan.items):
        if item.key == key:
            return index
    raise Conflict(ITEM_IS_GONE)


def with_items(plan: PlanContent, items: tuple[ExerciseItem | PartItem, ...]) -> PlanContent:
    """The plan with other items."""
    return plan.model_copy(update={"items": items})


def inserted(plan: PlanContent, item: ExerciseItem | PartItem, at: int) -> PlanContent:
    """The plan with one more item at a place; past the end is at the end."""
    return with_items(plan, (*plan.items[:at], item, *plan.items[at:]))


def replaced(
    plan: PlanContent, key: str, change: Callable[[ExerciseItem | PartItem], ExerciseItem | PartItem]
) -> PlanContent:
    """The plan with one item changed. Raises Conflict when it is gone."""
    index_of(plan, key)
    return with_items(plan, tuple(change(item) if item.key == key else item for item in plan.items))


def place_before_the_close(plan: PlanContent) -> int:
    """The place before homework planning and summary, where new things belong."""
    return len(plan.items) - _run_of(plan.items[::-1], {Part.HOMEWORK_PLANNING, Part.SUMMARY})


def place_before_the_summary(plan: PlanContent) -> int:
    """The place before the summary a session closes with."""
    return len(plan.items) - _run_of(plan.items[::-1], {Part.SUMMARY})


def place_after_the_opening(plan: PlanContent) -> int:
    """The place after the check-in and homework review a session opens with."""
    return _run_of(plan.items, {Part.CHECK_IN, Part.HOMEWORK_REVIEW})


def _run_of(items: tuple[ExerciseItem | PartItem, ...], parts: set[Part]) -> int:
    """How many items at the beginning are one of these parts."""
    for count, item in enumerate(items):
        if not (isinstance(item, PartItem) and item.part in parts):
            return count
    return len(items)
