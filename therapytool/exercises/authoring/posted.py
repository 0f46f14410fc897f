"""What a form of the editor sent becomes a change of the draft."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from therapytool.exercises.authoring.changes import (
    NO_SUCH_PART,
    AddBlock,
    AddRows,
    Change,
    DuplicateBlock,
    MoveBlock,
    RemoveBlock,
    SetPart,
    refused,
)
from therapytool.exercises.authoring.document import Draft
from therapytool.exercises.authoring.measure_blocks import AddMeasure
from therapytool.exercises.authoring.parts import BLOCK, PARTS, block_specs
from therapytool.exercises.authoring.specs import Spec
from therapytool.exercises.authoring.typed import clean, read_form

PREFIX = "f."
"""Before the names of fields of content, which may be called like anything."""
LINES = "lines."
"""Before the names of fields with lines to be made rows of."""
FARTHEST = 1_000
LONGEST_ROWS = 200

Values = MultiDict[str, str]


def read_change(values: Values, draft: Draft) -> Change:
    """The change a form asks for. Raises InvalidContent when it is none the page offers."""
    key = values.get("key", "")
    match values.get("change", ""):
        case "set-part":
            part = values.get("part", "")
            return SetPart(
                part, read_form(_specs(part, draft), values, prefix=PREFIX), rows=values.get("rows", "")[:LONGEST_ROWS]
            )
        case "add-rows":
            place = values.get("place", "")[:LONGEST_ROWS]
            return AddRows(values.get("part", ""), place, tuple(clean(values.get(f"{LINES}{place}", "")).splitlines()))
        case "add":
            measure, after = values.get("measure", ""), values.get("after", "")
            return AddMeasure(measure, after=after) if measure else AddBlock(values.get("kind", ""), after=after)
        case "move":
            return _move(key, values)
        case "duplicate":
            return DuplicateBlock(key)
        case "remove":
            return RemoveBlock(key)
        case _:
            raise refused("This is not one of the changes the page offers.")


def _specs(part: str, draft: Draft) -> tuple[Spec, ...]:
    block = draft.find(part.removeprefix(BLOCK)) if part.startswith(BLOCK) else None
    if block is not None:
        return block_specs(block)
    if part not in PARTS:
        raise refused(NO_SUCH_PART)
    return PARTS[part].specs


def _move(key: str, values: Values) -> MoveBlock:
    to = _number(values.get("to", ""))
    return MoveBlock(key, by=_number(values.get("by", "")) or 0) if to is None else MoveBlock(key, to=to)


def _number(text: str) -> int | None:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 5):
        return None
    return max(min(int(text), FARTHEST), -FARTHEST)
