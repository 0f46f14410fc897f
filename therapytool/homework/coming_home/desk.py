"""The clinician's side: what a file holds for one of her responses, and keeping what she chooses of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from therapytool import clock
from therapytool.errors import NotFound
from therapytool.exercises.content import ExerciseContent
from therapytool.homework.answers.answering import AlreadyHandedIn, list_answers, open_response
from therapytool.homework.asked import asked_sheet
from therapytool.homework.coming_home.answers import returned_answers
from therapytool.homework.coming_home.pages import CameFrom, keep_pages
from therapytool.homework.coming_home.proposals import Change, Kept, Proposal, proposals
from therapytool.homework.coming_home.recognizing import (
    check_belongs,
    copy_for,
    named_responses,
    responses_by_codes,
    round_now,
)
from therapytool.homework.coming_home.refusals import FileRefused, OtherSheet
from therapytool.homework.coming_home.sorting import pages_by_home
from therapytool.homework.coming_home.taking import Chosen, Taken, take_answers
from therapytool.homework.queries import ResponseView, get_homework_of, get_response_row
from therapytool.rendering.fillable.form import Arrival, FilledCopy

NO_LINK = timedelta(days=1)
"""She needs no link, so none ends under her hands."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a filled sheet would change for one person; `problem` says why nothing of hers can be taken."""

    part: ResponseView
    exercise: ExerciseContent
    proposals: tuple[Proposal, ...] = ()
    problem: str = ""

    @property
    def is_news(self) -> bool:
        """Whether anything could be taken."""
        return any(each.change in {Change.NEW, Change.OTHER} for each in self.proposals)


def homes_of_copies(copies: Sequence[FilledCopy], *, clinician_id: int) -> list[str]:
    """Her responses that the sheets of files name, in order. Raises OtherSheet where all are somebody else's."""
    named = list(dict.fromkeys(named_responses(copies)))
    hers = [name for name in named if _is_hers(name, clinician_id)]
    if named and not hers:
        raise OtherSheet
    return hers


def homes_of_pages(arrivals: Sequence[Arrival], *, clinician_id: int) -> dict[str, list[bytes]]:
    """The pages of files under those of her responses they belong to; none when nothing on them tells.

    Raises OtherSheet where one is somebody else's, and TwoSheets.
    """
    known = responses_by_codes(code for arrival in arrivals for code in arrival.codes)
    pages = pages_by_home(arrivals, {code: round_now(name) for code, name in known.items()})
    if not all(_is_hers(name, clinician_id) for name in pages):
        raise OtherSheet
    return pages


def find_in(name: str, copies: Sequence[FilledCopy], *, clinician_id: int) -> Found:
    """What one of the sheets in a file would change, or why nothing of it can be taken."""
    given, part = get_homework_of(name, clinician_id)
    try:
        return Found(part, given.exercise, propose(name, copies, clinician_id=clinician_id))
    except (FileRefused, AlreadyHandedIn) as problem:
        return Found(part, given.exercise, problem=str(problem))


def propose(response_id: str, copies: Sequence[FilledCopy], *, clinician_id: int) -> tuple[Proposal, ...]:
    """What a filled sheet would change in one of her responses. Raises FileRefused or AlreadyHandedIn."""
    row = get_response_row(response_id, clinician_id)
    open_response(row.id)
    sheet, saved = asked_sheet(row), list_answers(row.id)
    private = frozenset(sheet.block_of(answer.key) for answer in saved if answer.is_private)
    found = returned_answers(sheet, copy_for(response_id, sheet, copies))
    return proposals(sheet, found, Kept({answer.key: answer for answer in saved}, private, is_her_own_page=False))


def take(response_id: str, chosen: Mapping[str, Chosen], *, clinician_id: int) -> Taken:
    """Keep what she chose of it, but over nothing that the person keeps to herself. Raises AlreadyHandedIn."""
    row = get_response_row(response_id, clinician_id)
    unseen = frozenset(answer.key for answer in list_answers(row.id) if answer.is_private and answer.text)
    return take_answers(row.id, chosen, link_expires_at=clock.now() + NO_LINK, unseen=unseen)


def keep(response_id: str, pictures: Sequence[bytes], *, clinician_id: int) -> int:
    """Keep pages on paper with one of her responses; returns how many."""
    return keep_pages(get_response_row(response_id, clinician_id).id, pictures, came_from=CameFrom.CLINICIAN)


def pages_for(response_id: str, arrivals: Sequence[Arrival]) -> list[bytes]:
    """The pages of files for a response that was chosen. Raises OtherSheet for a code that leads to another."""
    check_belongs(response_id, (code for arrival in arrivals for code in arrival.codes))
    return [picture for arrival in arrivals for picture in arrival.pictures]


def _is_hers(response_id: str, clinician_id: int) -> bool:
    try:
        get_response_row(response_id, clinician_id)
    except NotFound:
        return False
    return True
