"""Showing a partner: what she would see, agreeing to it or taking that back, and both sides once both have agreed."""

from __future__ import annotations

from flask import abort, request
from flask.typing import ResponseReturnValue

from therapytool.extensions import limiter
from therapytool.homework.answers.agreeing import agree_to_reveal, own_shown_answers, shown_sides, withdraw_agreement
from therapytool.homework.answers.answering import keep_to_myself
from therapytool.portal.answers_in_words import said_in
from therapytool.portal.clients import begun_in_time, current_client
from therapytool.portal.pages import draw
from therapytool.portal.printing import rows_together, together
from therapytool.portal.queries import ClientSheet
from therapytool.portal.views.blueprint import CHANGE_LIMIT, PRINT_LIMIT, browser, portal, see_other, sheet_here
from therapytool.portal.views.printing import pdf
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@portal.get("/<name>/share")
@access(Access.CLIENT)
def share(name: str) -> ResponseReturnValue:
    """What her partner would see, and the choice. Whether the partner is done or has agreed is not told here."""
    sheet = _sheet_to_share()
    shown = own_shown_answers(sheet.response_id)
    return draw(
        "share.html",
        head=sheet.letterhead,
        name=sheet.name,
        sheet=sheet,
        said={section.number: said_in(section.asking, shown) for section in sheet.sections},
        kept={section.number for section in sheet.sections if said_in(section.asking, sheet.meant)},
    )


@portal.post("/<name>/share")
@access(Access.CLIENT)
@limiter.limit(CHANGE_LIMIT, key_func=browser)
@writes
def choose(name: str) -> ResponseReturnValue:
    """Keep what she chose: agree, withdraw, or keep one answer to herself."""
    begun_in_time(current_client().began_at)
    sheet = _sheet_to_share()
    match request.form.get("choice", ""):
        case "agree":
            agree_to_reveal(sheet.response_id)
        case "withdraw":
            withdraw_agreement(sheet.response_id)
        case "keep":
            keep_to_myself(sheet.response_id, request.form.get("block", ""), is_private=True)
        case "show":
            keep_to_myself(sheet.response_id, request.form.get("block", ""), is_private=False)
        case _:
            abort(400)
    return see_other("share")


@portal.get("/<name>/together")
@access(Access.CLIENT)
def side_by_side(name: str) -> ResponseReturnValue:
    """Both sides, once both are done and both have agreed; before that there is no such page."""
    sheet = sheet_here()
    sides = shown_sides(sheet.response_id) or abort(404)
    names = ["You" if side.is_reader else "Your partner" for side in sides]
    return draw(
        "together.html",
        head=sheet.letterhead,
        name=sheet.name,
        sheet=sheet,
        names=names,
        rows=rows_together(sheet, sides),
    )


@portal.get("/<name>/together.pdf")
@access(Access.CLIENT)
@limiter.limit(PRINT_LIMIT, key_func=browser)
def together_pdf(name: str) -> ResponseReturnValue:
    """The same to print, for the session."""
    sheet = sheet_here()
    return pdf(together(sheet, shown_sides(sheet.response_id) or abort(404)))


def _sheet_to_share() -> ClientSheet:
    """This homework where there is a partner and something to show her; for any other there is no such page."""
    sheet = sheet_here()
    if not (sheet.is_for_two and sheet.is_done):
        abort(404)
    return sheet
