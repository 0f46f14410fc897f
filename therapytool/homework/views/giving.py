"""Giving homework: which exercise, to which case, then one page for doses, days and what each person means to do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form

from therapytool import clock
from therapytool.accounts.current import current_clinician
from therapytool.accounts.forms import typed
from therapytool.blocks.dose import Dose
from therapytool.cases.queries import CaseView, PersonView, get_case, list_cases
from therapytool.cases.tabs import tabs_of
from therapytool.errors import NotFound
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.finding.filters import Filters, read_number
from therapytool.exercises.full_text.words import LONGEST_TEXT
from therapytool.exercises.queries import find_version, get_exercise, list_exercises
from therapytool.exercises.sheets.choice import SheetChoice
from therapytool.exercises.vocabulary import Gate
from therapytool.homework.commitment import Commitment, smaller_dose
from therapytool.homework.forms import GiveForm, commitment_in, part_form, slots_in
from therapytool.homework.gates import GateCheck, gate_checks
from therapytool.homework.handing_out.carrying_over import CarriedOver, find_carried_over
from therapytool.homework.handing_out.giving import Gift, Keeping, Share, give_homework
from therapytool.homework.views.blueprint import homework, page, sends_mail
from therapytool.homework.wording import words_of_people
from therapytool.rendering.document import Paper
from therapytool.sealed_addresses import with_opened
from therapytool.tokens import new_public_id
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

USUAL_DAYS = timedelta(days=7)
LARGEST_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be given to whom, as the address says."""

    case: CaseView
    slug: str
    version: str
    exercise: ExerciseContent
    choice: SheetChoice
    checks: tuple[GateCheck, ...]

    @property
    def gates(self) -> tuple[Gate, ...]:
        """The gates that a tick here clears."""
        return tuple(check.gate for check in self.checks if not check.is_cleared and not check.needs_record)

    @property
    def is_blocked(self) -> bool:
        """Whether a gate was closed after all, so that nothing goes home before that is looked at."""
        return any(check.needs_record for check in self.checks)


@homework.get("/give")
@access(Access.SIGNED_IN)
def give() -> ResponseReturnValue:
    """The page for what is given; before that the choice of an exercise, or of a case."""
    if not request.args.get("exercise"):
        return _choose_exercise()
    if not request.args.get("case"):
        return _choose_case()
    wanted = _wanted()
    carried = find_carried_over(wanted.case.public_id, clinician_id=current_clinician().id)
    form = GiveForm(wanted.case.people, wanted.gates, formdata=None, data=_offered(wanted, carried))
    strips = carried.strips if carried else {}
    parts = {
        person.public_id: _part(wanted, person, None, strip=strips.get(person.public_id))
        for person in wanted.case.people
    }
    return _page(wanted, form, parts, carried=carried)


@homework.post("/give")
@access(Access.SIGNED_IN)
@writes
def give_now() -> ResponseReturnValue:
    """Give it, then to the page where it is handed over, or to the next sheet of the plan it was given from."""
    wanted = _wanted()
    form = GiveForm(wanted.case.people, wanted.gates)
    parts = {person.public_id: _part(wanted, person, request.form) for person in wanted.case.people}
    chosen = {person_id: part for person_id, part in parts.items() if person_id in (form.people.data or ())}
    are_sound = [part.validate() for part in chosen.values()]
    if not form.validate_on_submit() or not all(are_sound) or wanted.is_blocked:
        return _page(wanted, form, parts)
    public_id = give_homework(wanted.case.public_id, _gift(wanted, form, chosen), clinician_id=current_clinician().id)
    plan_id = request.args.get("plan", "")[:20]
    if not plan_id:
        return redirect(url_for(".show", name=public_id), 303)
    flash(f"{wanted.exercise.title} is given.", "success")
    return redirect(url_for("plans.give_next", name=plan_id, given=public_id), 303)


def _choose_exercise() -> ResponseReturnValue:
    """The library as a plain list to give from."""
    clinician = current_clinician()
    text = request.args.get("q", "")[:LONGEST_TEXT].strip()
    number = read_number(request.args.to_dict(flat=False), "page", lowest=1, highest=LARGEST_PAGE) or 1
    case_id = request.args.get("case", "")
    return page(
        "homework/choose_exercise.html",
        found=list_exercises(Filters(), text=text, page=number, clinician=clinician),
        text=text,
        case=get_case(case_id, clinician.id) if case_id else None,
    )


