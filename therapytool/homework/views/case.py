"""What homework shows about one case: its board, and the gates cleared for it."""

from __future__ import annotations

from flask import abort, request
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.cases.operations import clear_gate, reopen_gate
from therapytool.cases.queries import cleared_gates, get_case
from therapytool.cases.tabs import tabs_of
from therapytool.exercises.catalog import read_catalog
from therapytool.exercises.vocabulary import Gate
from therapytool.homework.board import BoardFilters, next_rounds_only, shelves
from therapytool.homework.queries import list_entries
from therapytool.homework.views.blueprint import done, homework, page
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


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


@homework.get("/case/<name>/safety")
@access(Access.SIGNED_IN)
def safety(name: str) -> ResponseReturnValue:
    """What is asked before some of the work, each with the day it was cleared."""
    clinician_id = current_clinician().id
    return page(
        "homework/safety.html",
        case=get_case(name, clinician_id),
        tabs=tabs_of(name),
        gates=read_catalog().gates,
        cleared=cleared_gates(name, clinician_id),
    )


@homework.post("/case/<name>/safety/<gate>")
@access(Access.SIGNED_IN)
@writes
def set_gate(name: str, gate: str) -> ResponseReturnValue:
    """Clear a gate today, or take that back."""
    if gate not in list(Gate):
        abort(404)
    is_cleared = request.form.get("cleared") == "1"
    change = clear_gate if is_cleared else reopen_gate
    change(name, gate, clinician_id=current_clinician().id)
    title = read_catalog().gates[Gate(gate)].title
    words = f"{title}: cleared today." if is_cleared else f"{title}: to be cleared again."
    return done(words, ".safety", name=name)
