"""A draft: an exercise as it was typed so far, valid or not, cut into the pieces that are edited one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from therapytool.exercises.content import ExerciseContent, Origin
from therapytool.tokens import new_public_id

Typed = dict[str, Any]
"""Values as they were typed: plain JSON under the names that content files use."""

DRAFT_SLUG = "draft"
"""Stands for the slug until an exercise is made ready for the first time."""
MOST_BLOCKS = 120
LARGEST_DRAFT = 400_000
"""Letters of a draft as JSON, as much as a content file may have."""


class DraftBlock(BaseModel):
    """One block as typed; `key` names it in the editor and never on paper."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(default_factory=lambda: new_public_id(6))
    content: Typed

    @property
    def kind(self) -> str:
        """What kind of block it is."""
        return str(self.content.get("kind", ""))

    @property
    def is_locked(self) -> bool:
        """Whether its wording may not be edited."""
        return self.content.get("locked") is True


class Draft(BaseModel):
    """The clinician's side and the facts (`fields`), the client's sheet but for its blocks (`sheet`), the blocks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: Typed
    sheet: Typed
    blocks: tuple[DraftBlock, ...] = ()

    @classmethod
    def of(cls, exercise: ExerciseContent) -> Self:
        """An exercise opened for writing."""
        fields = exercise.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        sheet = fields.pop("worksheet")
        blocks = sheet.pop("blocks")
        return cls(fields=fields, sheet=sheet, blocks=tuple(DraftBlock(content=block) for block in blocks))

    @property
    def title(self) -> str:
        """What it is called, or that it has no name yet."""
        return str(self.fields.get("title") or "") or "Untitled"

    @property
    def is_locked(self) -> bool:
        """Whether nothing of its wording may be edited."""
        return self.fields.get("locked") is True

    @property
    def size(self) -> int:
        """How much there is of it, in letters of JSON."""
        return len(json.dumps(self.as_exercise(), ensure_ascii=False))

    def as_exercise(self) -> Typed:
        """As an exercise would be read from a file."""
        sheet = {**self.sheet, "blocks": [block.content for block in self.blocks]}
        return {"slug": DRAFT_SLUG, **self.fields, "worksheet": sheet}

    def find(self, key: str) -> DraftBlock | None:
        """The block of this key; None when it is gone."""
        return next((block for block in self.blocks if block.key == key), None)

    def with_block(self, key: str, content: Typed) -> Self:
        """With other content in one block."""
        changed = tuple(b.model_copy(update={"content": content}) if b.key == key else b for b in self.blocks)
        return self.model_copy(update={"blocks": changed})

    def with_blocks(self, blocks: Iterable[DraftBlock]) -> Self:
        """With other blocks."""
        return self.model_copy(update={"blocks": tuple(blocks)})

    def with_values(self, *, fields: Typed | None = None, sheet: Typed | None = None) -> Self:
        """With other values of the clinician's side, the sheet, or both."""
        return self.model_copy(
            update={
                "fields": self.fields if fields is None else fields,
                "sheet": self.sheet if sheet is None else sheet,
            }
        )


def duplicate_of(exercise: ExerciseContent, *, version: str, source: str | None) -> Draft:
    """A copy to edit, which says on every sheet what it was made from; what is locked stays locked, with its credit."""
    draft = Draft.of(exercise)
    origin = Origin(title=exercise.title, version=version, source=source).model_dump(exclude_none=True)
    ending = " (my version)"
    title = exercise.title[: 300 - len(ending)] + ending
    kept = {**draft.fields, "slug": DRAFT_SLUG, "title": title, "adapted_from": origin}
    if not exercise.locked:
        return draft.with_values(fields=kept)
    lock = {"locked": True} | ({"credit": exercise.credit} if exercise.credit else {})
    blocks = (block.model_copy(update={"content": {**block.content, **lock}}) for block in draft.blocks)
    return draft.with_values(fields=kept).with_blocks(blocks)


def unused_name(stem: str, taken: Iterable[str]) -> str:
    """A name for answers that no other has: "table", "table_2"."""
    known = set(taken)
    names = (stem if number == 1 else f"{stem}_{number}" for number in range(1, len(known) + 2))
    return next(name for name in names if name not in known)


def ids_in(blocks: Iterable[DraftBlock]) -> set[str]:
    """The names of answers that blocks already use."""
    return {str(block.content["id"]) for block in blocks if block.content.get("id")}


def words_in(value: object) -> Iterable[str]:
    """Every text in typed values, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from words_in(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from words_in(part)
