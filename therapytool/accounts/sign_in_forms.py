"""Flask-Security's forms of the door, each behind the counters of wrong tries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import session
from flask_security import LoginForm, MfRecoveryForm, TwoFactorVerifyCodeForm, VerifyForm
from flask_wtf import FlaskForm
from wtforms import Field

from therapytool import clock
from therapytool.accounts.attempts import Counter, Secret, count_failure, time_to_wait
from therapytool.accounts.presence import counters_here
from therapytool.accounts.waits import wait_in_words

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
        passed = guarded(self, counters_here(Secret.PASSWORD, email), lambda: super(SignInForm, self).validate(**given))
        if passed:
            session[FIRST_STEP_AT] = clock.now().timestamp()
        return passed


class ConfirmForm(VerifyForm):
    """The password once more, before something that needs it fresh."""

    wait = timedelta(0)

    def validate(self, **given: Any) -> bool:
        counted = counters_here(Secret.PASSWORD, self.user.email)
        return guarded(self, counted, lambda: super(ConfirmForm, self).validate(**given))


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


def second_step(form: Any, check: Callable[[], bool]) -> bool:
    """Check a code, while the password given before is recent enough."""
    since = clock.now().timestamp() - session.get(FIRST_STEP_AT, 0)
    if since > TIME_FOR_SECOND_STEP.total_seconds():
        form.form_errors.append(TOO_LATE)
        return False
    return guarded(form, counters_here(Secret.CODE, form.user.email), check)


def guarded(form: FlaskForm, counted: tuple[Counter, ...], check: Callable[[], bool]) -> bool:
    """Run a check unless its counters say to wait, and count it when it fails.

    While waiting nothing is checked, so a right guess tells a guesser nothing either. The form's `wait` says how long.
    """
    form.wait = time_to_wait(counted)
    if form.wait:
        form.form_errors.append(too_many_tries(form.wait))
        return False
    passed = check()
    if not passed:
        count_failure(counted)
    return passed


def too_many_tries(wait: timedelta) -> str:
    """What a person reads while she has to wait."""
    return f"Too many wrong tries. Wait {wait_in_words(wait)}, then try again."


def _text(field: Field) -> str:
    return field.data.strip() if isinstance(field.data, str) else ""
