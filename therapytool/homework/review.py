"""Looking at what came back: from one person, and side by side once everybody has agreed to that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from therapytool.blocks.questionnaire import QuestionnaireBlock
from therapytool.blocks.results import Result
from therapytool.homework.answers.agreeing import is_for_two
from therapytool.homework.answers.revealing import may_reveal, revealed, shared
from therapytool.homework.asked import AskedSheet, asked_sheet
from therapytool.homework.finishing import Progress, progress_of
from therapytool.homework.queries import HomeworkView, get_response_row, side_of


@dataclass(frozen=True, slots=True)
class CameBack:
    """How much came back, and the questions whose answers the person keeps to herself; nobody else sees those."""

    progress: Progress
    kept: tuple[str, ...]
    results: tuple[Result, ...] = ()
    """What questionnaires make of the answers that are shown: for the clinician alone."""


def came_back(response_id: str, *, clinician_id: int) -> CameBack:
    """What came back from one person. Raises NotFound for one who is not hers."""
    row = get_response_row(response_id, clinician_id)
    side, sheet = side_of(row), asked_sheet(row)
    answers = shared(side)
    return CameBack(progress_of(sheet, answers), kept_questions(sheet, side.kept_private), results_of(sheet, answers))


def results_of(sheet: AskedSheet, answers: Mapping[str, str]) -> tuple[Result, ...]:
    """What the questionnaires of a sheet make of the answers, where the clinician is to see it."""
    scored = (block for block in sheet.asking_blocks.values() if isinstance(block, QuestionnaireBlock))
    return tuple(result for block in scored for result in block.results(answers) if result.answered)


def kept_questions(sheet: AskedSheet, kept_private: frozenset[str]) -> tuple[str, ...]:
    """What the questions kept to oneself are called, in reading order."""
    kept = {sheet.block_of(key) for key in kept_private}
    return tuple(_called(sheet, block_id) for block_id in sheet.asking_blocks if block_id in kept)


def is_shown_together(homework: HomeworkView, *, clinician_id: int) -> bool:
    """Whether the homework is a couple's, both are done, and both have agreed to show it."""
    rows = [get_response_row(part.public_id, clinician_id) for part in homework.responses]
    return bool(rows) and is_for_two(rows[0], asked_sheet(rows[0])) and may_reveal([side_of(row) for row in rows])


def shown_together(homework: HomeworkView, *, clinician_id: int) -> tuple[Mapping[str, str], ...]:
    """What each lets the others see, in the order of the people; nothing of anybody before all have agreed."""
    rows = [get_response_row(part.public_id, clinician_id) for part in homework.responses]
    if not is_shown_together(homework, clinician_id=clinician_id):
        return tuple({} for _ in rows)
    sides = revealed([side_of(row) for row in rows])
    return tuple(asked_sheet(row).for_partner(side) for row, side in zip(rows, sides, strict=True))


def _called(sheet: AskedSheet, block_id: str) -> str:
    block = sheet.asking_blocks[block_id]
    return str(getattr(block, "label", "") or block.questions()[0].label)
