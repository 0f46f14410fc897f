"""The end of a homework: check the answers, hand them in, or say "not this time"; and what happens next."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from therapytool.extensions import limiter
from therapytool.homework.answers.agreeing import shown_sides
from therapytool.homework.finishing import Farewell, decline, hand_in, take_back
from therapytool.homework.links.opening import note_submitted
from therapytool.portal import questions
from therapytool.portal.answers_in_words import said_in
from therapytool.portal.clients import begun_in_time, current_client
from therapytool.portal.forms import read_answers
from therapytool.portal.pages import draw
from therapytool.portal.queries import ClientSheet
from therapytool.portal.views.blueprint import CHANGE_LIMIT, browser, portal, see_other, sheet_here
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@portal.get("/<name>/check")
@access(Access.CLIENT)
def check(name: str) -> ResponseReturnValue:
    """Everything she wrote, to look over and change, before it is sent."""
    sheet = sheet_here()
    if sheet.is_handout:
        return see_other("read")
    return _check_page(sheet) if sheet.is_open else see_other("done")


@portal.post("/<name>/check")
@access(Access.CLIENT)
@limiter.limit(CHANGE_LIMIT, key_func=browser)
@writes
def send(name: str) -> ResponseReturnValue:
    """Hand the sheet in; one that is partly filled says how it is meant, and an empty one is not sent."""
    begun_in_time(current_client().began_at)
    sheet = sheet_here()
    if not sheet.is_open or sheet.is_handout:
        return see_other("done")
    if sheet.progress.is_blank and not sheet.page_count:
        return _check_page(sheet), 422
    answers, errors = read_answers(questions.farewell_questions(sheet.progress), request.form)
    outcome = questions.outcome_in(answers, sheet.progress)
    if outcome is None:
        errors = {"how_far": "Choose one of these.", **errors}
    if errors or outcome is None:
        return _check_page(sheet, answers=answers, errors=errors), 422
    farewell = Farewell(
        outcome,
        helpfulness=questions.level(questions.helpful, answers),
        distress_after=questions.level(questions.after, answers),
    )
    hand_in(sheet.response_id, farewell)
    note_submitted(current_client().link_pass)
    return see_other("done")


@portal.get("/<name>/not-this-time")
@access(Access.CLIENT)
def not_this_time(name: str) -> ResponseReturnValue:
    """Say that it is not for this time, and why, if she likes."""
    sheet = sheet_here()
    return _not_this_time_page(sheet) if sheet.is_open else see_other("done")


@portal.post("/<name>/not-this-time")
@access(Access.CLIENT)
@limiter.limit(CHANGE_LIMIT, key_func=browser)
@writes
def say_not_this_time(name: str) -> ResponseReturnValue:
    """Keep that, as an answer like any other."""
    begun_in_time(current_client().began_at)
    sheet = sheet_here()
    if not sheet.is_open:
        return see_other("done")
    answers, errors = read_answers(questions.NOT_THIS_TIME, request.form)
    if errors:
        return _not_this_time_page(sheet, answers=answers, errors=errors), 422
    decline(sheet.response_id, questions.reason_in(answers))
    note_submitted(current_client().link_pass)
    return see_other("done")


@portal.get("/<name>/done")
@access(Access.CLIENT)
def done(name: str) -> ResponseReturnValue:
    """What was handed in, and what happens next."""
    sheet = sheet_here()
    if sheet.is_open:
        return see_other("start")
    is_revealed = bool(shown_sides(sheet.response_id))
    return draw("done.html", head=sheet.letterhead, name=sheet.name, sheet=sheet, is_revealed=is_revealed)


@portal.post("/<name>/take-back")
@access(Access.CLIENT)
@limiter.limit(CHANGE_LIMIT, key_func=browser)
@writes
def change_again(name: str) -> ResponseReturnValue:
    """Open a sheet again that was handed in, and look it over."""
    begun_in_time(current_client().began_at)
    take_back(current_client().response_id)
    return see_other("check")


def _check_page(
    sheet: ClientSheet, *, answers: dict[str, str] | None = None, errors: dict[str, str] | None = None
) -> str:
    return draw(
        "check.html",
        head=sheet.letterhead,
        name=sheet.name,
        sheet=sheet,
        said={section.number: said_in(section.asking, sheet.meant) for section in sheet.sections},
        farewell=questions.farewell_questions(sheet.progress),
        answers=answers or {},
        errors=errors or {},
    )


def _not_this_time_page(
    sheet: ClientSheet, *, answers: dict[str, str] | None = None, errors: dict[str, str] | None = None
) -> str:
    return draw(
        "not_this_time.html",
        head=sheet.letterhead,
        name=sheet.name,
        sheet=sheet,
        blocks=questions.NOT_THIS_TIME,
        answers=answers or {},
        errors=errors or {},
    )
