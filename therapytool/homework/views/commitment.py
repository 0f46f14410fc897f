"""The commitment strip after the giving: filled in together later, or put right, until it is handed in."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from therapytool.accounts.current import current_clinician
from therapytool.errors import Conflict
from therapytool.homework.forms import commitment_in, strip_form
from therapytool.homework.operations import change_commitment
from therapytool.homework.queries import get_homework_of
from therapytool.homework.views.blueprint import done, homework, page, refused
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@homework.route("/responses/<name>/commitment", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
@writes
def commitment(name: str) -> ResponseReturnValue:
    """The strip of one person, to fill in together."""
    given, part = get_homework_of(name, current_clinician().id)
    strip = strip_form(part.person, part.commitment, request.form or None)
    guard = FlaskForm()
    if not guard.validate_on_submit() or not strip.validate():
        return page("homework/commitment.html", strip, given=given, part=part, strip=strip, form=guard)
    try:
        change_commitment(name, commitment_in(strip), clinician_id=current_clinician().id)
    except Conflict as conflict:
        return refused(str(conflict), ".show", name=given.public_id)
    return done(
        f"{part.person.name}’s strip is saved. A sheet printed before does not have it.", ".show", name=given.public_id
    )
