"""What a browser sends of a form, worked out from its fields alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from therapytool.exercises.authoring.fields.form_fields import FormField
from therapytool.exercises.authoring.fields.specs import Shape


def sent(fields: Sequence[FormField]) -> Iterator[tuple[str, str]]:
    """Name and value of everything that is sent, untouched."""
    for field in fields:
        if field.shape is Shape.SWITCH:
            yield from [(field.name, "yes")] if field.value else []
        elif field.shape is Shape.TICKS:
            yield from ((field.name, option.value) for option in field.options if option.value in field.chosen)
        elif field.shape is Shape.RANKED:
            yield field.name, field.value
            yield from (
                (f"{field.name}.also", option.value) for option in field.options if option.value in field.chosen
            )
        elif field.shape is Shape.GROUP:
            yield from sent(field.fields)
        elif field.shape in (Shape.ROWS, Shape.VARIANTS):
            for row in field.rows:
                yield row.name, row.kind or "1"
                yield from sent(row.fields)
        else:
            yield field.name, field.value
            yield from ((entry.name, entry.value) for entry in field.entries)
