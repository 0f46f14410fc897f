"""What a plan is: a format, a start, and items in order. Starter files, editor and terminal share these types."""

from __future__ import annotations

from datetime import time
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, StringConstraints, Tag, model_validator

from therapytool.blocks.base import Content, Key, Label, Prose, Slug
from therapytool.blocks.dose import Dose
from therapytool.exercises.vocabulary import Format
from therapytool.tokens import new_public_id

SESSION_FORMATS = (45, 53, 80, 90, 120)
"""Session lengths in minutes that a clinician can pick; any other number is the free format."""

ItemKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{4,20}$")]
ItemMinutes = Annotated[int, Field(ge=0, le=240)]
Copies = Annotated[int, Field(ge=0, le=30)]
PlanMinutes = Annotated[int, Field(ge=10, le=480)]
SlotText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
VersionHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Role(StrEnum):
    """Who does an item: each alone, all together, or partner A then partner B."""

    ALONE = "alone"
    TOGETHER = "together"
    A_THEN_B = "a-then-b"

    @property
    def in_words(self) -> str:
        """ "together", "alone", "A, then B"."""
        return {"alone": "alone", "together": "together", "a-then-b": "A, then B"}[self.value]


class Part(StrEnum):
    """The fixed parts of a session."""

    CHECK_IN = "check-in"
    HOMEWORK_REVIEW = "homework-review"
    TEACHING = "teaching"
    BREAK = "break"
    NOTE = "note"
    HOMEWORK_PLANNING = "homework-planning"
    SUMMARY = "summary"

    @property
    def label(self) -> str:
        """As on the agenda: "Homework review"."""
        return self.value.replace("-", " ").capitalize().replace("Check in", "Check-in")


class Item(Content):
    """What every item has: its minutes, who does it, and what the clinician notes beside it."""

    key: ItemKey = Field(default_factory=lambda: new_public_id(8), description="Names the item inside its plan.")
    role: Role = Role.TOGETHER
    notes: Prose | None = Field(default=None, description="For the clinician; prints on the agenda only.")
    materials: tuple[Label, ...] = ()
    cut_first: bool = Field(default=False, description="To be dropped first when time runs out.")


class HomeworkSheet(Content):
    """One worksheet given to take home at the end of the session."""

    exercise: Slug
    version: VersionHash | None = None
    dose: Dose = Dose.STANDARD
    copies: Copies = 1
    slots: dict[Key, SlotText] = Field(default_factory=dict)


class PartItem(Item):
    """A fixed part: check-in, homework review, teaching, break, note, homework planning or summary."""

    part: Part
    title: Label | None = None
    minutes: ItemMinutes
    homework: tuple[HomeworkSheet, ...] = Field(default=(), max_length=12, description="Sheets to take home.")

    @model_validator(mode="after")
    def homework_is_planned(self) -> Self:
        if self.homework and self.part is not Part.HOMEWORK_PLANNING:
            raise ValueError("only a homework-planning part gives homework")
        return self


class ExerciseItem(Item):
    """An exercise at a dose; without minutes of its own it takes those of the dose."""

    exercise: Slug
    version: VersionHash | None = Field(default=None, description="The exact version used; set by the application.")
    dose: Dose = Dose.STANDARD
    minutes: ItemMinutes | None = None
    copies: Copies = Field(default=1, description="Worksheets printed; 0 prints none.")
    slots: dict[Key, SlotText] = Field(default_factory=dict)


def _kind_of_item(value: Any) -> Literal["exercise", "part"]:
    named = value if isinstance(value, dict) else vars(value)
    return "exercise" if "exercise" in named else "part"


AnyItem = Annotated[
    Annotated[ExerciseItem, Tag("exercise")] | Annotated[PartItem, Tag("part")], Discriminator(_kind_of_item)
]


class PlanContent(Content):
    """One session: its length in minutes, when it starts if that is known, and its items in order."""

    title: Label
    summary: Label | None = None
    format: Format = Format.INDIVIDUAL
    minutes: PlanMinutes = 53
    starts_at: time | None = None
    items: tuple[AnyItem, ...] = Field(default=(), max_length=60)

    @property
    def homework(self) -> tuple[HomeworkSheet, ...]:
        """Every sheet given to take home, in the order of the agenda."""
        return tuple(sheet for item in self.items if isinstance(item, PartItem) for sheet in item.homework)

    @property
    def exercise_items(self) -> tuple[ExerciseItem, ...]:
        """The items that are exercises."""
        return tuple(item for item in self.items if isinstance(item, ExerciseItem))

    @property
    def uses(self) -> tuple[ExerciseItem | HomeworkSheet, ...]:
        """Everything that names an exercise: the items, then the sheets to take home."""
        return (*self.exercise_items, *self.homework)

    @model_validator(mode="after")
    def keys_are_unique(self) -> Self:
        keys = [item.key for item in self.items]
        if len(set(keys)) < len(keys):
            raise ValueError("two items have the same key; leave 'key' out and each gets its own")
        return self


class StarterPlan(PlanContent):
    """A plan shipped as a file, found by its slug."""

    slug: Slug


class PlanFile(PlanContent):
    """Any plan as a file; one that is to be found by name has a slug."""

    slug: Slug | None = None
