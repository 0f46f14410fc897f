"""What a form of the editor sent becomes a change of the draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
from therapytool.exercises.authoring.fields.specs import Spec
from therapytool.exercises.authoring.fields.typed import lines_in, read_form
from therapytool.exercises.authoring.measure_blocks import AddMeasure
from therapytool.exercises.authoring.parts import BLOCK, PARTS, block_specs
from therapytool.exercises.authoring.pasting import DuplicateForPrompts, PasteTable

PREFIX = "f."
"""Before the names of fields of content, which may be called like anything."""
LINES = "lines."
"""Before the names of fields with lines to be made rows of."""
FARTHEST = 1_000
LONGEST_ROWS = 200

Values = MultiDict[str, str]


def read_change(values: Values, draft: Draft) -> Change:
    """The change a form asks for. Raises InvalidContent when it is none the page offers."""
    match values.get("change", ""):
        case "set-part":
            part = values.get("part", "")
            return SetPart(
                part, read_form(_specs(part, draft), values, prefix=PREFIX), rows=values.get("rows", "")[:LONGEST_ROWS]
            )
        case "add-rows":
            place = values.get("place", "")[:LONGEST_ROWS]
            return AddRows(values.get("part", ""), place, lines_in(values.get(f"{LINES}{place}", "")))
        case "add":
            measure, after = values.get("measure", ""), values.get("after", "")
            return AddMeasure(measure, after=after) if measure else AddBlock(values.get("kind", ""), after=after)
        case wanted if wanted in _OF_ONE_BLOCK:
            return _OF_ONE_BLOCK[wanted](values.get("key", ""), values)
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


_OF_ONE_BLOCK: Mapping[str, Callable[[str, Values], Change]] = {
    "move": _move,
    "duplicate": lambda key, _values: DuplicateBlock(key),
    "duplicate-for": lambda key, values: DuplicateForPrompts(key, lines_in(values.get("prompts", ""))),
    "paste-table": lambda key, values: PasteTable(key, lines_in(values.get("cells", ""))),
    "remove": lambda key, _values: RemoveBlock(key),
}
"""What is done to the one block whose key is sent along."""
