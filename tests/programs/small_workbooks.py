"""Workbooks of one page, and a bindery that waits until it is let: what tests of the pages around them need."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from tests.eventually import SECONDS
from therapytool.programs.workbook_choice import WorkbookChoice
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.printer import PrintJob
from therapytool.rendering.request import Printed


def small_job(program: Any, choice: WorkbookChoice, clinician: Any) -> PrintJob:
    """In place of the whole workbook: one page."""
    said = {"title": "Help", "words": choice.options.person or "words", "inside": (), "has_lines": False}
    page = Document("divider.html", choice.options.name or "Help", {"kicker": program.title, **said})
    return PrintJob((page,), PrintProfile(choice.paper), program.title, "Practice", choice.is_library_material)


@contextmanager
def bindery_held(app: Flask) -> Iterator[threading.Event]:
    """Keeps the bindery from printing until it is let."""
    let_go, bindery = threading.Event(), app.extensions["bindery"]
    printer = bindery._printer

    class Held:
        cache = printer.cache

        def print(self, job: PrintJob, **how: Any) -> Printed:
            assert let_go.wait(SECONDS)
            printed: Printed = printer.print(job, **how)
            return printed

    bindery._printer = Held()
    try:
        yield let_go
    finally:
        let_go.set()
        bindery._printer = printer
