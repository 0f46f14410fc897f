"""The board of all homework: what came back, what is out."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.hooks import here
from therapytool.accounts.auditing.trail import note
from therapytool.accounts.current import current_clinician
from therapytool.cases.queries import list_cases
from therapytool.homework.audit_subjects import response_subject
from therapytool.homework.board import BoardFilters, counted, next_rounds_only, shelves
from therapytool.homework.operations import mark_several_reviewed
from therapytool.homework.queries import list_entries
from therapytool.homework.retention import list_ending
from therapytool.homework.views.blueprint import done, homework, page, refused
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

MOST_AT_ONCE = 200


@homework.get("/")
@access(Access.SIGNED_IN)
def browse() -> ResponseReturnValue:
    """Everything given to her open cases, narrowed down as the address says."""
    clinician_id = current_clinician().id
    filters = BoardFilters.read(request.args.to_dict())
    entries = next_rounds_only(list_entries(clinician_id))
    of_case = [entry for entry in entries if not filters.case_id or entry.case_id == filters.case_id]
    return page(
        "homework/browse.html",
        shelves=shelves(filters.keep(entries)),
        counts=counted(of_case),
        filters=filters,
        cases=list_cases(clinician_id),
        has_any=bool(entries),
        ending=list_ending(clinician_id),
    )


@homework.post("/looked-at")
@access(Access.SIGNED_IN)
@writes
def looked_at() -> ResponseReturnValue:
    """Mark what she ticked on the board as looked at, and back to the board as it was narrowed down."""
    filters = BoardFilters.read(request.args.to_dict()).arguments()
    chosen = request.form.getlist("response")[:MOST_AT_ONCE]
    if not chosen:
        return refused("Tick what you have looked at first.", ".browse", **filters)
    marked = mark_several_reviewed(chosen, clinician_id=current_clinician().id)
    for response_id in marked:
        note(Action.REVIEWED, by=here(), subject=response_subject(response_id))
    words = "1 sheet is" if len(marked) == 1 else f"{len(marked)} sheets are"
    return done(f"{words} marked as looked at.", ".browse", **filters)
