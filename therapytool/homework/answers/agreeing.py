"""How partners show each other their answers: each agrees for herself, and may take that back.

Until all have agreed nothing here reads a row of the other's but the four facts the rule needs (`revealing`), and that
only after she herself has agreed: what one does leaves no trace in the other's pages, not even in how long they take.
"""

from __future__ import annotations

from dataclasses import dataclass

from therapytool import clock
from therapytool.cases.vocabulary import CaseKind
from therapytool.database import db
from therapytool.errors import Conflict, NotFound
from therapytool.exercises.vocabulary import Format
from therapytool.homework.answers.answering import get_response
from therapytool.homework.answers.revealing import Side, may_reveal, shared
from therapytool.homework.asked import AskedSheet, asked_sheet
from therapytool.homework.lifecycle import Outcome
from therapytool.homework.models import Response

COMPLETE = {Outcome.DONE.value, Outcome.PARTLY.value}


@dataclass(frozen=True, slots=True)
class ShownSide:
    """What one partner shows: her seat (0 is A), whether she is the reader, the words in her slots, and her answers."""

    seat: int
    is_reader: bool
    slots: dict[str, str]
    answers: dict[str, str]


def is_for_two(response: Response, sheet: AskedSheet) -> bool:
    """Whether the answers can be shown to a partner at all: a couple's homework, given to both, meant for couples.

    Of a handout there are none.
    """
    homework = response.homework
    return (
        homework.case.kind == CaseKind.COUPLE
        and len(homework.responses) == CaseKind.COUPLE.most_people
        and Format.COUPLE in sheet.exercise.formats
        and not sheet.exercise.is_handout
    )


def agree_to_reveal(response_id: int) -> None:
    """She agrees that her partner sees her answers, but for those she keeps to herself, once both have agreed.

    Raises NotFound where there is no partner to show them to, Conflict while her own sheet is not handed in.
    """
    response = get_response(response_id)
    if not is_for_two(response, asked_sheet(response)):
        raise NotFound("there is nobody to show these answers to")
    if not _is_done(response):
        raise Conflict("Send your own sheet first; then you can agree to show it.")
    response.agreed_to_reveal_at = response.agreed_to_reveal_at or clock.now()
    db.session.flush()


def withdraw_agreement(response_id: int) -> None:
    """She no longer agrees; from now on neither sees the other's answers. Harmless when she never agreed."""
    get_response(response_id).agreed_to_reveal_at = None
    db.session.flush()


def shown_sides(response_id: int) -> tuple[ShownSide, ...]:
    """What both partners show each other, A first; empty until both are done and both have agreed."""
    own = get_response(response_id)
    if own.agreed_to_reveal_at is None or not is_for_two(own, asked_sheet(own)):
        return ()
    responses = sorted(own.homework.responses, key=lambda response: response.person.seat)
    if not may_reveal([_facts(response) for response in responses]):
        return ()
    return tuple(
        ShownSide(
            seat=response.person.seat,
            is_reader=response.id == own.id,
            slots=dict(asked_sheet(response).slots),
            answers=shown_to_partner(response),
        )
        for response in responses
    )


def own_shown_answers(response_id: int) -> dict[str, str]:
    """What her partner would see of her answers, see `shown_to_partner`."""
    return shown_to_partner(get_response(response_id))


def shown_to_partner(response: Response) -> dict[str, str]:
    """What one shows the other, once both agree: neither what she keeps to herself nor what a measure asked."""
    return asked_sheet(response).for_partner(shared(_side(response)))


def _facts(response: Response) -> Side:
    return Side(_is_done(response), response.agreed_to_reveal_at is not None, {}, frozenset())


def _side(response: Response) -> Side:
    return Side(
        is_done=_is_done(response),
        agreed=response.agreed_to_reveal_at is not None,
        answers={answer.key: answer.text for answer in response.answers if answer.text},
        kept_private=frozenset(answer.key for answer in response.answers if answer.is_private),
    )


def _is_done(response: Response) -> bool:
    return response.submitted_at is not None and response.outcome in COMPLETE
