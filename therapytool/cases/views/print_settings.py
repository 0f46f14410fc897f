"""How the sheets of one case print: large print for one couple, no name line for another."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.accounts.practice.print_settings import PrintSettingsForm
from therapytool.cases.operations import set_print_choice
from therapytool.cases.queries import get_case
from therapytool.cases.tabs import tabs_of
from therapytool.cases.views.blueprint import cases, done, page
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@cases.route("/<name>/print", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
@writes
def print_settings(name: str) -> ResponseReturnValue:
    """What of the practice's way to print does not suit this case."""
    clinician = current_clinician()
    case = get_case(name, clinician.id)
    form = PrintSettingsForm(case.print_choice, usual=clinician.profile, left_as="As the practice")
    if not form.validate_on_submit():
        return page("cases/print_settings.html", form, case=case, form=form, tabs=tabs_of(name))
    set_print_choice(name, form.choice(), clinician_id=clinician.id)
    return done("Sheets for this case print like this from now on.", ".show", name=name)
