"""The sheet of a draft as far as it stands: what is not right yet is told in its place and keeps nothing else away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError, create_model

from therapytool.blocks import AnyBlock
from therapytool.blocks.callout import CalloutBlock
from therapytool.blocks.gallery.texts import KIND_TEXTS
from therapytool.exercises.authoring.checking import check
from therapytool.exercises.authoring.document import MOST_BLOCKS, Draft, DraftBlock, Typed
from therapytool.exercises.authoring.fields.starters import BLANK_FIELDS, BLANK_SHEET
from therapytool.exercises.content import ExerciseContent, Worksheet

NOTHING_YET = "Add a block, and this page fills."
NOT_RIGHT = "Something in it needs another look. It is shown here as soon as it is right."

_ANY_BLOCK: TypeAdapter[AnyBlock] = TypeAdapter(AnyBlock)


def _without_rules(model: type[BaseModel], *leave_out: str) -> type[BaseModel]:
    """The fields of a type, each with its own limits, without the rules that hold them together."""
    fields: dict[str, Any] = {
        name: (each.annotation, each) for name, each in model.model_fields.items() if name not in leave_out
    }
    return create_model(f"Lenient{model.__name__}", **fields)


_FIELDS = _without_rules(ExerciseContent, "worksheet")
_SHEET = _without_rules(Worksheet, "blocks")


def preview_of(draft: Draft) -> ExerciseContent:
    """An exercise to be shown, though not to be kept, unless the draft is right as it is."""
    checked = check(draft)
    if checked.exercise is not None:
        return checked.exercise
    fields = _sound(_FIELDS, draft.fields, BLANK_FIELDS)
    sheet = _sound(_SHEET, draft.sheet, BLANK_SHEET)
    blocks = tuple(_shown(block) for block in draft.blocks[:MOST_BLOCKS]) or (_note("Nothing here yet", NOTHING_YET),)
    worksheet = Worksheet.model_construct(**dict(_values(sheet)), blocks=blocks)
    return ExerciseContent.model_construct(**dict(_values(fields)), worksheet=worksheet)


def _shown(block: DraftBlock) -> AnyBlock:
    try:
        return _ANY_BLOCK.validate_python(block.content)
    except ValidationError:
        name = KIND_TEXTS.get(block.kind)
        return _note(f"Not finished: {name.title if name else 'a block'}", NOT_RIGHT)


def _note(heading: str, text: str) -> CalloutBlock:
    return CalloutBlock(kind="callout", tone="caution", heading=heading, text=text)


def _sound(model: type[BaseModel], typed: Typed, otherwise: Typed) -> BaseModel:
    """The values that are right, and usual ones instead of the others."""
    names = {field.alias or name for name, field in model.model_fields.items()}
    values = {**otherwise, **{key: value for key, value in typed.items() if key in names}}
    while True:
        try:
            return model.model_validate(values)
        except ValidationError as error:
            wrong = {str(detail["loc"][0]) for detail in error.errors(include_url=False)}
            values = {key: otherwise.get(key) if key in wrong else value for key, value in values.items()}
            values = {key: value for key, value in values.items() if value is not None}


def _values(model: BaseModel) -> Iterator[tuple[str, Any]]:
    for name in type(model).model_fields:
        yield name, getattr(model, name)
