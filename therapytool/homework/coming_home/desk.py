"""The clinician's side: what a file holds for one of her responses, and keeping what she chooses of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from therapytool import clock
from therapytool.errors import NotFound
from therapytool.homework.answering import list_answers, open_response
from therapytool.homework.asked import asked_sheet
from therapytool.homework.coming_home.answers import returned_answers
from therapytool.homework.coming_home.pages import CameFrom, keep_pages
from therapytool.homework.coming_home.proposals import Kept, Proposal, proposals
from therapytool.homework.coming_home.recognizing import copy_for, find_response_by_codes, named_responses
from therapytool.homework.coming_home.refusals import OtherSheet
from therapytool.homework.coming_home.taking import Chosen, Taken, take_answers
from therapytool.homework.queries import get_response_row
from therapytool.rendering.fillable.form import Arrival, FilledCopy

NO_LINK = timedelta(days=1)
"""She needs no link, so none ends under her hands."""


def find_home(arrivals: Sequence[Arrival], *, clinician_id: int) -> str | None:
    """The one of her responses that files belong to, by what is inside them; None when nothing in them tells."""
    named = named_responses(copy for arrival in arrivals for copy in arrival.copies)
    code = find_response_by_codes(code for arrival in arrivals for code in arrival.codes)
    hers = [name for name in (*named, *([code] if code else [])) if _is_hers(name, clinician_id)]
    if (named or code) and not hers:
        raise OtherSheet
    return hers[0] if hers else None


def others_in(response_id: str, copies: Sequence[FilledCopy], *, clinician_id: int) -> tuple[str, ...]:
    """The people whose sheets are in the same file, which are handed in one after the other."""
    names = dict.fromkeys(name for name in named_responses(copies) if name != response_id)
    return tuple(get_response_row(name, clinician_id).person.name for name in names if _is_hers(name, clinician_id))


def propose(response_id: str, copies: Sequence[FilledCopy], *, clinician_id: int) -> tuple[Proposal, ...]:
    """What a filled sheet would change in one of her responses. Raises FileRefused or AlreadyHandedIn."""
    row = get_response_row(response_id, clinician_id)
    open_response(row.id)
    sheet, saved = asked_sheet(row), list_answers(row.id)
    private = frozenset(sheet.block_of(answer.key) for answer in saved if answer.is_private)
    found = returned_answers(sheet, copy_for(response_id, sheet, copies))
    return proposals(sheet, found, Kept({answer.key: answer for answer in saved}, private, is_her_own_page=False))


def take(response_id: str, chosen: Mapping[str, Chosen], *, clinician_id: int) -> Taken:
    """Keep what she chose of it. Raises AlreadyHandedIn."""
    row = get_response_row(response_id, clinician_id)
    return take_answers(row.id, chosen, link_expires_at=clock.now() + NO_LINK)


def keep(response_id: str, arrivals: Sequence[Arrival], *, clinician_id: int) -> int:
    """Keep pages on paper with one of her responses; returns how many."""
    row = get_response_row(response_id, clinician_id)
    pictures = [picture for arrival in arrivals for picture in arrival.pictures]
    return keep_pages(row.id, pictures, came_from=CameFrom.CLINICIAN)


def check_belongs(response_id: str, arrivals: Sequence[Arrival]) -> None:
    """Raise OtherSheet when a code on the pages leads to another response than this."""
    found = find_response_by_codes(code for arrival in arrivals for code in arrival.codes)
    if found not in (None, response_id):
        raise OtherSheet


def _is_hers(response_id: str, clinician_id: int) -> bool:
    try:
        get_response_row(response_id, clinician_id)
    except NotFound:
        return False
    return True
