"""Taking away what came back: of a case, or all of one person."""

from __future__ import annotations

from io import BytesIO

from flask import send_file
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.cases.queries import get_case, get_case_of
from therapytool.errors import Conflict
from therapytool.homework.exports.everything import files_on_person
from therapytool.homework.exports.export import answers_of_case, as_csv, as_fhir, as_json, as_zip, fhir_of_case
from therapytool.homework.printing import bundle, filled_document, filled_sheet
from therapytool.homework.queries import HomeworkView, ResponseView, list_homework
from therapytool.homework.views.blueprint import homework, pdf, printer
from therapytool.web.access import Access, access


@homework.get("/case/<name>/sheets.pdf")
@access(Access.SIGNED_IN)
def case_sheets(name: str) -> ResponseReturnValue:
    """Every sheet of a case that came back, bound into one. 409 when none did."""
    clinician = current_clinician()
    case = get_case(name, clinician.id)
    documents = [filled_document(given, part, clinician) for given, part in _came_back(name)]
    if not documents:
        raise Conflict("Nothing has come back yet, so there is nothing to bind.")
    return pdf(bundle(documents, case.name, clinician), f"sheets-{name}.pdf")


@homework.get("/case/<name>/answers.csv")
@access(Access.SIGNED_IN)
def case_csv(name: str) -> ResponseReturnValue:
    """The answers of a case as a table."""
    get_case(name, current_clinician().id)
    rows = answers_of_case(name, clinician_id=current_clinician().id)
    return send_file(BytesIO(as_csv(rows)), "text/csv", as_attachment=True, download_name=f"answers-{name}.csv")


@homework.get("/case/<name>/answers.json")
@access(Access.SIGNED_IN)
def case_json(name: str) -> ResponseReturnValue:
    """The answers of a case as JSON."""
    get_case(name, current_clinician().id)
    rows = answers_of_case(name, clinician_id=current_clinician().id)
    content = BytesIO(as_json(rows))
    return send_file(content, "application/json", as_attachment=True, download_name=f"answers-{name}.json")


@homework.get("/case/<name>/answers.fhir.json")
@access(Access.SIGNED_IN)
def case_fhir(name: str) -> ResponseReturnValue:
    """The answers of a case as FHIR R4 questionnaires and responses."""
    get_case(name, current_clinician().id)
    content = BytesIO(as_fhir(fhir_of_case(name, clinician_id=current_clinician().id)))
    return send_file(content, "application/fhir+json", as_attachment=True, download_name=f"answers-{name}.fhir.json")


@homework.get("/people/<person_id>/everything.zip")
@access(Access.SIGNED_IN)
def person_zip(person_id: str) -> ResponseReturnValue:
    """Everything kept on one person, but for what is hers alone."""
    clinician = current_clinician()
    case = get_case_of(person_id, clinician.id)
    files = files_on_person(person_id, clinician_id=clinician.id)
    hers = [(given, part) for given, part in _came_back(case.public_id) if part.person.public_id == person_id]
    for number, (given, part) in enumerate(hers, 1):
        files[f"sheets/{number:02d}-{given.exercise.slug}.pdf"] = (
            printer().print(filled_sheet(given, part, clinician)).pdf
        )
    content = BytesIO(as_zip(files))
    return send_file(content, "application/zip", as_attachment=True, download_name=f"homework-{person_id}.zip")


def _came_back(case_id: str) -> list[tuple[HomeworkView, ResponseView]]:
    """The parts somebody has begun or said how they went, oldest first."""
    given = reversed(list_homework(case_id, current_clinician().id))
    return [(homework, part) for homework in given for part in homework.responses if part.has_begun]
