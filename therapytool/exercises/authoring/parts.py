"""The parts of an exercise that are written one at a time: what stands in the outline, and which fields each has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from therapytool.blocks import KINDS
from therapytool.exercises.authoring.document import Draft, DraftBlock, Typed
from therapytool.exercises.authoring.fields.specs import Spec, specs_of
from therapytool.exercises.content import ExerciseContent, Worksheet

BLOCK = "block-"


@dataclass(frozen=True, slots=True)
class Part:
    """Fields that are shown and saved together; `fields` of the exercise, `sheet` of its worksheet."""

    name: str
    title: str
    says: str
    fields: tuple[str, ...] = ()
    sheet: tuple[str, ...] = ()

    @property
    def specs(self) -> tuple[Spec, ...]:
        """Its fields."""
        own = specs_of(ExerciseContent, self.fields) if self.fields else ()
        return own + (specs_of(Worksheet, self.sheet) if self.sheet else ())

    def values(self, draft: Draft) -> Typed:
        """What stands in its fields."""
        keys = {spec.key for spec in self.specs}
        return {key: value for key, value in {**draft.fields, **draft.sheet}.items() if key in keys}

    def put(self, draft: Draft, values: Typed) -> Draft:
        """The draft with other values in this part's fields."""
        return draft.with_values(
            fields=_replaced(draft.fields, specs_of(ExerciseContent, self.fields) if self.fields else (), values),
            sheet=_replaced(draft.sheet, specs_of(Worksheet, self.sheet) if self.sheet else (), values),
        )


ABOUT = Part(
    "about",
    "About it",
    "What it is called and how it is found.",
    fields=("title", "summary", "themes", "formats", "audience", "intensity", "keywords"),
)
AIMS = Part("aims", "Aims", "What it is for, and why it may help.", fields=("aims", "mechanism"))
STEPS = Part("steps", "Steps", "What you do in the room, minute by minute.", fields=("steps", "materials"))
DEBRIEF = Part("debrief", "Debrief", "What you ask afterward, and what goes home.", fields=("debrief", "homework"))
SAFETY = Part("safety", "Safety", "What to clear first, and when to take care.", fields=("gates", "cautions"))
SOURCES = Part(
    "sources",
    "Sources",
    "What it builds on. A credit prints on every sheet.",
    fields=("prerequisites", "references", "idea_credit", "credit"),
)
SHEET = Part("sheet", "Top of the sheet", "What the client reads first.", sheet=("purpose", "minutes", "setting"))
SLOTS = Part(
    "slots", "Words that can be changed", "“Your partner” in one print, “your wife” in the next.", fields=("slots",)
)

CLINICIANS = (ABOUT, AIMS, STEPS, DEBRIEF, SAFETY, SOURCES)
CLIENTS = (SHEET, SLOTS)
PARTS: Mapping[str, Part] = {part.name: part for part in (*CLINICIANS, *CLIENTS)}


def part_of_field(name: str) -> str:
    """The part in which a field of the exercise is edited; empty for what has none."""
    return next((part.name for part in PARTS.values() if name in part.fields or name in part.sheet), "")


def block_specs(block: DraftBlock) -> tuple[Spec, ...]:
    """The fields of a block; none for a kind there is not."""
    model = KINDS.get(block.kind)
    return specs_of(model) if model else ()


def _replaced(old: Typed, specs: tuple[Spec, ...], values: Typed) -> Typed:
    keys = {spec.key for spec in specs}
    kept = {key: value for key, value in old.items() if key not in keys}
    return kept | {key: value for key, value in values.items() if key in keys}
