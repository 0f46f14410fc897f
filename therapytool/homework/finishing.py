"""How a client ends her homework: hands it in, says "not this time", or takes it back to change something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from therapytool import clock
from therapytool.database import db
from therapytool.errors import TherapytoolError
from therapytool.homework.answers.answering import AlreadyHandedIn, get_response, list_answers, open_response
from therapytool.homework.asked import AskedSheet, asked_sheet
from therapytool.homework.coming_home.pages import count_pages
from therapytool.homework.lifecycle import Outcome
from therapytool.homework.models import Response

BY_CLIENT = "client"


class NothingAnswered(TherapytoolError):
    """A sheet that asks something and is empty is not done; the person may say "not this time" instead."""

    def __init__(self) -> None:
        super().__init__("There is nothing on this sheet yet.")


@dataclass(frozen=True, slots=True)
class Farewell:
    """What a person says when she hands in: how far she came, how helpful it was and how distressed she is, 0 to 10."""

    outcome: Outcome
    helpfulness: int | None = None
    distress_after: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the questions of a sheet have an answer; a table or a list counts once, and any line of it is one.

    What is left out, being for another answer, is neither asked nor answered.
    """

    answered: int
    asked: int

    @property
    def is_blank(self) -> bool:
        """Whether nothing is answered at all, though something is asked; a handout is never blank."""
        return self.asked > 0 and self.answered == 0

    @property
    def is_whole(self) -> bool:
        """Whether everything is answered."""
        return self.answered == self.asked


def progress_of(sheet: AskedSheet, answers: Mapping[str, str]) -> Progress:
    """How far a sheet is filled, given the answers that have words."""
    asked = set(sheet.asking_blocks) - sheet.left_out(answers)
    begun = {sheet.block_of(key) for key in answers} & asked
    return Progress(answered=len(begun), asked=len(asked))


def note_distress_before(response_id: int, level: int | None) -> None:
    """Keep how distressed she is as she starts; None when she skips it."""
    open_response(response_id).distress_before = level
    db.session.flush()


def begin_reading(response_id: int) -> None:
    """Note that she has begun, where no answer will ever tell: on a handout. Raises AlreadyHandedIn."""
    response = open_response(response_id)
    response.started_at = response.started_at or clock.now()
    db.session.flush()


def hand_in(response_id: int, farewell: Farewell) -> None:
    """Hand the sheet in: typed, as pages on paper, or a handout as read. Raises NothingAnswered or AlreadyHandedIn."""
    response = open_response(response_id)
    answers = {answer.key: answer.text for answer in list_answers(response_id) if answer.text}
    if progress_of(asked_sheet(response), answers).is_blank and not count_pages(response_id):
        raise NothingAnswered
    response.helpfulness = farewell.helpfulness
    response.distress_after = farewell.distress_after
    _end(response, farewell.outcome, reason="")


def decline(response_id: int, reason: str) -> None:
    """Say "not this time", with a reason or without. What was written so far stays hers. Raises AlreadyHandedIn."""
    _end(open_response(response_id), Outcome.NOT_DONE, reason=reason)


def take_back(response_id: int) -> None:
    """Open a sheet again that was handed in; an agreement to show it ends with that.

    Raises AlreadyHandedIn once it has been talked about. Taking back what is open changes nothing.
    """
    response = get_response(response_id)
    if response.reviewed_at is not None:
        raise AlreadyHandedIn
    if response.submitted_at is None:
        return
    response.submitted_at = response.outcome = response.outcome_by = response.agreed_to_reveal_at = None
    response.reason = ""
    db.session.flush()


def _end(response: Response, outcome: Outcome, *, reason: str) -> None:
    response.outcome, response.outcome_by = outcome.value, BY_CLIENT
    response.submitted_at = clock.now()
    response.reason = reason
    db.session.flush()
