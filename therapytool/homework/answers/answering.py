"""How a client's answers are kept: one at a time, each on top of the revision she saw, and never one over another.

A save names the revision it was based on and has a key of its own. Sent again, because the acknowledgment was lost, it
finds its words there and changes nothing. Typed on while no acknowledgment came, it names the keys of the saves it may
follow. Anything else than that is refused with both texts, and the person chooses.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from therapytool import clock
from therapytool.blocks.answers import answer_problems
from therapytool.blocks.base import Question
from therapytool.blocks.stored import tidied
from therapytool.database import db
from therapytool.errors import Conflict, NotFound, TherapytoolError
from therapytool.homework.asked import AskedSheet, asked_sheet
from therapytool.homework.lifecycle import is_late
from therapytool.homework.models import Answer, Response

LATE_BY = timedelta(hours=24)
"""So long after a link's end a save that began before it is still taken."""
LINE_ENDS = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n"})
KEPT_CONTROLS = frozenset("\n\t")


@dataclass(frozen=True, slots=True)
class Typed:
    """One answer on its way in: the words, the revision they replace (0 for none), and when they were typed.

    `request_key` names this save and no other, however often it is sent; `follows` names earlier saves of the same page
    that nobody has acknowledged, any of which may be what is kept now.
    """

    key: str
    text: str
    base_revision: int
    request_key: str
    begun_at: datetime
    follows: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer as it now stands: what may be told as saved."""

    key: str
    text: str
    revision: int
    saved_at: datetime
    is_private: bool
    arrived_late: bool


class AnswerRefused(TherapytoolError):
    """What was typed cannot be kept; the message says what to change and may stand at the question."""

    def __init__(self, key: str, message: str) -> None:
        self.key = key
        super().__init__(message)


class AnswerChanged(Conflict):
    """The answer was changed elsewhere since this page saw it; `stands` is what is kept now."""

    def __init__(self, question: Question, stands: Saved) -> None:
        self.question = question
        self.stands = stands
        super().__init__("This answer was changed on another device. Choose which one to keep.")


class AlreadyHandedIn(Conflict):
    """The sheet was sent, or has been talked about; its answers stand until it is taken back."""

    def __init__(self) -> None:
        super().__init__("This sheet was sent already, so its answers stand as they are.")


def save_answer(response_id: int, typed: Typed, *, link_expires_at: datetime) -> Saved:
    """Keep one answer; nothing typed clears it.

    Raises AnswerRefused, AnswerChanged or AlreadyHandedIn, and NotFound for a question the sheet does not ask.
    """
    response = open_response(response_id)
    sheet = asked_sheet(response)
    question = sheet.questions.get(typed.key)
    if question is None:
        raise NotFound("this worksheet asks nothing by that name")
    text = checked(sheet, question, typed.text)
    stored = find_answer(response.id, typed.key)
    if stored is not None and stored.text == text:
        return saved(stored)
    if stored is not None and not _is_based_on(typed, stored):
        raise AnswerChanged(question, saved(stored))
    answer = stored or _new_answer(response, typed.key, is_private=_is_kept_private(response.id, sheet, typed.key))
    _write(answer, text, typed, link_expires_at)
    response.started_at = response.started_at or clock.now()
    db.session.flush()
    return saved(answer)


def keep_to_myself(response_id: int, block_id: str, *, is_private: bool) -> None:
    """Keep the answers of one block from everybody else, those still to come too, or no longer.

    A row under the block's own id holds the wish; every answer in the block carries it as well, so that whoever reads
    one row alone cannot miss it. Raises NotFound for a block that asks nothing.
    """
    response = get_response(response_id)
    sheet = asked_sheet(response)
    if block_id not in sheet.asking_blocks:
        raise NotFound("this worksheet has no such question")
    wish = find_answer(response.id, block_id) or _new_answer(response, block_id, is_private=is_private)
    for answer in {wish, *response.answers}:
        if sheet.block_of(answer.key) == block_id:
            answer.is_private = is_private
    db.session.flush()


def list_answers(response_id: int) -> tuple[Saved, ...]:
    """All answers of a response, her private ones too: for her own page and print alone."""
    rows = db.session.scalars(select(Answer).where(Answer.response_id == response_id).order_by(Answer.id))
    return tuple(saved(row) for row in rows)


def get_response(response_id: int) -> Response:
    """The row of a response. Raises NotFound when it has been erased."""
    response = db.session.get(Response, response_id)
    if response is None:
        raise NotFound("there is no such homework")
    return response


def open_response(response_id: int) -> Response:
    """The row of a response that can still be answered. Raises AlreadyHandedIn."""
    response = get_response(response_id)
    if response.submitted_at is not None or response.reviewed_at is not None:
        raise AlreadyHandedIn
    return response


def find_answer(response_id: int, key: str) -> Answer | None:
    """The row of one answer; None while there is none."""
    wanted = select(Answer).where(Answer.response_id == response_id, Answer.key == key)
    return db.session.scalar(wanted.with_for_update())


def checked(sheet: AskedSheet, question: Question, text: str) -> str:
    """Words as they are kept: line ends of one kind, no space around them. Raises AnswerRefused."""
    plain = text.replace("\r\n", "\n").translate(LINE_ENDS).strip()
    if any(_is_unreadable(letter) for letter in plain):
        raise AnswerRefused(question.key, "This has a character in it that cannot be kept. Type the words again.")
    kept = tidied(question, plain)
    block = sheet.asking_blocks[sheet.block_of(question.key)]
    problems = answer_problems([block], {question.key: kept} if kept else {})
    if problems:
        raise AnswerRefused(question.key, problems[question.key])
    return kept


def saved(answer: Answer) -> Saved:
    """A row as a plain value."""
    return Saved(
        key=answer.key,
        text=answer.text,
        revision=answer.revision,
        saved_at=answer.saved_at,
        is_private=answer.is_private,
        arrived_late=answer.arrived_late,
    )


def _write(answer: Answer, text: str, typed: Typed, link_expires_at: datetime) -> None:
    now = clock.now()
    answer.text = text
    answer.revision += 1
    answer.request_key = typed.request_key
    answer.saved_at = now
    answer.arrived_late = is_late(begun_at=typed.begun_at, saved_at=now, expires_at=link_expires_at)


def _new_answer(response: Response, key: str, *, is_private: bool) -> Answer:
    """A row without words yet, at revision 0, which is what a page that has seen no answer names."""
    answer = Answer(response=response, key=key, revision=0, is_private=is_private, saved_at=clock.now())
    db.session.add(answer)
    return answer


def _is_kept_private(response_id: int, sheet: AskedSheet, key: str) -> bool:
    wish = find_answer(response_id, sheet.block_of(key))
    return wish is not None and wish.is_private


def _is_based_on(typed: Typed, stored: Answer) -> bool:
    """Whether the page knew what is kept now: by its revision, or because a save of its own made it."""
    return typed.base_revision == stored.revision or stored.request_key in typed.follows


def _is_unreadable(letter: str) -> bool:
    """Whether a character cannot be shown or sealed: half of a pair, or a control other than line end and tab."""
    return unicodedata.category(letter) in {"Cs", "Cc"} and letter not in KEPT_CONTROLS
