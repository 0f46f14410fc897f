"""The sheet itself, one question at a time. Without scripts each is a form; with them the page saves as one types."""

from __future__ import annotations

from flask import abort, request
from flask.typing import ResponseReturnValue

from therapytool.blocks.computed import with_computed
from therapytool.extensions import limiter
from therapytool.homework.answers.answering import keep_to_myself
from therapytool.portal.answers_in_words import in_words
from therapytool.portal.clients import begun_in_time, current_client
from therapytool.portal.form_answers import FormResult, SentForm, save_form
from therapytool.portal.forms import read_revisions, sent_answers
from therapytool.portal.pages import draw
from therapytool.portal.queries import ClientSheet
from therapytool.portal.sections import Section
from therapytool.portal.views.blueprint import CHANGE_LIMIT, browser, portal, see_other, sheet_here
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@portal.get("/<name>/<int:number>")
@access(Access.CLIENT)
def section(name: str, number: int) -> ResponseReturnValue:
    """One question; the others are in the page too, put away, so that a lost connection takes none of them."""
    sheet = sheet_here()
    if not sheet.is_open:
        return see_other("done")
    return _page(sheet, _section(sheet, number))


@portal.post("/<name>/<int:number>")
@access(Access.CLIENT)
@limiter.limit(CHANGE_LIMIT, key_func=browser)
@writes
def save_section(name: str, number: int) -> ResponseReturnValue:
    """Save one question sent as a form, then go on, or back, or show what could not be kept."""
    sheet = sheet_here()
    shown = _section(sheet, number)
    sent = SentForm(
        answers=sent_answers(shown.asking, request.form),
        revisions=read_revisions(request.form.get("x-revisions", "")),
        left_alone=frozenset(request.form.getlist("x-leave")),
        begun_at=begun_in_time(current_client().began_at),
    )
    result = save_form(sheet.response_id, sent, link_expires_at=current_client().link_pass.expires_at)
    wants_private = request.form.get("x-private") == shown.block_id
    if wants_private != (shown.block_id in sheet.private_blocks):
        keep_to_myself(sheet.response_id, shown.block_id, is_private=wants_private)
    if not result.is_kept:
        typed = {key: text for key, text in sent.answers.items() if text and key not in sent.left_alone}
        return _page(sheet_here(), shown, typed=typed, result=result), 422 if result.errors else 409
    return _onward(sheet_here(), number, request.form.get("x-go", ""))


def _onward(sheet: ClientSheet, number: int, where: str) -> ResponseReturnValue:
    """To the next question that is for her, the one before, or after the last one to the check."""
    wanted = sheet.beyond(number, -1 if where == "back" else 1)
    if where == "check" or wanted > len(sheet.sections):
        return see_other("check")
    return see_other("section", number=wanted) if wanted else see_other("start")


def _section(sheet: ClientSheet, number: int) -> Section:
    if not 1 <= number <= len(sheet.sections):
        abort(404)
    return sheet.sections[number - 1]


def _page(
    sheet: ClientSheet, shown: Section, *, typed: dict[str, str] | None = None, result: FormResult | None = None
) -> str:
    result = result or FormResult()
    changed = {key: in_words(sheet.asked.questions[key], stands.text) for key, stands in result.changed.items()}
    return draw(
        "sheet.html",
        head=sheet.letterhead,
        name=sheet.name,
        sheet=sheet,
        shown=shown,
        answers={**with_computed(sheet.asked.blocks, sheet.meant), **sheet.answers, **(typed or {})},
        errors=result.errors,
        changed=changed,
    )
