"""How a client ends her homework: hands it in, says "not this time", or takes it back to change something."""

from __future__ import annotations

from dataclasses import dataclass

from therapytool import clock
from therapytool.database import db
from therapytool.errors import TherapytoolError
from therapytool.homework.answers.answering import AlreadyHandedIn, get_response, list_answers, open_response
from therapytool.homework.asked import AskedSheet
from therapytool.homework.coming_home.pages import count_pages
from therapytool.homework.lifecycle import Outcome
from therapytool.homework.models import Response

BY_CLIENT = "client"


class NothingAnswered(TherapytoolError):
    """An empty sheet is not done; the person may say "not this time" instead."""

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
    """How many of the questions of a sheet have an answer; a table or a list counts once, and any line of it is one."""

    answered: int
    asked: int

    @property
    def is_blank(self) -> bool:
        """Whether nothing is answered at all."""
        return self.answered == 0

    @property
    def is_whole(self) -> bool:
        """Whether everything is answered."""
        return self.answered == self.asked


def progress_of(sheet: AskedSheet, answered_keys: set[str]) -> Progress:
    """How far a sheet is filled, given the keys that have words."""
    begun = {sheet.block_of(key) for key in answered_keys} & set(sheet.asking_blocks)
    return Progress(answered=len(begun), asked=len(sheet.asking_blocks))


def note_distress_before(response_id: int, level: int | None) -> None:
    """Keep how distressed she is as she starts; None when she skips it."""
    open_response(response_id).distress_before = level
    db.session.flush()


def hand_in(response_id: int, farewell: Farewell) -> None:
    """Hand the sheet in, typed or as pages on paper. Raises NothingAnswered or AlreadyHandedIn."""
    response = open_response(response_id)
    if not any(answer.text for answer in list_answers(response_id)) and not count_pages(response_id):
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
