"""The first page of a homework: what it is, how long it takes, what was agreed, and where to go on."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from therapytool.extensions import limiter
from therapytool.homework.coming_home.offering import has_form
from therapytool.homework.finishing import begin_reading, note_distress_before
from therapytool.homework.lifecycle import last_day
from therapytool.portal import questions as own_questions
from therapytool.portal.clients import begun_in_time, current_client
from therapytool.portal.forms import read_answers
from therapytool.portal.pages import draw
from therapytool.portal.queries import list_rounds
from therapytool.portal.views.blueprint import CHANGE_LIMIT, browser, portal, see_other, sheet_here
from therapytool.progress.links import list_due_beside
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@portal.get("/<name>")
@access(Access.CLIENT)
def start(name: str) -> ResponseReturnValue:
    """The first page; where it was handed in already, what came of it."""
    sheet = sheet_here()
    if not sheet.is_open:
        return see_other("done")
    link_pass = current_client().link_pass
    return draw(
        "start.html",
        head=sheet.letterhead,
        name=sheet.name,
        sheet=sheet,
        before=own_questions.before,
        rounds=list_rounds((link_pass.response_id, *link_pass.earlier)),
        last_day=last_day(link_pass.expires_at),
        has_form=has_form(sheet.response_id),
        questions=list_due_beside(sheet.response_id),
    )


@portal.post("/<name>")
@access(Access.CLIENT)
@limiter.limit(CHANGE_LIMIT, key_func=browser)
@writes
def begin(name: str) -> ResponseReturnValue:
    """Keep how she feels as she starts, if she says so, and go to the first question that is blank, or to read."""
    begun_in_time(current_client().began_at)
    answers, _ = read_answers((own_questions.before,), request.form)
    sheet = sheet_here()
    if sheet.is_handout:
        if sheet.is_open:
            begin_reading(sheet.response_id)
        return see_other("read")
    if sheet.is_open and answers:
        note_distress_before(sheet.response_id, own_questions.level(own_questions.before, answers))
    return see_other("section", number=sheet.first_blank)
