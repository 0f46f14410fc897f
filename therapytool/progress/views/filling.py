"""Filling a measure in: one calm page with large targets, then a word of thanks that is the same for everybody."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from therapytool.accounts.current import current_clinician
from therapytool.accounts.signing_in.forms import knows_password
from therapytool.accounts.signing_in.passwords import normalized
from therapytool.errors import Conflict
from therapytool.exercises.letterhead import letterhead_for
from therapytool.progress.answers import answer_to, choices_of, read_answers, skipped_items
from therapytool.progress.forms import TakeBackForm
from therapytool.progress.operations import Way, keep_answers
from therapytool.progress.queries import FilledView, get_filled
from therapytool.progress.views.blueprint import done, page, progress
from therapytool.progress.views.handing_over import handed_over, take_back_device
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

WRONG = "That is not your password."


@progress.get("/<public_id>/fill")
@access(Access.SIGNED_IN)
def fill(public_id: str) -> ResponseReturnValue:
    """The measure, word for word, with room for a finger; once it is complete, the thanks."""
    filled = get_filled(public_id, current_clinician().id)
    if filled.completed_at is not None:
        return redirect(url_for(".thanks", public_id=public_id), 303)
    return _sheet(filled, {})


@progress.post("/<public_id>/fill")
@access(Access.SIGNED_IN)
@writes
def keep(public_id: str) -> ResponseReturnValue:
    """Keep what was answered. Lines may be skipped; the first time that some are, the page asks once."""
    clinician_id = current_clinician().id
    filled = get_filled(public_id, clinician_id)
    answers = read_answers(filled.measure, request.form)
    skipped = skipped_items(filled.measure, answers)
    if skipped and "anyway" not in request.form:
        return _sheet(filled, answers, skipped=len(skipped))
    try:
        keep_answers(public_id, answers, clinician_id=clinician_id)
    except Conflict:
        return redirect(url_for(".thanks", public_id=public_id), 303)
    if filled.way == Way.HERE.value:
        return redirect(url_for(".thanks", public_id=public_id), 303)
    return done("The answers are kept.", ".of_person", person_id=filled.person.public_id)


@progress.get("/<public_id>/thanks")
@access(Access.SIGNED_IN)
def thanks(public_id: str) -> ResponseReturnValue:
    """The same words whatever was answered, with the crisis contacts; the way on needs the clinician's password."""
    filled = get_filled(public_id, current_clinician().id)
    if filled.completed_at is None:
        abort(404)
    return _thanks(filled, TakeBackForm(formdata=None))


@progress.post("/<public_id>/thanks")
@access(Access.SIGNED_IN)
@writes
def take_back(public_id: str) -> ResponseReturnValue:
    """The clinician takes the device back with her password."""
    filled = get_filled(public_id, current_clinician().id)
    form = TakeBackForm()
    if handed_over():
        if not form.validate_on_submit() or not _is_hers(form):
            return _thanks(filled, form)
        take_back_device()
    return redirect(url_for(".of_person", person_id=filled.person.public_id), 303)


def _sheet(filled: FilledView, answers: dict[str, str], *, skipped: int = 0) -> ResponseReturnValue:
    return page(
        "progress/fill.html",
        filled=filled,
        measure=filled.measure,
        answer_to=lambda item: answer_to(filled.measure, item, answers),
        choices_of=choices_of,
        skipped=skipped,
        is_handed_over=bool(handed_over()),
        head=letterhead_for(current_clinician()),
    )


def _thanks(filled: FilledView, form: TakeBackForm) -> ResponseReturnValue:
    return page(
        "progress/thanks.html",
        form,
        filled=filled,
        form=form,
        is_handed_over=bool(handed_over()),
        head=letterhead_for(current_clinician()),
    )


def _is_hers(form: TakeBackForm) -> bool:
    """Whether the password is hers; wrong ones are counted like those at the door."""
    given = normalized(str(form.password.data or ""))
    known = knows_password(
        form, email=current_user.email, check=lambda: bool(current_user.verify_and_update_password(given))
    )
    if not known and not form.form_errors:
        form.password.errors = [WRONG]
    return known
