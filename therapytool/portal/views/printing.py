"""The client's own sheet as a PDF."""

from __future__ import annotations

from io import BytesIO

from flask import current_app, send_file
from flask.typing import ResponseReturnValue

from therapytool.extensions import limiter
from therapytool.portal.printing import own_sheet
from therapytool.portal.views.blueprint import PRINT_LIMIT, browser, portal, sheet_here
from therapytool.rendering.printer import Printer, PrintJob
from therapytool.web.access import Access, access

FILE_NAME = "my-worksheet.pdf"
"""Says nothing of what it is about to somebody who sees the list of downloads."""


@portal.get("/<name>/sheet.pdf")
@access(Access.CLIENT)
@limiter.limit(PRINT_LIMIT, key_func=browser)
def sheet_pdf(name: str) -> ResponseReturnValue:
    """Her sheet as she filled it, what she keeps to herself too."""
    return pdf(own_sheet(sheet_here()))


def pdf(job: PrintJob) -> ResponseReturnValue:
    """A job as a file to look at or keep."""
    printer: Printer = current_app.extensions["rendering"]
    return send_file(BytesIO(printer.print(job).pdf), "application/pdf", download_name=FILE_NAME)
