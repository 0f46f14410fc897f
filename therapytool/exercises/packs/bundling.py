"""Exercises of a practice as a pack, each with the credit it came with and the pictures it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.packs.images import images_for
from therapytool.exercises.packs.manifest import Terms
from therapytool.exercises.packs.sources import sources_of
from therapytool.exercises.packs.writing import write_pack


def bundle(
    exercises: Sequence[ExerciseContent],
    terms: Terms,
    *,
    practice_id: int,
    step: Callable[[str], None] = lambda title: None,
) -> bytes:
    """The pack as bytes; `step` hears each title. What came from elsewhere keeps its own credit and license."""
    own_terms = sources_of((exercise.slug for exercise in exercises), practice_id=practice_id)
    images = images_for(exercises, practice_id=practice_id)
    return write_pack(exercises, terms, own_terms=own_terms, images=images, step=step)
