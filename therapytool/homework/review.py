"""Looking at what came back: what was answered, and what the person keeps to herself, which only she ever sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from therapytool.blocks.answers import fitting_answers, questions_of
from therapytool.blocks.base import Block
from therapytool.exercises.slots import with_words
from therapytool.homework.queries import HomeworkView, ResponseView, get_response_row, side_of
from therapytool.homework.revealing import is_private, shared


@dataclass(frozen=True, slots=True)
class CameBack:
    """How much came back: answers that are shown, and the questions whose answers are kept to oneself."""

    answered: int
    asked: int
    kept: tuple[str, ...]


def came_back(homework: HomeworkView, part: ResponseView, *, clinician_id: int) -> CameBack:
    """What came back from one person. Raises NotFound for one who is not hers."""
    side = side_of(get_response_row(part.public_id, clinician_id))
    blocks = with_words(homework.exercise, part.slots).blocks_at(homework.dose)
    return CameBack(
        answered=len(fitting_answers(blocks, shared(side))),
        asked=len(questions_of(blocks)),
        kept=kept_questions(blocks, side.kept_private),
    )


def kept_questions(blocks: Iterable[Block], kept_private: frozenset[str]) -> tuple[str, ...]:
    """The questions whose answers are kept to oneself, by their labels, each once and in reading order."""
    kept = [question.label for question in questions_of(blocks) if is_private(question.key, kept_private)]
    return tuple(dict.fromkeys(kept))
