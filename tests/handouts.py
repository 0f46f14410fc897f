"""A handout: a sheet that asks nothing, as small as the types allow."""

from __future__ import annotations

from typing import Any

from tests.exercises.small_library import small_exercise
from therapytool.exercises.content import ExerciseContent

FACTS = {
    "kind": "table",
    "id": "facts",
    "label": "Myths and facts",
    "columns": [
        {"head": "People say", "answer": "given", "given": ["Men do not cry"]},
        {"head": "What is known", "answer": "given", "given": ["Tears come to everybody"]},
    ],
    "blank_rows": 1,
}
WORDS = {"kind": "prose", "heading": "What helps", "text": "Breathe out slowly, and count to six."}


def handout(*blocks: dict[str, Any], slug: str = "facts-on-tears", **fields: Any) -> ExerciseContent:
    """A handout of these blocks, or of words and a table of myths and facts."""
    worksheet = {
        "purpose": "To read, and to keep.",
        "minutes": {"short": 3, "standard": 5, "long": 10},
        "setting": "a quiet spot",
        "blocks": blocks or (WORDS, FACTS),
    }
    return small_exercise(slug, **{"formats": ["individual", "couple"], "worksheet": worksheet, **fields})
