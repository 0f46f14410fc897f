"""Flask-Security's forms of the door, each behind the counters of wrong tries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import session
from flask_security import LoginForm, MfRecoveryForm, TwoFactorRescueForm, TwoFactorVerifyCodeForm, VerifyForm
from flask_wtf import FlaskForm
from wtforms import Field, RadioField

from therapytool import clock
from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.trail import STRANGER, Subject, note
from therapytool.accounts.queries import find_clinician
from therapytool.accounts.signing_in.attempts import Counter, Secret, count_try, forgive, time_to_wait
from therapytool.accounts.signing_in.presence import counters_here
from therapytool.accounts.signing_in.waits import wait_in_words
from therapytool.database import db, write_from_the_start

FIRST_STEP_AT = "first_step_at"
TIME_FOR_SECOND_STEP = timedelta(minutes=10)
TOO_LATE = "That took more than ten minutes. Go back and sign in again."


class SignInForm(LoginForm):
    """E-mail address and password; nothing is remembered past the session."""

    remember = None  # type: ignore[assignment]  # this takes the field away
    wait = timedelta(0)

    def __init__(self, *arguments: Any, **given: Any) -> None:
        super().__init__(*arguments, **given)
        self.email.label.text = "E-mail address"

    def validate(self, **given: Any) -> bool:
        email = _text(self.email)
        if not email or not _text(self.password):
            return super().validate(**given)
        self.email.data = email
        self.ifield, self.user = self.email, find_clinician(email)
        passed = knows_password(self, email=email, check=lambda: super(SignInForm, self).validate(**given))
        if passed:
            session[FIRST_STEP_AT] = clock.now().timestamp()
        return passed


class ConfirmForm(VerifyForm):
    """The password once more, before something that needs it fresh."""

    wait = timedelta(0)

    def validate(self, **given: Any) -> bool:
        return knows_password(self, email=self.user.email, check=lambda: super(ConfirmForm, self).validate(**given))


class CodeForm(TwoFactorVerifyCodeForm):
    """The code of the authenticator app."""

    wait = timedelta(0)

    def __init__(self, *arguments: Any, **given: Any) -> None:
        super().__init__(*arguments, **given)
        self.code.label.text = "Code"

    def validate(self, **given: Any) -> bool:
        return second_step(self, lambda: super(CodeForm, self).validate(**given))


class RecoveryCodeForm(MfRecoveryForm):
    """A recovery code in place of the app's."""

    wait = timedelta(0)

    def __init__(self, *arguments: Any, **given: Any) -> None:
        super().__init__(*arguments, **given)
        self.code.label.text = "Recovery code"

    def validate(self, **given: Any) -> bool:
        return second_step(self, lambda: super(RecoveryCodeForm, self).validate(**given))


class NoRescueForm(TwoFactorRescueForm):
    """Flask-Security's ways to have a code mailed: none. Its view asks for the form all the same."""

    help_setup = RadioField(choices=[], validate_choice=False)


def second_step(form: Any, check: Callable[[], bool]) -> bool:
    """Check a code, while the password given before is recent enough."""
    since = clock.now().timestamp() - session.get(FIRST_STEP_AT, 0)
    if since > TIME_FOR_SECOND_STEP.total_seconds():
        form.form_errors.append(TOO_LATE)
        return False
    passed = guarded(form, counters_here(Secret.CODE, form.user.email), check)
    if not passed and not form.wait:
        note_wrong(Action.WRONG_CODE, form.user.email)
    return passed


def guarded(form: FlaskForm, counted: tuple[Counter, ...], check: Callable[[], bool]) -> bool:
    """Run a check unless its counters say to wait, and count it as wrong until it has turned out right.

    While waiting nothing is checked, so a right guess tells a guesser nothing either. The form's `wait` says how long.
    """
    form.wait = time_to_wait(counted)
    if form.wait:
        form.form_errors.append(too_many_tries(form.wait))
        return False
    count_try(counted)
    passed = check()
    if passed:
        forgive(counted)
    return passed


def knows_password(form: FlaskForm, *, email: str, check: Callable[[], bool]) -> bool:
    """Check a password behind the account's counters. Hashing takes a while, and nobody's save waits for it.

    The count is committed and the database's write lock given back before; it is taken up again after.
    """

    def unlocked() -> bool:
        db.session.commit()
        write_from_the_start(False)
        try:
            return check()
        finally:
            db.session.commit()
            write_from_the_start(True)

    passed = guarded(form, counters_here(Secret.PASSWORD, email), unlocked)
    if not passed and not getattr(form, "wait", None):
        note_wrong(Action.WRONG_PASSWORD, email)
    return passed


def note_wrong(action: Action, email: str) -> None:
    """Tell the one whose account it is, in the trail, that somebody tried; nothing for an address without one."""
    tried = find_clinician(email)
    if tried is not None:
        note(action, by=STRANGER, subject=Subject("clinician", tried.public_id, tried.public_id))


def too_many_tries(wait: timedelta) -> str:
    """What a person reads while she has to wait."""
    return f"Too many wrong tries. Wait {wait_in_words(wait)}, then try again."


def _text(field: Field) -> str:
    return field.data.strip() if isinstance(field.data, str) else ""