def _choose_case() -> ResponseReturnValue:
    clinician = current_clinician()
    exercise = get_exercise(request.args["exercise"], clinician=clinician)
    onward = {name: value for name, value in request.args.items() if name != "case"}
    return page("homework/choose_case.html", exercise=exercise.content, cases=list_cases(clinician.id), onward=onward)


def _wanted() -> Wanted:
    """What the address names. Raises NotFound for a case or exercise that is not hers to use."""
    clinician = current_clinician()
    case = get_case(request.args.get("case", ""), clinician.id)
    found = get_exercise(request.args.get("exercise", ""), clinician=clinician)
    version, exercise = found.version, found.content
    named = request.args.get("version", "")
    if named:
        held = find_version(named)
        if held is None or held.slug != found.slug:
            raise NotFound("there is no such version of this exercise")
        version, exercise = named, held
    choice = SheetChoice.read(with_opened(request.args.to_dict(flat=False)), slots=exercise.slots, paper=Paper.LETTER)
    checks = gate_checks(case.public_id, exercise, clinician_id=clinician.id)
    return Wanted(case, found.slug, version, exercise, choice, checks)


def _offered(wanted: Wanted, carried: CarriedOver | None) -> dict[str, object]:
    """What the form says before it is filled in; days and people as for the sheet before, if there was one."""
    people = [person.public_id for person in wanted.case.people]
    usual: dict[str, object] = {
        "people": people,
        "dose": wanted.choice.dose.value,
        "due_on": clock.today() + USUAL_DAYS,
        "keeping": Keeping.YEAR.value,
        "request_key": new_public_id(20),
    }
    if carried is None:
        return usual
    same = [person for person in people if person in carried.strips]
    days = {"due_on": carried.due_on, "not_before": carried.not_before, "reminds": carried.reminds}
    return {**usual, **days, "people": same or people}


def _part(wanted: Wanted, person: PersonView, formdata: object, *, strip: Commitment | None = None) -> Form:
    """The form of one person's part, with the words we know of her; what a plan or page says instead goes first."""
    known = words_of_people(wanted.case, wanted.exercise.slots)[person.seat]
    offered = {**known, **wanted.choice.words}
    said = {name: words for name, words in strip.model_dump().items() if words} if strip else None
    return part_form(person, wanted.exercise.slots, offered, formdata, said=said)


def _gift(wanted: Wanted, form: GiveForm, chosen: dict[str, Form]) -> Gift:
    gift = Gift(
        version=wanted.version,
        dose=Dose(form.dose.data),
        shares=tuple(Share(person_id, slots_in(part), commitment_in(part)) for person_id, part in chosen.items()),
        not_before=form.not_before.data,
        due_on=form.due_on.data,
        every_days=int(form.every.data) if form.every.data else None,
        until=form.until.data,
        keeping=Keeping(form.keeping.data),
        cleared=frozenset(Gate(gate) for gate in form.cleared.data or ()),
        plan_id=request.args.get("plan", "")[:20] or None,
        request_key=typed(form.request_key),
        reminds=bool(form.reminds.data),
    )
    return _in_a_smaller_dose(gift) if form.smaller.data else gift


def _in_a_smaller_dose(gift: Gift) -> Gift:
    """The same, one step shorter, because somebody is not sure enough."""
    offers = [smaller_dose(share.commitment, gift.dose) for share in gift.shares]
    return replace(gift, dose=next((offer for offer in offers if offer), gift.dose))


def _page(
    wanted: Wanted, form: GiveForm, parts: dict[str, Form], *, carried: CarriedOver | None = None
) -> ResponseReturnValue:
    return page(
        "homework/give.html",
        form,
        *parts.values(),
        wanted=wanted,
        case=wanted.case,
        tabs=tabs_of(wanted.case.public_id),
        form=form,
        parts=parts,
        gate_texts=read_catalog().gates,
        doses=Dose,
        carried=carried,
        can_remind=sends_mail() and any(person.email for person in wanted.case.people),
    )
