"""The quick exit, and the styles of the sheet."""

from __future__ import annotations

from contextlib import suppress

from flask import Response, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from therapytool.errors import TherapytoolError
from therapytool.extensions import limiter
from therapytool.homework.answers.answering import keep_to_myself
from therapytool.homework.links.opening import end_visit
from therapytool.portal.clients import current_client
from therapytool.portal.cookies import Pass, pass_secret, take_passes
from therapytool.portal.forms import Leave
from therapytool.portal.pages import draw
from therapytool.portal.styles import worksheet_styles
from therapytool.portal.views.blueprint import CHANGE_LIMIT, browser, portal
from therapytool.portal.views.saving import LARGEST_BODY, keep
from therapytool.progress.links import end_measure_visit
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@portal.post("/<name>/leave")
@access(Access.CLIENT)
@limiter.limit(CHANGE_LIMIT, key_func=browser)
@writes
def leave(name: str) -> ResponseReturnValue:
    """Keep what the page still holds, end this browser's pass, and lead away; the link itself still opens."""
    held = _held()
    for block, is_private in held.private.items():
        with suppress(TherapytoolError):
            keep_to_myself(current_client().response_id, block, is_private=is_private)
    for key, answer in held.answers.items():
        with suppress(TherapytoolError):
            keep(key, answer)
    return sent_away()


def sent_away() -> str:
    """End every pass of this browser, and the page that leads elsewhere."""
    end_visit(pass_secret())
    end_measure_visit(pass_secret(Pass.QUESTIONS))
    take_passes()
    return draw("away.html")


@portal.get("/worksheet.css")
@access(Access.PUBLIC)
def styles() -> ResponseReturnValue:
    """How a worksheet looks on a screen."""
    return Response(worksheet_styles(), mimetype="text/css")


def _held() -> Leave:
    """What a script sent along; a plain form sends nothing."""
    request.max_content_length = LARGEST_BODY
    if not request.is_json:
        return Leave()
    try:
        return Leave.model_validate_json(request.get_data())
    except ValidationError:
        return Leave()
