"""Measures in the library: what each is for, its licence and credit, and why some are switched off."""

from __future__ import annotations

from io import BytesIO

from flask import abort, current_app, send_file
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.errors import NotAllowed
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.letterhead import letterhead_for
from therapytool.exercises.measures.content import Measure
from therapytool.exercises.measures.files import get_measure, read_measures
from therapytool.exercises.measures.sheet import measure_document
from therapytool.progress.forms import ConditionsForm
from therapytool.progress.operations import accept_conditions, may_be_given, withdraw_conditions
from therapytool.progress.queries import accepted_measures
from therapytool.progress.views.blueprint import done, measure_pages, page
from therapytool.rendering.document import PrintProfile
from therapytool.rendering.printer import Printer, PrintJob
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@measure_pages.get("/")
@access(Access.SIGNED_IN)
def browse() -> ResponseReturnValue:
    """Every measure: those that can be given, and those that cannot, with the reason and whom to ask."""
    found = read_measures().values()
    return page(
        "measures/browse.html",
        given=[measure for measure in found if _may(measure)],
        others=[measure for measure in found if not _may(measure)],
    )


@measure_pages.get("/<slug>")
@access(Access.SIGNED_IN)
def show(slug: str) -> ResponseReturnValue:
    """One measure, for the clinician: its use, scoring, what sets off an alert, licence and sources."""
    return _page(slug, ConditionsForm(formdata=None))


@measure_pages.get("/<slug>.pdf")
@access(Access.SIGNED_IN)
def sheet(slug: str) -> ResponseReturnValue:
    """The measure as a sheet to fill in by hand, its credit on it."""
    measure, clinician = get_measure(slug), current_clinician()
    if not _may(measure):
        abort(404)
    document = measure_document(measure, letterhead=letterhead_for(clinician), answers={})
    profile = PrintProfile(clinician.paper)
    job = PrintJob((document,), profile, title=measure.title, author=clinician.practice_name, cacheable=True)
    printer: Printer = current_app.extensions["rendering"]
    return send_file(BytesIO(printer.print(job).pdf), "application/pdf", download_name=f"{slug}.pdf")


@measure_pages.post("/<slug>/conditions")
@access(Access.OWNER)
@writes
def switch_on(slug: str) -> ResponseReturnValue:
    """Switch a measure on: the practice says that it keeps the conditions."""
    form = ConditionsForm()
    if not form.validate_on_submit():
        return _page(slug, form)
    clinician = current_clinician()
    try:
        accept_conditions(slug, practice_id=clinician.practice_id, clinician_id=clinician.id)
    except NotAllowed:
        abort(404)
    return done("It can be given now.", ".show", slug=slug)


@measure_pages.post("/<slug>/off")
@access(Access.OWNER)
@writes
def switch_off(slug: str) -> ResponseReturnValue:
    """Switch it off again; what was filled in stays."""
    withdraw_conditions(get_measure(slug).slug, practice_id=current_clinician().practice_id)
    return done("It is switched off. What was filled in stays.", ".show", slug=slug)


def _page(slug: str, form: ConditionsForm) -> ResponseReturnValue:
    measure = get_measure(slug)
    return page("measures/show.html", form, measure=measure, may=_may(measure), form=form, gates=read_catalog().gates)


def _may(measure: Measure) -> bool:
    return may_be_given(measure, accepted_measures(current_clinician().practice_id))
