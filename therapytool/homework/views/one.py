"""One homework: where each person stands, what can still be changed, what the people show each other."""

from __future__ import annotations

from flask import abort, request
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.blocks.dose import Dose
from therapytool.cases.tabs import tabs_of
from therapytool.errors import Conflict
from therapytool.homework.coming_home.offering import list_offered
from therapytool.homework.commitment import smaller_dose
from therapytool.homework.forms import LinkForm, usual_end
from therapytool.homework.operations import change_dose, stop_repeating, take_back
from therapytool.homework.printing import rows_side_by_side, side_by_side, usual_profile
from therapytool.homework.queries import HomeworkView, get_homework, list_rounds
from therapytool.homework.review import is_shown_together
from therapytool.homework.views.blueprint import done, homework, page, pdf, refused, sends_mail
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

NOTHING_ASKED = "A handout asks nothing, so there is nothing to show each other."
NOT_AGREED = "It is shown side by side once everybody is done and everybody has agreed."


@homework.get("/<name>")
@access(Access.SIGNED_IN)
def show(name: str) -> ResponseReturnValue:
    """One homework with the ways to hand it over."""
    given = get_homework(name, current_clinician().id)
    return page("homework/show.html", **show_values(given))


@homework.post("/<name>/dose")
@access(Access.SIGNED_IN)
@writes
def set_dose(name: str) -> ResponseReturnValue:
    """Give another dose instead."""
    get_homework(name, current_clinician().id)
    dose = request.form.get("dose", "")
    if dose not in list(Dose):
        abort(422)
    try:
        change_dose(name, Dose(dose), clinician_id=current_clinician().id)
    except Conflict as conflict:
        return refused(str(conflict), ".show", name=name)
    return done(f"It is the {dose} dose now. Print the sheet again.", ".show", name=name)


@homework.post("/<name>/take-back")
@access(Access.SIGNED_IN)
@writes
def withdraw(name: str) -> ResponseReturnValue:
    """Take it back as if it had not been given; its links are dead."""
    given = get_homework(name, current_clinician().id)
    try:
        take_back(name, clinician_id=current_clinician().id)
    except Conflict as conflict:
        return refused(str(conflict), ".show", name=name)
    return done("It is taken back. Its links open nothing any more.", ".of_case", name=given.case.public_id)


@homework.post("/<name>/stop")
@access(Access.SIGNED_IN)
@writes
def stop(name: str) -> ResponseReturnValue:
    """Drop the rounds still to come."""
    count = stop_repeating(name, clinician_id=current_clinician().id)
    rounds = "1 later round is" if count == 1 else f"{count} later rounds are"
    return done(f"{rounds} dropped.", ".show", name=name)


@homework.get("/<name>/together")
@access(Access.SIGNED_IN)
def together(name: str) -> ResponseReturnValue:
    """What the people show each other, side by side, for the session; nothing before all have agreed."""
    given = get_homework(name, current_clinician().id)
    return page(
        "homework/together.html",
        given=given,
        is_revealed=is_revealed(given),
        rows=rows_side_by_side(given, current_clinician()),
        not_agreed=NOTHING_ASKED if given.exercise.is_handout else NOT_AGREED,
    )


@homework.get("/<name>/together.pdf")
@access(Access.SIGNED_IN)
def together_pdf(name: str) -> ResponseReturnValue:
    """The same on paper. 409 before all have agreed."""
    given = get_homework(name, current_clinician().id)
    if not is_revealed(given):
        raise Conflict(NOT_AGREED)
    return pdf(side_by_side(given, current_clinician()), f"together-{name}.pdf")


def is_revealed(given: HomeworkView) -> bool:
    """Whether it is shown side by side now."""
    return is_shown_together(given, clinician_id=current_clinician().id)


def show_values(given: HomeworkView) -> dict[str, object]:
    """What templates/homework/show.html needs."""
    clinician_id = current_clinician().id
    return {
        "given": given,
        "case": given.case,
        "tabs": tabs_of(given.case.public_id),
        "print_profile": usual_profile(given, current_clinician()),
        "link_form": LinkForm(formdata=None, data={"ends_on": usual_end(given.repeats_until or given.due_on)}),
        "sends_mail": sends_mail(),
        "smaller": {part.public_id: smaller_dose(part.commitment, given.dose) for part in given.responses},
        "can_change": not any(part.has_begun for part in given.responses),
        "is_revealed": is_revealed(given),
        "offered": list_offered([part.public_id for part in given.responses]),
        "has_rounds_to_come": len(list_rounds(given.public_id, clinician_id)) > 1,
    }
