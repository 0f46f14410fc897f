"""One person of a case: code name and wording, consent to be written to, erasing."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from therapytool.accounts.current import current_clinician
from therapytool.accounts.forms import typed
from therapytool.cases.forms import ConsentForm, EraseForm, PersonForm
from therapytool.cases.operations import describe_person, erase_person, give_consent, withdraw_consent
from therapytool.cases.queries import get_case_of, get_person
from therapytool.cases.tabs import tabs_of
from therapytool.cases.views.blueprint import cases, done, page
from therapytool.cases.vocabulary import Channel
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@cases.route("/people/<person_id>", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
@writes
def person(person_id: str) -> ResponseReturnValue:
    """What is known of one person; saved as a whole."""
    clinician_id = current_clinician().id
    form = PersonForm(obj=get_person(person_id, clinician_id))
    if not form.validate_on_submit():
        return _page(person_id, form=form)
    describe_person(
        person_id,
        name=typed(form.name),
        pronouns=typed(form.pronouns),
        partner_words=typed(form.partner_words),
        clinician_id=clinician_id,
    )
    return done(f"{typed(form.name)} is saved.", ".show", name=get_case_of(person_id, clinician_id).public_id)


@cases.post("/people/<person_id>/consent")
@access(Access.SIGNED_IN)
@writes
def consent(person_id: str) -> ResponseReturnValue:
    """Record consent to be written to by e-mail."""
    clinician_id = current_clinician().id
    get_person(person_id, clinician_id)
    form = ConsentForm()
    if not form.validate_on_submit():
        return _page(person_id, consent_form=form)
    give_consent(person_id, Channel.EMAIL, address=typed(form.email), clinician_id=clinician_id)
    return done("The consent is recorded with today’s date.", ".person", person_id=person_id)


@cases.post("/people/<person_id>/consent/withdraw")
@access(Access.SIGNED_IN)
@writes
def end_consent(person_id: str) -> ResponseReturnValue:
    """Record that the person no longer agrees; the address is forgotten."""
    withdraw_consent(person_id, Channel.EMAIL, clinician_id=current_clinician().id)
    return done("The consent has ended, and the address is forgotten.", ".person", person_id=person_id)


@cases.post("/people/<person_id>/erase")
@access(Access.SIGNED_IN)
@writes
def erase_one(person_id: str) -> ResponseReturnValue:
    """Erase one person with all that is hers, once her code name is typed; the others stay."""
    clinician_id = current_clinician().id
    case = get_case_of(person_id, clinician_id)
    form = EraseForm(name=get_person(person_id, clinician_id).name)
    if not form.validate_on_submit():
        return _page(person_id, erase_form=form)
    erase_person(person_id, clinician_id=clinician_id)
    return done("This person is erased, with all answers.", ".show", name=case.public_id)


def _page(person_id: str, **given: FlaskForm) -> ResponseReturnValue:
    clinician_id = current_clinician().id
    case, known = get_case_of(person_id, clinician_id), get_person(person_id, clinician_id)
    forms: dict[str, FlaskForm] = {
        "form": PersonForm(formdata=None, obj=known),
        "consent_form": ConsentForm(formdata=None, data={"email": known.email}),
        "erase_form": EraseForm(name=known.name, formdata=None),
        **given,
    }
    return page("cases/person.html", *forms.values(), case=case, person=known, tabs=tabs_of(case.public_id), **forms)
