"""Homework of a case as a supervisor reads it: what was given, how it went, and the answers that were shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from therapytool.homework.exports.export import AnswerRow
from therapytool.homework.queries import HomeworkView


@dataclass(frozen=True, slots=True)
class SharedPart:
    """What one person did: how it went in a word, her reason, and question and answer pairs."""

    person: str
    outcome: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SharedSheet:
    """One homework with the parts of everybody who got it."""

    title: str
    given_at: datetime
    due_on: date | None
    parts: tuple[SharedPart, ...]


def sheets_of(homework: Iterable[HomeworkView], answers: Iterable[AnswerRow]) -> tuple[SharedSheet, ...]:
    """Homework in its order, each with the shared answers that belong to it. Links, notes and slots are left out."""
    kept = list(answers)
    return tuple(
        SharedSheet(
            given.exercise.title,
            given.given_at,
            given.due_on,
            tuple(
                SharedPart(
                    part.person.title,
                    part.outcome.in_words if part.outcome else "nothing yet",
                    tuple(
                        (row.label, row.answer)
                        for row in kept
                        if (row.homework, row.person) == (given.public_id, part.person.name)
                    ),
                )
                for part in given.responses
            ),
        )
        for given in homework
    )
