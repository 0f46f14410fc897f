"""The grounding page as a PDF, under the letterhead of the practice."""

from __future__ import annotations

from io import BytesIO

from flask import current_app, send_file
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.exercises.grounding import grounding_document
from therapytool.exercises.letterhead import letterhead_for
from therapytool.exercises.views.blueprint import library
from therapytool.rendering.document import PrintProfile
from therapytool.rendering.printer import Printer, PrintJob
from therapytool.web.access import Access, access


@library.get("/grounding.pdf")
@access(Access.SIGNED_IN)
def grounding() -> ResponseReturnValue:
    """One sheet for any moment that gets too much."""
    clinician = current_clinician()
    document = grounding_document(letterhead_for(clinician))
    profile, title = PrintProfile(clinician.paper), document.title
    job = PrintJob((document,), profile, title=title, author=clinician.practice_name, cacheable=True)
    printer: Printer = current_app.extensions["rendering"]
    return send_file(BytesIO(printer.print(job).pdf), "application/pdf", download_name="grounding.pdf")
