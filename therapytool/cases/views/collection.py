"""The list of cases, opening one, and the sample caseload."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.accounts.forms import typed
from therapytool.cases.code_names import case_name, person_names
from therapytool.cases.forms import CaseForm
from therapytool.cases.glances import waiting_in_cases
from therapytool.cases.operations import erase_samples, open_case
from therapytool.cases.queries import count_archived, has_samples, list_cases
from therapytool.cases.samples import load_samples
from therapytool.cases.views.blueprint import cases, done, page
from therapytool.cases.vocabulary import CaseKind
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

SUGGESTED_IN_GROUP = 4


@cases.get("/")
@access(Access.SIGNED_IN)
def browse() -> ResponseReturnValue:
    """Her cases by name; those put away on a page of their own."""
    clinician_id = current_clinician().id
    archived = request.args.get("archived") == "1"
    return page(
        "cases/browse.html",
        cases=list_cases(clinician_id, archived=archived),
        archived=archived,
        waiting={} if archived else waiting_in_cases(clinician_id),
        archived_count=count_archived(clinician_id),
        has_samples=has_samples(clinician_id),
    )


@cases.get("/new")
@access(Access.SIGNED_IN)
def new() -> ResponseReturnValue:
    """The form for a new case, with code names offered."""
    kind = _kind(request.args.get("kind", CaseKind.COUPLE.value))
    count = SUGGESTED_IN_GROUP if kind is CaseKind.GROUP else kind.most_people
    form = CaseForm(kind, name=case_name(), suggested=tuple(person_names(count)))
    return page("cases/new.html", form, form=form, kinds=CaseKind)


@cases.post("/new/<kind>")
@access(Access.SIGNED_IN)
@writes
def create(kind: str) -> ResponseReturnValue:
    """Open a case, then to its page."""
    form = CaseForm(_kind(kind))
    if not form.validate_on_submit():
        return page("cases/new.html", form, form=form, kinds=CaseKind)
    clinician_id = current_clinician().id
    public_id = open_case(form.kind, name=typed(form.name), people=form.names(), clinician_id=clinician_id)
    return redirect(url_for(".show", name=public_id), 303)


@cases.post("/samples")
@access(Access.SIGNED_IN)
@writes
def add_samples() -> ResponseReturnValue:
    """Load the sample caseload, once."""
    clinician_id = current_clinician().id
    if has_samples(clinician_id):
        return done("The sample caseload is already here.", ".browse")
    load_samples(clinician_id=clinician_id)
    return redirect(url_for(".browse"), 303)


@cases.post("/samples/remove")
@access(Access.SIGNED_IN)
@writes
def remove_samples() -> ResponseReturnValue:
    """Erase every sample case."""
    erase_samples(clinician_id=current_clinician().id)
    return done("The sample caseload is gone.", ".browse")


def _kind(name: str) -> CaseKind:
    """The kind of this name; 404 for none."""
    try:
        return CaseKind(name)
    except ValueError:
        abort(404)
