"""An exercise's client side as a print document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from therapytool.blocks.base import Answers
from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.letterhead import Letterhead
from therapytool.exercises.slots import with_words
from therapytool.rendering.document import Document


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """How one copy of a sheet prints: for whom, whether it goes home, and what is already filled in."""

    dose: Dose = Dose.STANDARD
    copy_label: str = ""
    """"Partner A", "Copy 2": printed beside the name line; empty for a single copy."""
    is_homework: bool = False
    """Homework sheets carry the commitment strip."""


def worksheet_document(
    exercise: ExerciseContent,
    *,
    version: str,
    options: SheetOptions,
    letterhead: Letterhead,
    slots: Mapping[str, str],
    answers: Answers,
) -> Document:
    """The worksheet of one exercise at one dose with the client's words in its slots.

    `version` is the exercise version's hash; its first seven letters print in the foot.
    """
    worded = with_words(exercise, slots)
    return Document(
        template="worksheet.html",
        title=worded.title,
        running_title=f"{worded.title}, {version[:7]}" if version else worded.title,
        values={
            "exercise": worded,
            "blocks": worded.blocks_at(options.dose),
            "minutes": worded.worksheet.minutes.of(options.dose),
            "options": options,
            "letterhead": letterhead,
            "answers": dict(answers),
        },
    )
