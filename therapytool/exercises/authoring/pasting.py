"""Much at once: a table as a spreadsheet has it, and a block again for each of several prompts."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from therapytool.blocks.table import MOST_COLUMNS_UPRIGHT, MOST_ROWS
from therapytool.blocks.tables.cells import MOST_TERMS
from therapytool.exercises.authoring.changes import FULL, Changed, SetPart, block_title, found_block, refused
from therapytool.exercises.authoring.document import MOST_BLOCKS, Draft, DraftBlock, Typed, ids_in, unused_name
from therapytool.exercises.authoring.fields.many_rows import BETWEEN_FIELDS
from therapytool.exercises.authoring.fields.typed import one_line
from therapytool.exercises.authoring.parts import BLOCK, block_specs

NO_TABLE = "That is no table yet: paste the cells of a spreadsheet, the heads first and at least one row below them."
NO_PROMPT = "Write at least one prompt."
NOTHING_THERE = "–"
"""Stands in a blank cell of a column whose other cells hold words."""
LONGEST_LABEL = 300
KEPT = ("id", "label", "help", "from", "until")
"""What a table keeps when another is pasted over it."""


@dataclass(frozen=True, slots=True)
class PasteTable:
    """The cells of a spreadsheet, line by line, as the table of a block."""

    key: str
    lines: tuple[str, ...]

    def apply(self, draft: Draft) -> Changed:
        """Take heads from the first line and row labels from the first cells; a column with words in it keeps them."""
        block = found_block(draft, self.key)
        if not takes_table(block):
            raise refused(NO_TABLE)
        part = f"{BLOCK}{block.key}"
        kept = {key: value for key, value in block.content.items() if key in KEPT}
        changed = SetPart(part, {**kept, **table_of(self.lines)}).apply(draft)
        return Changed(changed.draft, f"Pasted a table into {block_title(block)}", part)


@dataclass(frozen=True, slots=True)
class DuplicateForPrompts:
    """The same block again for each of several prompts."""

    key: str
    prompts: tuple[str, ...]

    def apply(self, draft: Draft) -> Changed:
        """Put them behind the block, in order; the answers of each get a name of their own."""
        block = found_block(draft, self.key)
        prompts = [words for line in self.prompts if (words := one_line(line)[:LONGEST_LABEL])]
        if not prompts or "label" not in block.content:
            raise refused(NO_PROMPT)
        if len(draft.blocks) + len(prompts) > MOST_BLOCKS:
            raise refused(FULL)
        blocks = list(draft.blocks)
        place = blocks.index(block) + 1
        for number, words in enumerate(prompts):
            blocks.insert(place + number, again(block, blocks, label=words))
        said = f"Duplicated {block_title(block)} for {len(prompts)} more"
        return Changed(draft.with_blocks(blocks), said, f"{BLOCK}{blocks[place + len(prompts) - 1].key}")


def takes_table(block: DraftBlock) -> bool:
    """Whether a block has columns and labelled rows, into which a table can be pasted."""
    return {"columns", "row_labels"} <= {spec.key for spec in block_specs(block)}


def again(block: DraftBlock, others: Sequence[DraftBlock], **changed: str) -> DraftBlock:
    """A second block with the same content but for what is changed; its answers get a name of their own."""
    content = {**deepcopy(block.content), **changed}
    if content.get("id"):
        content["id"] = unused_name(str(content["id"]).rstrip("_0123456789") or block.kind, ids_in(others))
    return DraftBlock(content=content)


def table_of(lines: Sequence[str]) -> Typed:
    """What a table says that was pasted as lines of cells. Raises InvalidContent for what is none."""
    head, *rows = _cells(lines) or [[]]
    if len(head) < 2 or not rows:
        raise refused(NO_TABLE)
    has_labels = any(row[0] for row in rows)
    first = 1 if has_labels or not head[0] else 0
    columns = [_column(words, [row[number] for row in rows]) for number, words in enumerate(head) if number >= first]
    is_all_there = all("given" in column for column in columns)
    table: Typed = {"columns": columns[:MOST_TERMS], **({"row_height": "short"} if is_all_there else {})}
    if has_labels:
        table |= {"row_labels": [row[0] or NOTHING_THERE for row in rows], **({"row_head": head[0]} if head[0] else {})}
    else:
        table["blank_rows"] = len(rows)
    return {**table, "landscape": True} if len(columns) > MOST_COLUMNS_UPRIGHT else table


def _cells(lines: Sequence[str]) -> list[list[str]]:
    """The cells of each line that has any, as many in each as the widest has."""
    said = (line.split(BETWEEN_FIELDS) for line in lines if line.strip(" "))
    texts = [[one_line(cell)[:LONGEST_LABEL] for cell in line] for line in said]
    width = max(map(len, texts), default=0)
    return [[*row, *[""] * (width - len(row))] for row in texts[: MOST_ROWS + 1]]


def _column(head: str, texts: Sequence[str]) -> dict[str, Any]:
    """A column that asks for words, or holds those that are there."""
    column: dict[str, Any] = {"head": head or NOTHING_THERE}
    return {**column, "answer": "given", "given": [text or NOTHING_THERE for text in texts]} if any(texts) else column
