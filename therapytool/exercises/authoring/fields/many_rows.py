"""Several rows at once: from lines that were pasted, and one for each label of a neighboring list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from therapytool.exercises.authoring.document import Typed
from therapytool.exercises.authoring.fields.rows import NEW, list_at, new_row
from therapytool.exercises.authoring.fields.specs import Shape, Spec
from therapytool.exercises.authoring.fields.typed import MOST_ROWS, number_in, one_line

TYPED_SHAPES = (Shape.LINE, Shape.TEXT, Shape.NUMBER)
BETWEEN_FIELDS = "\t"
"""As a spreadsheet puts between its cells when they are pasted."""


def with_lines(specs: Sequence[Spec], typed: Typed, place: str, lines: Sequence[str], starter: Sequence[Any]) -> Typed:
    """The values with a row more for each line; rows that still say what `starter` rows say make room for them.

    A line with tabs fills several fields of its row. A place that is no such list changes nothing.
    """
    copied = deepcopy(typed)
    spec, holder = list_at(specs, copied, place.split("."))
    if spec is None or not spec.can_be_pasted:
        return copied
    rows = [row for row in holder.get(spec.key) or () if not _is_untouched(spec, row, starter)]
    for line in lines:
        if len(rows) < (spec.most or MOST_ROWS) and line.strip():
            rows.append({**new_row(spec, "", rows), **dict(_fields_of(spec, line))})
    holder[spec.key] = rows
    return copied


def in_step(specs: Sequence[Spec], before: Mapping[str, Any], after: Typed) -> Typed:
    """Rows that belong to labels follow them: a new label gets a row like the one before it, a row goes with its label.

    As many labels as before are the same ones, reworded.
    """
    followed = dict(after)
    for spec in specs:
        rows, labels = after.get(spec.key), after.get(spec.named_by)
        if spec.named_by and isinstance(rows, list) and isinstance(labels, list):
            followed[spec.key] = list(_following(rows, before.get(spec.named_by) or [], labels))
    return followed


def _following(rows: Sequence[Any], old: Sequence[str], new: Sequence[str]) -> Iterator[Any]:
    by_label = dict(zip(old, rows, strict=False))
    is_reworded = len(old) == len(new)
    last: Any = {}
    for number, label in enumerate(new):
        if label in by_label:
            last = by_label[label]
        elif is_reworded and number < len(rows):
            last = rows[number]
        yield deepcopy(last)


def _fields_of(spec: Spec, line: str) -> Iterator[tuple[str, Any]]:
    """What a line says of its row: its first words, or with tabs what is needed first, then its other words."""
    texts = [one_line(text) for text in line.split(BETWEEN_FIELDS)]
    words = spec.first_words
    meant = [part for part in spec.parts if part.shape in TYPED_SHAPES and part.when is None]
    needed = [part for part in meant if part.is_required]
    parts = [*needed, *(part for part in meant if part not in needed and part.shape is not Shape.NUMBER)]
    for part, text in zip(parts if len(texts) > 1 else [words], texts, strict=False):
        if part and text:
            yield part.key, number_in(text) if part.shape is Shape.NUMBER else text


def _is_untouched(spec: Spec, row: Any, starter: Sequence[Any]) -> bool:
    words = spec.first_words
    said = str(row.get(words.key, "")) if words and isinstance(row, dict) else ""
    return row in starter or said == NEW or said.removeprefix(f"{NEW} ").isdigit()
