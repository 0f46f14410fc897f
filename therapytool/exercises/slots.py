"""Filling an exercise's slots with the client's own words, for one print or one plan; the library never changes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar, cast

from therapytool.blocks.base import Content
from therapytool.exercises.content import PLACEHOLDER, ExerciseContent, Slot

T = TypeVar("T")


def slot_words(slots: tuple[Slot, ...], given: Mapping[str, str]) -> dict[str, str]:
    """The words for each slot: those given, else the slot's default. Names that are no slot are ignored."""
    return {slot.name: given.get(slot.name) or slot.default for slot in slots}


def fill(text: str, words: Mapping[str, str]) -> str:
    """One text with its placeholders replaced once; `{Partner}` takes the words with a capital.

    Words put in are never searched for placeholders again, so a client's own braces stay as typed.
    """

    def word_for(name: str) -> str:
        word = words.get(name.lower(), "{" + name + "}")
        return word[:1].upper() + word[1:] if name[0].isupper() else word

    return PLACEHOLDER.sub(lambda match: word_for(match[1]), text)


def with_words(exercise: ExerciseContent, given: Mapping[str, str]) -> ExerciseContent:
    """The exercise as it reads with these words in its slots; the slots themselves stay as offered."""
    if not exercise.slots:
        return exercise
    filled = _fill_deep(exercise, slot_words(exercise.slots, given))
    return filled.model_copy(update={"slots": exercise.slots})


def _fill_deep(value: T, words: Mapping[str, str]) -> T:
    filled: Any = value
    if isinstance(value, str) and not isinstance(value, Enum):
        filled = fill(value, words)
    elif isinstance(value, tuple):
        filled = tuple(_fill_deep(part, words) for part in value)
    elif isinstance(value, Content):
        parts = {name: _fill_deep(getattr(value, name), words) for name in type(value).model_fields}
        filled = value.model_copy(update=parts)
    return cast("T", filled)
