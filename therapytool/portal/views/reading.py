"""A handout on the phone: the whole of it on one page, and at its end the word that it was read."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from therapytool.errors import NotFound
from therapytool.extensions import limiter
from therapytool.homework.finishing import Farewell, hand_in
from therapytool.homework.lifecycle import Outcome
from therapytool.homework.links.opening import note_submitted
from therapytool.portal import questions
from therapytool.portal.clients import begun_in_time, current_client
from therapytool.portal.forms import read_answers
from therapytool.portal.pages import draw
from therapytool.portal.queries import ClientSheet
from therapytool.portal.views.blueprint import CHANGE_LIMIT, browser, portal, see_other, sheet_here
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@portal.get("/<name>/read")
@access(Access.CLIENT)
def read(name: str) -> ResponseReturnValue:
    """The handout, to be read as often as she likes while her link is open. 404 for a sheet that asks something."""
    return _page(_handout_here())


@portal.post("/<name>/read")
@access(Access.CLIENT)
@limiter.limit(CHANGE_LIMIT, key_func=browser)
@writes
def say_read(name: str) -> ResponseReturnValue:
    """Keep that she has read it, and how helpful it was if she says so."""
    begun_in_time(current_client().began_at)
    sheet = _handout_here()
    if not sheet.is_open:
        return see_other("done")
    answers, errors = read_answers((questions.helpful,), request.form)
    if errors:
        return _page(sheet, errors=errors), 422
    hand_in(sheet.response_id, Farewell(Outcome.DONE, helpfulness=questions.level(questions.helpful, answers)))
    note_submitted(current_client().link_pass)
    return see_other("done")


def _handout_here() -> ClientSheet:
    sheet = sheet_here()
    if not sheet.is_handout:
        raise NotFound("this sheet asks something")
    return sheet


def _page(sheet: ClientSheet, *, errors: dict[str, str] | None = None) -> str:
    return draw(
        "read.html",
        head=sheet.letterhead,
        name=sheet.name,
        sheet=sheet,
        farewell=(questions.helpful,),
        errors=errors or {},
    )
