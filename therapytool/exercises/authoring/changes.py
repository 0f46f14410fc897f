"""Changes to a draft as values: each turns one draft into the next and says in words what it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from therapytool.blocks import KINDS
from therapytool.blocks.conditional import ConditionalBlock
from therapytool.blocks.gallery.texts import KIND_TEXTS
from therapytool.errors import InvalidContent, Problem
from therapytool.exercises.authoring.document import MOST_BLOCKS, Draft, DraftBlock, Typed, ids_in, unused_name
from therapytool.exercises.authoring.fields.form import title_of
from therapytool.exercises.authoring.fields.many_rows import in_step, with_lines
from therapytool.exercises.authoring.fields.rows import changed_rows
from therapytool.exercises.authoring.fields.starters import CONDITION, STARTERS, hung_anew, new_block
from therapytool.exercises.authoring.parts import BLOCK, PARTS, block_specs

LOCKED = "Its wording is locked. You can move it or leave it out."
GONE = "That block has been removed meanwhile. Nothing was changed."
FULL = f"A sheet has at most {MOST_BLOCKS} blocks."
NO_SUCH_KIND = "There is no such kind of block."
NO_SUCH_PART = "There is no such part."


@dataclass(frozen=True, slots=True)
class Changed:
    """A draft after a change, what was done, and the part to show now."""

    draft: Draft
    description: str
    part: str = ""


class Change(Protocol):
    """Anything that changes a draft."""

    def apply(self, draft: Draft) -> Changed:
        """The draft afterward. Raises InvalidContent for what cannot be done."""


@dataclass(frozen=True, slots=True)
class SetPart:
    """Other values in one part; `rows` is what else was pressed there, such as "add:columns"."""

    part: str
    values: Typed
    rows: str = ""

    def apply(self, draft: Draft) -> Changed:
        """Put the values in place; what a block is, its lock and its credit stay."""
        if self.part.startswith(BLOCK):
            return self._set_block(draft, found_block(draft, self.part.removeprefix(BLOCK)))
        part = PARTS.get(self.part)
        if part is None:
            raise refused(NO_SUCH_PART)
        if draft.is_locked and part.sheet:
            raise refused(LOCKED)
        values = changed_rows(part.specs, self.values, self.rows) if self.rows else self.values
        return Changed(part.put(draft, values), f"Changed “{part.title}”", self.part)

    def _set_block(self, draft: Draft, block: DraftBlock) -> Changed:
        if block.is_locked:
            raise refused(LOCKED)
        specs = block_specs(block)
        values = in_step(specs, block.content, self.values)
        values = changed_rows(specs, values, self.rows) if self.rows else values
        keys = {spec.key for spec in specs}
        kept = {key: value for key, value in block.content.items() if key not in keys}
        named = _with_names(_rehung({**kept, **values}, draft, block), draft, block)
        return Changed(draft.with_block(block.key, named), f"Changed {block_title(block)}", self.part)


@dataclass(frozen=True, slots=True)
class AddRows:
    """A row more in the list `place` of a part for each of several lines."""

    part: str
    place: str
    lines: tuple[str, ...]

    def apply(self, draft: Draft) -> Changed:
        """Add them behind the others; rows nobody has written in yet make room."""
        key = self.part.removeprefix(BLOCK)
        block = found_block(draft, key) if self.part.startswith(BLOCK) else None
        part = PARTS.get(self.part)
        if block is not None:
            starter = STARTERS.get(block.kind, {}).get(self.place, ())
            values = with_lines(block_specs(block), block.content, self.place, self.lines, starter)
            return SetPart(self.part, values).apply(draft)
        if part is None:
            raise refused(NO_SUCH_PART)
        return SetPart(self.part, with_lines(part.specs, part.values(draft), self.place, self.lines, ())).apply(draft)


@dataclass(frozen=True, slots=True)
class AddBlock:
    """A new block of a kind, after the block of key `after`, or at the end."""

    kind: str
    after: str = ""

    def apply(self, draft: Draft) -> Changed:
        """Put a block there that is right as it stands."""
        if self.kind not in KINDS:
            raise refused(NO_SUCH_KIND)
        if len(draft.blocks) >= MOST_BLOCKS:
            raise refused(FULL)
        block = new_block(self.kind, draft.blocks)
        blocks = list(draft.blocks)
        place = next((number for number, each in enumerate(blocks, 1) if each.key == self.after), len(blocks))
        blocks.insert(place, block)
        return Changed(draft.with_blocks(blocks), f"Added {KIND_TEXTS[self.kind].title}", f"{BLOCK}{block.key}")


@dataclass(frozen=True, slots=True)
class MoveBlock:
    """A block some places up (negative) or down, or to a place counted from 0."""

    key: str
    by: int = 0
    to: int | None = None

    def apply(self, draft: Draft) -> Changed:
        """Move it as far as there is room."""
        block = found_block(draft, self.key)
        blocks = list(draft.blocks)
        place = blocks.index(block)
        target = place + self.by if self.to is None else self.to
        blocks.insert(min(max(target, 0), len(blocks) - 1), blocks.pop(place))
        return Changed(draft.with_blocks(blocks), f"Moved {block_title(block)}")


@dataclass(frozen=True, slots=True)
class DuplicateBlock:
    """A second block with the same content, behind the first."""

    key: str

    def apply(self, draft: Draft) -> Changed:
        """Double it; its answers get a name of their own."""
        if len(draft.blocks) >= MOST_BLOCKS:
            raise refused(FULL)
        block = found_block(draft, self.key)
        content = dict(block.content)
        if content.get("id"):
            content["id"] = unused_name(str(content["id"]).rstrip("_0123456789") or block.kind, ids_in(draft.blocks))
        second = DraftBlock(content=content)
        blocks = list(draft.blocks)
        blocks.insert(blocks.index(block) + 1, second)
        return Changed(draft.with_blocks(blocks), f"Duplicated {block_title(block)}", f"{BLOCK}{second.key}")


@dataclass(frozen=True, slots=True)
class RemoveBlock:
    """A block taken off the sheet."""

    key: str

    def apply(self, draft: Draft) -> Changed:
        """Leave it out; its neighbor is shown instead."""
        block = found_block(draft, self.key)
        blocks = list(draft.blocks)
        place = blocks.index(block)
        del blocks[place]
        shown = f"{BLOCK}{blocks[min(place, len(blocks) - 1)].key}" if blocks else "sheet"
        return Changed(draft.with_blocks(blocks), f"Removed {block_title(block)}", shown)


@dataclass(frozen=True, slots=True)
class ReplaceAll:
    """Everything as it was in another version."""

    content: Draft
    description: str

    def apply(self, draft: Draft) -> Changed:
        """Take the other version's content; the exercise keeps its slug."""
        slug = {"slug": draft.fields["slug"]} if "slug" in draft.fields else {}
        return Changed(self.content.with_values(fields={**self.content.fields, **slug}), self.description)


