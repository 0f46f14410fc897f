"""What the next plan of a case opens with: the homework that is still open, and how it went so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from therapytool.blocks.dose import Dose
from therapytool.homework.board import in_words as standing_in_words
from therapytool.homework.lifecycle import Standing
from therapytool.homework.queries import HomeworkView, ResponseView, list_homework

SETTLED = (Standing.REVIEWED, Standing.WAITING)


@dataclass(frozen=True, slots=True)
class OpenPart:
    """How one person's part stands. For the clinician's screen alone: a plan that prints may lie beside the partner."""

    response_id: str
    person: str
    standing: Standing
    in_words: str


@dataclass(frozen=True, slots=True)
class OpenHomework:
    """Homework to talk about. What prints is `title` and the days; the parts are for the clinician's screen alone."""

    homework_id: str
    slug: str
    version: str
    title: str
    dose: Dose
    given_at: datetime
    due_on: date | None
    parts: tuple[OpenPart, ...]


def open_homework_of(case_id: str, *, clinician_id: int) -> list[OpenHomework]:
    """The homework of a case that somebody has begun to have and nobody has looked at yet, oldest first."""
    return [
        _open(homework, parts)
        for homework in reversed(list_homework(case_id, clinician_id))
        if (parts := [part for part in homework.responses if part.standing not in SETTLED])
    ]


def how_it_went(homework: HomeworkView, part: ResponseView) -> str:
    """One plain line for the progress note, without an answer: what was given, how it went, and why if not.

    "Homework “Listen, Don’t Fix” (standard dose): Heron, partly done. Reason: a sick child. Helpfulness 7 of 10.
    Distress 6 before, 3 after."
    """
    said = {None: "nothing heard yet", "done": "done", "partly": "partly done", "not-done": "not done"}
    line = [f"Homework “{homework.exercise.title}” ({homework.dose} dose): {part.person.name}, {said[part.outcome]}."]
    if part.reason:
        line.append(f"Reason: {' '.join(part.reason.split()).rstrip('.')}.")
    if part.helpfulness is not None:
        line.append(f"Helpfulness {part.helpfulness} of 10.")
    if part.distress_before is not None and part.distress_after is not None:
        line.append(f"Distress {part.distress_before} before, {part.distress_after} after.")
    return " ".join(line)


def _open(homework: HomeworkView, parts: list[ResponseView]) -> OpenHomework:
    return OpenHomework(
        homework_id=homework.public_id,
        slug=homework.exercise.slug,
        version=homework.version,
        title=homework.exercise.title,
        dose=homework.dose,
        given_at=homework.given_at,
        due_on=homework.due_on,
        parts=tuple(
            OpenPart(part.public_id, part.person.title, part.standing, standing_in_words(part.standing))
            for part in parts
        ),
    )
