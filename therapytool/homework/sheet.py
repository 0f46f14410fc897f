"""Homework on paper: the sheet to take home, the sheet as it came back, and both partners' answers side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from therapytool.blocks.answers import fitting_answers
from therapytool.blocks.base import Answers, Block, Question
from therapytool.blocks.branches import meant_answers
from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.letterhead import Letterhead
from therapytool.exercises.sheets.form import SheetToken
from therapytool.exercises.sheets.sheet import SheetOptions, WayIn, worksheet_document
from therapytool.exercises.slots import with_words
from therapytool.formatting import in_words
from therapytool.homework.commitment import Commitment
from therapytool.rendering.document import Document


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet in one version and dose, under a letterhead."""

    exercise: ExerciseContent
    version: str
    dose: Dose
    letterhead: Letterhead


@dataclass(frozen=True, slots=True)
class Copy:
    """Whose copy it is, with her words in its slots and what she means to do. `answers` are those others may see."""

    name: str
    seat_name: str
    slots: Mapping[str, str]
    commitment: Commitment
    answers: Answers
    way_in: WayIn | None = None
    token: SheetToken | None = None
    """Makes it a copy to fill in on a screen."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One question with what each said, in the order of the people; "" where nothing was said or shared.

    `heading` is what the question's block is called, on the first row of a block that asks several things.
    """

    label: str
    said: tuple[str, ...]
    heading: str = ""


def homework_document(sheet: Sheet, copy: Copy) -> Document:
    """One person's copy, blank or with what she answered standing where the pen would have put it."""
    return worksheet_document(
        sheet.exercise,
        version=sheet.version,
        options=SheetOptions(
            dose=sheet.dose,
            copy_label=copy.seat_name,
            is_homework=True,
            code_name=copy.name,
            way_in=copy.way_in,
            token=copy.token,
        ),
        letterhead=sheet.letterhead,
        slots=copy.slots,
        answers={**_fitting(sheet, copy), **committed(copy.commitment)},
    )


def committed(commitment: Commitment) -> dict[str, str]:
    """A commitment as it stands on the strip of the sheet, which has one line for when and where."""
    lines = {
        "commitment.what": commitment.what,
        "commitment.when": _joined(commitment.when, commitment.where, commitment.with_whom, by=", "),
        "commitment.obstacle": _joined(commitment.obstacle, commitment.plan, by=" → "),
        "commitment.confidence": "" if commitment.confidence is None else str(commitment.confidence),
    }
    return {key: text for key, text in lines.items() if text}


def together_document(sheet: Sheet, copies: Sequence[Copy]) -> Document:
    """What all have agreed to show each other, question by question side by side, for the session."""
    names = tuple(copy.name for copy in copies)
    return Document(
        template="homework_together.html",
        title=f"{sheet.exercise.title}: {in_words(names)}",
        running_title=f"{sheet.exercise.title}, side by side",
        values={
            "exercise": with_words(sheet.exercise, {}),
            "names": names,
            "rows": beside(sheet, copies),
            "letterhead": sheet.letterhead,
        },
    )


def beside(sheet: Sheet, copies: Sequence[Copy]) -> list[Beside]:
    """The questions somebody answered, each with what everybody said, in reading order."""
    said = [_fitting(sheet, copy) for copy in copies]
    return [row for block in with_words(sheet.exercise, {}).blocks_at(sheet.dose) for row in _beside(block, said)]


def _beside(block: Block, said: Sequence[Answers]) -> list[Beside]:
    questions = block.questions()
    rows = [Beside(question.label, tuple(_in_words(question, each) for each in said)) for question in questions]
    shown = [row for row in rows if any(row.said)]
    if not shown or len(questions) == 1:
        return shown
    return [replace(shown[0], heading=str(getattr(block, "label", ""))), *shown[1:]]


def _fitting(sheet: Sheet, copy: Copy) -> Answers:
    """The answers of a copy that fit the sheet and stand: none to what is for another answer."""
    blocks = with_words(sheet.exercise, copy.slots).blocks_at(sheet.dose)
    return meant_answers(blocks, fitting_answers(blocks, copy.answers))


def _in_words(question: Question, answers: Answers) -> str:
    answer = answers.get(question.key, "")
    return question.in_words(answer) if answer else ""


def _joined(*parts: str, by: str) -> str:
    return by.join(part for part in parts if part)
