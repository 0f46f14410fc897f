"""One case: its people and settings; putting it away, taking it out, erasing it."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.accounts.forms import typed
from therapytool.cases.code_names import person_names
from therapytool.cases.forms import EraseForm, NameForm
from therapytool.cases.glances import glances_at
from therapytool.cases.operations import add_person, archive_case, erase_case, rename_case, reopen_case
from therapytool.cases.queries import get_case
from therapytool.cases.tabs import tabs_of
from therapytool.cases.views.blueprint import cases, done, page
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@cases.get("/<name>")
@access(Access.SIGNED_IN)
def show(name: str) -> ResponseReturnValue:
    """Who the people of a case are, and what can be done with the case."""
    return _page(name)


@cases.post("/<name>/name")
@access(Access.SIGNED_IN)
@writes
def rename(name: str) -> ResponseReturnValue:
    """Give the case another code name."""
    form = NameForm()
    if not form.validate_on_submit():
        return _page(name, rename_form=form)
    rename_case(name, name=typed(form.name), clinician_id=current_clinician().id)
    return done("The code name is saved.", ".show", name=name)


@cases.post("/<name>/people")
@access(Access.SIGNED_IN)
@writes
def add(name: str) -> ResponseReturnValue:
    """Seat one more person."""
    form = NameForm(prefix="person")
    if not form.validate_on_submit():
        return _page(name, person_form=form)
    add_person(name, name=typed(form.name), clinician_id=current_clinician().id)
    return done(f"{typed(form.name)} is in this case now.", ".show", name=name)


@cases.post("/<name>/archive")
@access(Access.SIGNED_IN)
@writes
def archive(name: str) -> ResponseReturnValue:
    """Put the case away."""
    archive_case(name, clinician_id=current_clinician().id)
    return done("The case is put away. Nothing of it is lost.", ".show", name=name)


@cases.post("/<name>/reopen")
@access(Access.SIGNED_IN)
@writes
def reopen(name: str) -> ResponseReturnValue:
    """Take the case out again."""
    reopen_case(name, clinician_id=current_clinician().id)
    return done("The case is open again.", ".show", name=name)


@cases.route("/<name>/erase", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
@writes
def erase(name: str) -> ResponseReturnValue:
    """Erase the case with all that hangs on it, once its code name is typed."""
    clinician_id = current_clinician().id
    case = get_case(name, clinician_id)
    form = EraseForm(name=case.name)
    if not form.validate_on_submit():
        return page("cases/erase.html", form, case=case, form=form, tabs=tabs_of(name))
    erase_case(name, clinician_id=clinician_id)
    return done("The case is erased.", ".browse")


def _page(
    name: str, *, rename_form: NameForm | None = None, person_form: NameForm | None = None
) -> ResponseReturnValue:
    case = get_case(name, current_clinician().id)
    renaming = rename_form or NameForm(formdata=None, data={"name": case.name})
    seating = person_form or NameForm(formdata=None, prefix="person", data={"name": person_names(1)[0]})
    return page(
        "cases/show.html",
        renaming,
        seating,
        case=case,
        tabs=tabs_of(name),
        glances=glances_at(name, current_clinician().id),
        rename_form=renaming,
        person_form=seating,
    )
