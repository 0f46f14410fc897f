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
    """How one person's part stands; `person` and `line` hold code name and words, `seat_name` and `in_words` none."""

    response_id: str
    person: str
    seat_name: str
    standing: Standing
    in_words: str
    line: str


@dataclass(frozen=True, slots=True)
class OpenHomework:
    """Homework to talk about. Its parts are for the clinician's eyes alone: a plan may lie beside the partner."""

    homework_id: str
    slug: str
    version: str
    title: str
    dose: Dose
    given_at: datetime
    due_on: date | None
    parts: tuple[OpenPart, ...]


def open_homework_of(
    case_id: str, *, clinician_id: int, looked_at_since: datetime | None = None, given_from: str = ""
) -> list[OpenHomework]:
    """The homework of a case that somebody has begun to have and nobody has looked at yet, oldest first.

    What was looked at since a moment stays among it, so that a session's plan still shows what it opened with; what was
    given from the plan `given_from` itself is for the session after it. Raises NotFound for a case that is not hers.
    """
    return [
        _open(homework, parts)
        for homework in reversed(list_homework(case_id, clinician_id))
        if (not given_from or homework.plan_id != given_from)
        and (parts := [part for part in homework.responses if _is_to_talk_about(part, looked_at_since)])
    ]


def how_it_went(homework: HomeworkView, part: ResponseView) -> str:
    """One plain line for the progress note, without an answer: what was given, how it went, and why if not.

    "Homework “Listen, Don’t Fix” (standard dose): Heron, partly done. Reason: a sick child. Helpfulness 7 of 10.
    Distress 6 before, 3 after."
    """
    done = "read" if homework.exercise.is_handout else "done"
    said = {None: "nothing heard yet", "done": done, "partly": f"partly {done}", "not-done": f"not {done}"}
    line = [f"Homework “{homework.exercise.title}” ({homework.dose} dose): {part.person.name}, {said[part.outcome]}."]
    if part.reason:
        line.append(f"Reason: {' '.join(part.reason.split()).rstrip('.')}.")
    if part.helpfulness is not None:
        line.append(f"Helpfulness {part.helpfulness} of 10.")
    if part.distress_before is not None and part.distress_after is not None:
        line.append(f"Distress {part.distress_before} before, {part.distress_after} after.")
    return " ".join(line)


def _is_to_talk_about(part: ResponseView, looked_at_since: datetime | None) -> bool:
    if part.reviewed_at is not None:
        return looked_at_since is not None and part.reviewed_at >= looked_at_since
    return part.standing not in SETTLED


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
            OpenPart(
                response_id=part.public_id,
                person=part.person.title,
                seat_name=part.person.seat_name,
                standing=part.standing,
                in_words=standing_in_words(part.standing),
                line=how_it_went(homework, part),
            )
            for part in parts
        ),
    )
