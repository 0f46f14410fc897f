"""What homework shows about one case: its board."""

from __future__ import annotations

from collections import Counter

from flask import url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.cases.glances import Glance
from therapytool.cases.notices import Notice
from therapytool.cases.queries import get_case
from therapytool.cases.tabs import tabs_of
from therapytool.homework.board import BoardFilters, Shelf, next_rounds_only, shelves
from therapytool.homework.lifecycle import Standing
from therapytool.homework.mailing.outbox import list_given_up
from therapytool.homework.queries import list_entries
from therapytool.homework.views.blueprint import homework, page
from therapytool.web.access import Access, access


def glance_at_homework(case_id: str, clinician_id: int) -> Glance:
    """How many sheets came back, are overdue, and are out."""
    entries = list_entries(clinician_id, case_id=case_id)
    counts = Counter(entry.shelf for entry in entries)
    overdue = sum(entry.standing is Standing.OVERDUE for entry in entries)
    facts = (
        f"{counts[Shelf.COME_BACK]} to look at" if counts[Shelf.COME_BACK] else "",
        f"{overdue} overdue" if overdue else "",
        f"{counts[Shelf.OUT]} out" if counts[Shelf.OUT] else "",
        f"{counts[Shelf.REVIEWED]} looked at" if counts[Shelf.REVIEWED] else "",
    )
    return Glance(
        "Homework",
        tuple(fact for fact in facts if fact) or ("None given yet",),
        url_for("homework.of_case", name=case_id),
        "Look at it" if counts[Shelf.COME_BACK] else "Open",
        is_waiting=bool(counts[Shelf.COME_BACK] or overdue),
    )


def homework_waiting(clinician_id: int) -> dict[str, str]:
    """In which of her cases sheets wait to be looked at, or are overdue."""
    entries = list_entries(clinician_id)
    back = Counter(entry.case_id for entry in entries if entry.shelf is Shelf.COME_BACK)
    overdue = Counter(entry.case_id for entry in entries if entry.standing is Standing.OVERDUE)
    return {case_id: _in_words(back[case_id], overdue[case_id]) for case_id in back | overdue}


def _in_words(back: int, overdue: int) -> str:
    return ", ".join(f"{count} {words}" for count, words in ((back, "to look at"), (overdue, "overdue")) if count)


def tell_of_mail(clinician_id: int, case_id: str) -> list[Notice]:
    """Messages that could not be sent, so that nobody waits for an answer to what never arrived."""
    return [
        Notice(
            case_id=of_case,
            says=f"A message to {person} could not be sent. Hand the link over in another way.",
            url=url_for("homework.show", name=given),
            is_safety=False,
        )
        for of_case, given, person in list_given_up(clinician_id, case_id)
    ]


@homework.get("/case/<name>")
@access(Access.SIGNED_IN)
def of_case(name: str) -> ResponseReturnValue:
    """All homework of one case, what was looked at last."""
    case = get_case(name, current_clinician().id)
    entries = next_rounds_only(list_entries(current_clinician().id, case_id=name))
    return page(
        "homework/case.html",
        case=case,
        tabs=tabs_of(name),
        shelves=shelves(entries),
        filters=BoardFilters(case_id=name),
        has_answers=any(entry.shelf in {"come-back", "reviewed"} for entry in entries),
    )
