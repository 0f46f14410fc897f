"""A measure by a link: its questions on one page, then a word of thanks that is the same whatever was answered.

Nothing of it is kept in the browser, and nothing that was answered can be read here again: somebody may look on.
"""

from __future__ import annotations

from contextlib import suppress

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from therapytool.errors import Conflict
from therapytool.extensions import limiter
from therapytool.portal.pages import draw
from therapytool.portal.queries import letterhead_of
from therapytool.portal.questioned import filled_here, still_here
from therapytool.portal.views.blueprint import CHANGE_LIMIT, browser, portal
from therapytool.portal.views.leaving import sent_away
from therapytool.progress.alert_mail import tell_by_mail
from therapytool.progress.answers import answer_to, choices_of, read_answers, skipped_items
from therapytool.progress.operations import keep_answers_from_afar
from therapytool.progress.queries import AskedView, get_asked
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@portal.get("/questions/<measure>")
@access(Access.CLIENT)
def questions(measure: str) -> ResponseReturnValue:
    """The questions; once they are answered, the thanks."""
    asked = get_asked(filled_here())
    return _draw("thanks.html", asked) if asked.is_complete else _sheet(asked, {})


@portal.post("/questions/<measure>")
@access(Access.CLIENT)
@limiter.limit(CHANGE_LIMIT, key_func=browser)
@writes
def send_questions(measure: str) -> ResponseReturnValue:
    """Keep what was answered; the first time that lines are blank, the page asks once. Sent twice, it is kept once."""
    still_here()
    asked = get_asked(filled_here())
    answers = read_answers(asked.measure, request.form)
    skipped = skipped_items(asked.measure, answers)
    if skipped and not asked.is_complete and "x-anyway" not in request.form:
        return _sheet(asked, answers, skipped=len(skipped))
    with suppress(Conflict):
        alerts = keep_answers_from_afar(filled_here(), answers)
        tell_by_mail(filled_here(), alerts, current_app.extensions["settings"])
    return redirect(url_for(".questions", measure=measure), 303)


@portal.post("/questions/<measure>/leave")
@access(Access.CLIENT)
@limiter.limit(CHANGE_LIMIT, key_func=browser)
@writes
def leave_questions(measure: str) -> ResponseReturnValue:
    """End this browser's passes, and lead away; nothing was kept of what is not sent."""
    return sent_away()


def _sheet(asked: AskedView, answers: dict[str, str], *, skipped: int = 0) -> str:
    return _draw(
        "questions.html",
        asked,
        answer_to=lambda item: answer_to(asked.measure, item, answers),
        choices_of=choices_of,
        skipped=skipped,
    )


def _draw(template: str, asked: AskedView, **values: object) -> str:
    return draw(
        template,
        head=letterhead_of(asked.clinician_id),
        name=asked.public_id,
        leave_to="portal.leave_questions",
        asked=asked,
        measure=asked.measure,
        **values,
    )
