"""Measures of a case, one person at a time, and giving one. No page holds the scores of both partners."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.cases.queries import get_case, get_case_of, get_person
from therapytool.cases.tabs import tabs_of
from therapytool.errors import Conflict
from therapytool.exercises.measures.content import Measure
from therapytool.exercises.measures.files import read_measures
from therapytool.progress.answers import answers_in_words
from therapytool.progress.chart import chart_of
from therapytool.progress.forms import GiveMeasureForm
from therapytool.progress.operations import Way, discard_measure, give_measure, may_be_given
from therapytool.progress.queries import (
    FilledView,
    accepted_measures,
    get_filled,
    list_alerts,
    list_filled,
    list_waiting,
)
from therapytool.progress.series import lines_of, scored
from therapytool.progress.views.blueprint import done, page, progress
from therapytool.progress.views.handing_over import hand_over
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@progress.get("/case/<name>")
@access(Access.SIGNED_IN)
def of_case(name: str) -> ResponseReturnValue:
    """The people of a case, each with a page of her own; no score stands here."""
    clinician_id = current_clinician().id
    case = get_case(name, clinician_id)
    filled = {person.public_id: list_filled(person.public_id, clinician_id) for person in case.people}
    return page("progress/case.html", case=case, tabs=tabs_of(name), filled=filled)


@progress.get("/people/<person_id>")
@access(Access.SIGNED_IN)
def of_person(person_id: str) -> ResponseReturnValue:
    """One person's scores over time, for the clinician alone."""
    return _page(person_id)


@progress.post("/people/<person_id>")
@access(Access.SIGNED_IN)
@writes
def give(person_id: str) -> ResponseReturnValue:
    """Put a measure before a person: on this device, which then shows nothing else, or to type in from paper."""
    clinician = current_clinician()
    form = GiveMeasureForm(offered())
    if not form.validate_on_submit():
        return _page(person_id, form=form)
    way = Way(form.way.data)
    if way is Way.LINK:
        return redirect(url_for(".send", person_id=person_id, measure=form.measure.data), 303)
    try:
        public_id = give_measure(
            person_id, form.measure.data, way, clinician_id=clinician.id, practice_id=clinician.practice_id
        )
    except Conflict as refused:
        form.measure.errors = [str(refused)]
        return _page(person_id, form=form)
    if way is Way.HERE:
        hand_over(public_id)
    return redirect(url_for(".fill", public_id=public_id), 303)


@progress.get("/<public_id>")
@access(Access.SIGNED_IN)
def answers(public_id: str) -> ResponseReturnValue:
    """What one person answered at one time, item by item, with the scores; for the clinician alone."""
    filled = get_filled(public_id, current_clinician().id)
    if filled.completed_at is None:
        return redirect(url_for(".of_person", person_id=filled.person.public_id), 303)
    return page(
        "progress/answers.html",
        filled=filled,
        measure=filled.measure,
        scored=scored(filled.measure, filled.taken),
        rows=answers_in_words(filled.measure, filled.answers),
    )


@progress.post("/<public_id>/discard")
@access(Access.SIGNED_IN)
@writes
def discard(public_id: str) -> ResponseReturnValue:
    """Take back a measure nobody has filled in."""
    clinician_id = current_clinician().id
    person_id = get_filled(public_id, clinician_id).person.public_id
    try:
        discard_measure(public_id, clinician_id=clinician_id)
    except Conflict as refused:
        return done(str(refused), ".of_person", person_id=person_id)
    return done("It is taken back.", ".of_person", person_id=person_id)


def _page(person_id: str, *, form: GiveMeasureForm | None = None) -> ResponseReturnValue:
    clinician_id = current_clinician().id
    person, case = get_person(person_id, clinician_id), get_case_of(person_id, clinician_id)
    filled = list_filled(person_id, clinician_id)
    asking = form or GiveMeasureForm(offered(), formdata=None, data={"measure": request.args.get("measure")})
    return page(
        "progress/person.html",
        asking,
        person=person,
        case=case,
        tabs=tabs_of(case.public_id),
        form=asking,
        offered={measure.slug: measure for measure in offered()},
        missing=[measure for measure in read_measures().values() if measure not in offered()],
        waiting=list_waiting(person_id, clinician_id),
        followed=_followed(filled),
        alerts=list_alerts(clinician_id, person_id=person_id, open_only=False),
        chart_of=chart_of,
    )


def offered() -> list[Measure]:
    """The measures this practice may give, in the order of their names."""
    accepted = accepted_measures(current_clinician().practice_id)
    return [measure for measure in read_measures().values() if may_be_given(measure, accepted)]


def _followed(filled: list[FilledView]) -> list[tuple[Measure, tuple[object, ...], list[FilledView]]]:
    """Each measure that was filled in, with its lines over time and every time it was."""
    complete = [each for each in filled if each.completed_at is not None]
    measures = {each.measure.slug: each.measure for each in complete}
    return [
        (measure, lines_of(measure, [each.taken for each in mine]), mine)
        for measure in measures.values()
        if (mine := [each for each in complete if each.measure.slug == measure.slug])
    ]