def block_title(block: DraftBlock) -> str:
    """What a block is called in messages: its words, else its kind."""
    words = title_of({key: block.content.get(key) for key in ("label", "heading", "text", "caption")})
    name = KIND_TEXTS.get(block.kind)
    return f"“{words}”" if words else name.title if name else "a block"


def refused(message: str) -> InvalidContent:
    """A change that cannot be made, and why."""
    return InvalidContent((Problem("", None, "", message),))


def found_block(draft: Draft, key: str) -> DraftBlock:
    """The block of a key. Raises InvalidContent when it is gone."""
    block = draft.find(key)
    if block is None:
        raise refused(GONE)
    return block


def _rehung(content: Typed, draft: Draft, block: DraftBlock) -> Typed:
    """With a condition that can be met, where a block was hung on another answer and nothing else was changed."""
    before = {key: block.content.get(key) for key in CONDITION[1:]}
    is_moved = content.get("when") != block.content.get("when")
    if (
        KINDS.get(block.kind) is not ConditionalBlock
        or not is_moved
        or before != {key: content.get(key) for key in before}
    ):
        return content
    return hung_anew(content, tuple(each for each in draft.blocks if each.key != block.key))


def _with_names(content: Typed, draft: Draft, block: DraftBlock) -> Typed:
    """With a name for its answers, and for those of its parts, where the field was left empty."""
    others = ids_in(each for each in draft.blocks if each.key != block.key)
    if ("id" in content or content.get("parts")) and not content.get("id"):
        content = {**content, "id": unused_name(block.kind, others)}
    for rows, key, stem in (("zones", "key", "place"), ("parts", "id", "question")):
        if isinstance(content.get(rows), list) and all(isinstance(row, dict) for row in content[rows]):
            content = {**content, rows: _rows_with_names(content[rows], key, stem)}
    return content


def _rows_with_names(rows: list[Typed], key: str, stem: str) -> list[Typed]:
    named: list[Typed] = []
    for row in rows:
        taken = {str(each.get(key)) for each in (*rows, *named) if each.get(key)}
        named.append(row if row.get(key) else {**row, key: unused_name(stem, taken)})
    return named
