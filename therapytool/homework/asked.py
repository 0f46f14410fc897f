"""What one person's homework asks of her: the exact version of the exercise, at its dose, in her own words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from therapytool.blocks.answers import questions_of
from therapytool.blocks.base import Block, Question
from therapytool.blocks.branches import left_out, meant_answers
from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.queries import get_version
from therapytool.exercises.slots import with_words
from therapytool.homework.models import Response


@dataclass(frozen=True)
class AskedSheet:
    """A worksheet as one person reads it; `slots` are her words, already filled into `exercise`."""

    version: str
    dose: Dose
    slots: Mapping[str, str]
    exercise: ExerciseContent

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of its dose, in order."""
        return self.exercise.blocks_at(self.dose)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its key, in reading order."""
        return {question.key: question for question in questions_of(self.blocks)}

    @cached_property
    def asking_blocks(self) -> dict[str, Block]:
        """The blocks that ask something, by id."""
        return {str(getattr(block, "id", "")): block for block in self.blocks if block.questions()}

    def block_of(self, key: str) -> str:
        """The id of the block that a question stands in: "week" of "week.r1.c2"."""
        return key.partition(".")[0]

    def for_partner(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Of some answers those that take part when partners show each other theirs: none that a measure asked for."""
        taking_part = {name for name, block in self.asking_blocks.items() if block.is_for_partner}
        return self.meant({key: text for key, text in answers.items() if self.block_of(key) in taking_part})

    def left_out(self, answers: Mapping[str, str]) -> frozenset[str]:
        """The ids of the blocks that are for another answer than was given, so that nothing is asked there."""
        return left_out(self.blocks, answers)

    def meant(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Of some answers those that stand: none to what is left out.

        Given only what a reader may see, it also keeps from her what would tell an answer she may not.
        """
        return meant_answers(self.blocks, answers)

    @property
    def minutes(self) -> int:
        """How long it takes, at this dose."""
        return self.exercise.worksheet.minutes.of(self.dose)


def asked_sheet(response: Response) -> AskedSheet:
    """The worksheet of a response. Raises NotFound when this database never had its version."""
    homework = response.homework
    slots: dict[str, str] = json.loads(response.slots_json or "{}")
    exercise = with_words(get_version(homework.version_hash), slots)
    return AskedSheet(version=homework.version_hash, dose=Dose(homework.dose), slots=slots, exercise=exercise)
