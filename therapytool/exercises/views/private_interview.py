"""The private interview to read from, for plans that belong to nobody; a case has the same on its Safety page."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.private_interview import read_private_interview
from therapytool.exercises.views.blueprint import library
from therapytool.web.access import Access, access


@library.get("/private-interview")
@access(Access.SIGNED_IN)
def private_interview() -> ResponseReturnValue:
    """What to ask each partner alone before joint work; nothing is typed here, so that nothing can be found here."""
    return render_template(
        "exercises/private_interview.html",
        interview=read_private_interview(),
        contraindications=read_catalog().contraindications_for_couples,
    )
