"""The exercises a plan uses, in the exact versions it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from therapytool.errors import NotFound
from therapytool.exercises.canonical import version_hash
from therapytool.exercises.content import ExerciseContent
from therapytool.plans.content import ExerciseItem, HomeworkSheet


@dataclass(frozen=True, slots=True)
class Shelf:
    """Exercises by version hash for what names a version, and by slug for what takes the current one."""

    by_version: Mapping[str, ExerciseContent] = field(default_factory=dict)
    by_slug: Mapping[str, ExerciseContent] = field(default_factory=dict)

    @classmethod
    def of(cls, exercises: Iterable[ExerciseContent]) -> Shelf:
        """A shelf of current exercises, as read from files."""
        current = {exercise.slug: exercise for exercise in exercises}
        return cls({version_hash(exercise): exercise for exercise in current.values()}, current)

    def take(self, sheet: ExerciseItem | HomeworkSheet) -> ExerciseContent:
        """The exercise an item or homework sheet uses. Raises NotFound naming it when it is not there."""
        held = self.by_version.get(sheet.version) if sheet.version else self.by_slug.get(sheet.exercise)
        if held is None:
            raise NotFound(f"there is no exercise '{sheet.exercise}' in the library")
        return held

    def version_of(self, sheet: ExerciseItem | HomeworkSheet) -> str:
        """The hash of the version that `take` gives."""
        return sheet.version or version_hash(self.take(sheet))
