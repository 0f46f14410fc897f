"""Supervision: cases that colleagues show, read with what their people shared and never with a clinician's notes."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.trail import Subject, clinician_actor, note
from therapytool.accounts.queries import get_clinician
from therapytool.cases.supervising import get_shared, list_shared
from therapytool.database import writing
from therapytool.homework.exports.export import answers_of_case
from therapytool.homework.queries import list_homework
from therapytool.supervision.shared_sheets import sheets_of
from therapytool.supervision.views.blueprint import supervision
from therapytool.web.access import Access, access


@supervision.get("/supervision/")
@access(Access.SIGNED_IN)
def browse() -> ResponseReturnValue:
    """The cases that are shown to her, by clinician."""
    return render_template("supervision/browse.html", shared=list_shared(current_user.id))


@supervision.get("/supervision/<name>")
@access(Access.SIGNED_IN)
def show(name: str) -> ResponseReturnValue:
    """One of them: its homework and the answers that were shared. The trail tells the clinician that she looked."""
    shared = get_shared(name, current_user.id)
    owner_id, looker = get_clinician(shared.clinician_id).public_id, current_user.public_id
    homework = list_homework(name, shared.clinician_id)
    sheets = sheets_of(homework, answers_of_case(name, clinician_id=shared.clinician_id))
    page = render_template("supervision/show.html", shared=shared, case=shared.case, sheets=sheets)
    with writing():
        note(Action.CASE_LOOKED_AT, by=clinician_actor(looker), subject=Subject("case", name, owner_id, name))
    return page
