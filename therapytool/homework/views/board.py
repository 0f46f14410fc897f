"""The board of all homework: what came back, what is out."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.cases.queries import list_cases
from therapytool.homework.board import BoardFilters, counted, next_rounds_only, shelves
from therapytool.homework.queries import list_entries
from therapytool.homework.retention import list_ending
from therapytool.homework.views.blueprint import homework, page
from therapytool.web.access import Access, access


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
