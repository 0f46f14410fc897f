"""Rows of a list inside what was typed: added, taken away, doubled, moved; what goes along with them goes along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from therapytool.exercises.authoring.document import Typed, unused_name
from therapytool.exercises.authoring.fields.form import parts_of
from therapytool.exercises.authoring.fields.specs import Shape, Spec
from therapytool.exercises.authoring.fields.starters import starter_of
from therapytool.exercises.authoring.fields.typed import MOST_ROWS

ROW_SHAPES = (Shape.ROWS, Shape.VARIANTS)
NEW = "New"
TEXT_SHAPES = (Shape.LINE, Shape.TEXT)
COUNTED = "value"
"""What an answer is worth: one more than the answer before it."""
NAMES = frozenset({"head", "label", "prompt", "group"})
"""What a row is called, which it keeps when it is made to ask for the same as another."""
FIRST_ROWS = {"options": 2}
"""With how many rows a list begins of which a single one would be none."""
NEW_PLACE = {"x": 35, "y": 40, "width": 30, "height": 16}
"""Where a new place on a picture stands, in percent."""


def changed_rows(specs: Sequence[Spec], typed: Typed, wanted: str) -> Typed:
    """The values after one press: "add:columns", "add:parts:number", "up:columns.2", "to:columns.2:0", "remove:...".

    Where each row belongs to a label, "add:row_answers" makes all of them, and "clear:row_answers" takes all away.
    After "below:columns.2" the columns below ask what that one asks.

    What makes no sense, such as moving the first row up, changes nothing.
    """
    verb, _, rest = wanted.partition(":")
    place, _, extra = rest.partition(":")
    copied = deepcopy(typed)
    if verb == "add":
        _add(specs, copied, place.split("."), extra)
    elif verb == "clear":
        _clear(specs, copied, place.split("."))
    elif verb == "below":
        _spread(specs, copied, place.split("."))
    elif verb in _MOVES:
        *where, number = place.split(".")
        if number.isascii() and number.isdigit():
            _move(specs, copied, where, int(number), _MOVES[verb](int(number), extra))
        return copied
    return copied


def _add(specs: Sequence[Spec], typed: Typed, where: list[str], kind: str) -> None:
    spec, holder = list_at(specs, typed, where)
    if spec is None or spec.shape not in ROW_SHAPES:
        return
    rows = _rows_in(holder, spec)
    if spec.named_by:
        rows[:] = rows or [new_row(spec, kind, ()) for _label in holder.get(spec.named_by) or ()]
    elif len(rows) < (spec.most or MOST_ROWS) and (not spec.variants or parts_of(spec, kind)):
        for _ in range(1 if rows else FIRST_ROWS.get(spec.key, 1)):
            rows.append(new_row(spec, kind, rows))


def _clear(specs: Sequence[Spec], typed: Typed, where: list[str]) -> None:
    spec, holder = list_at(specs, typed, where)
    if spec is not None and spec.named_by:
        holder.pop(spec.key, None)


def _spread(specs: Sequence[Spec], typed: Typed, where: list[str]) -> None:
    """Let the rows below one ask for the same; what they are called stays."""
    *parent, number = where
    spec, holder = list_at(specs, typed, parent) if parent and number.isascii() and number.isdigit() else (None, typed)
    if spec is None or not spec.asks:
        return
    rows = _rows_in(holder, spec)
    model = (
        {key: value for key, value in rows[int(number)].items() if key not in NAMES} if int(number) < len(rows) else {}
    )
    for place in range(int(number) + 1, len(rows)):
        named = {key: value for key, value in rows[place].items() if key in NAMES}
        rows[place] = {**named, **deepcopy(model)}


def _move(specs: Sequence[Spec], typed: Typed, where: list[str], number: int, change: _Change) -> None:
    spec, holder = list_at(specs, typed, where)
    if spec is None or spec.shape not in ROW_SHAPES or spec.named_by:
        return
    rows = _rows_in(holder, spec)
    if number >= len(rows) or (change.grows and len(rows) >= (spec.most or MOST_ROWS)):
        return
    if change.shrinks and (spec.is_fixed or len(rows) <= spec.least):
        return
    change.apply(rows)
    for key in _alongside(specs, where, spec):
        if isinstance(holder.get(key), list) and len(holder[key]) > number:
            change.apply(holder[key])
    if change.grows:
        _rename_copy(rows, number)


class _Change:
    """What happens to one entry of a list."""

    def __init__(self, apply: Callable[[list[Any]], None], *, grows: bool = False, shrinks: bool = False) -> None:
        self.apply, self.grows, self.shrinks = apply, grows, shrinks


def _shifted(number: int, target: int) -> _Change:
    def apply(rows: list[Any]) -> None:
        if 0 <= target < len(rows):
            rows.insert(target, rows.pop(number))

    return _Change(apply)


def _to(number: int, extra: str) -> _Change:
    return _shifted(number, int(extra) if extra.isascii() and extra.isdigit() and len(extra) < 5 else -1)


def _doubled(number: int) -> _Change:
    return _Change(lambda entries: entries.insert(number + 1, deepcopy(entries[number])), grows=True)


def _removed(number: int) -> _Change:
    def apply(entries: list[Any]) -> None:
        del entries[number]

    return _Change(apply, shrinks=True)


_MOVES: dict[str, Callable[[int, str], _Change]] = {
    "up": lambda number, _extra: _shifted(number, number - 1),
    "down": lambda number, _extra: _shifted(number, number + 1),
    "to": _to,
    "copy": lambda number, _extra: _doubled(number),
    "remove": lambda number, _extra: _removed(number),
}


def list_at(specs: Sequence[Spec], typed: Typed, where: list[str]) -> tuple[Spec | None, Typed]:
    """The list of rows at a place, and the values it stands in; no spec when there is no such place."""
    spec = next((each for each in specs if each.key == where[0]), None)
    if spec is None or len(where) == 1:
        return spec, typed
    if spec.shape is Shape.GROUP:
        return list_at(spec.parts, typed.setdefault(spec.key, {}), where[1:])
    number = where[1]
    rows = _rows_in(typed, spec) if spec.shape in ROW_SHAPES else []
    if not (number.isascii() and number.isdigit() and int(number) < len(rows)) or len(where) < 3:
        return None, typed
    row = rows[int(number)]
    return list_at(parts_of(spec, str(row.get("kind", ""))), row, where[2:])


def _rows_in(holder: Typed, spec: Spec) -> list[Any]:
    """The rows as they can be changed; a list that stands at its default is written out first."""
    if not isinstance(holder.get(spec.key), list):
        holder[spec.key] = deepcopy(list(spec.default or []))
    rows: list[Any] = holder[spec.key]
    return rows


def _alongside(specs: Sequence[Spec], where: list[str], spec: Spec) -> tuple[str, ...]:
    """Neighboring lists with one entry for each of these rows."""
    return tuple(each.key for each in specs if each.across == spec.key) if len(where) == 1 else ()


def new_row(spec: Spec, kind: str, rows: Sequence[Any]) -> Typed:
    """A row that is right as it stands, so that nothing is complained about before a word is typed."""
    if spec.variants:
        return {**starter_of(kind), "id": unused_name(kind, [str(row.get("id")) for row in rows])}
    return {part.key: _first_value(part, rows) for part in spec.parts if part.is_required and part.when is None}


def _first_value(part: Spec, rows: Sequence[Any]) -> Any:
    if part.shape is Shape.NAME:
        return unused_name("place", [str(row.get(part.key)) for row in rows])
    if part.key == COUNTED and rows:
        return _next_number(rows[-1].get(part.key))
    if part.shape is Shape.NUMBER:
        return NEW_PLACE.get(part.key, part.lowest or 0)
    if part.shape is Shape.LIST:
        return [f"{NEW} {number}" for number in range(1, max(part.least, 1) + 1)]
    if part.shape is Shape.MINUTES:
        return 5
    if part.shape in TEXT_SHAPES and part.longest > 4:
        return _new_words(part.key, rows)
    return {"sign": "+"}.get(part.key, "")


def _next_number(last: Any) -> int:
    return last + 1 if isinstance(last, int) else 0


def _new_words(key: str, rows: Sequence[Any]) -> str:
    taken = {str(row.get(key)) for row in rows}
    words = (NEW if number == 1 else f"{NEW} {number}" for number in range(1, len(rows) + 3))
    return next(each for each in words if each not in taken)


def _rename_copy(rows: list[Any], number: int) -> None:
    """Give the copy of row `number` names of its own where names must differ."""
    copied = rows[number + 1]
    for key in ("id", "key"):
        if copied.get(key):
            copied[key] = unused_name(str(copied[key]), [str(row.get(key)) for row in rows])
    if copied.get("key") and copied.get("label"):
        copied["label"] = f"{copied['label']} 2"[:300]
