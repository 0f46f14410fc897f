"""Flask-Security as we use it: our tables, argon2, codes that work once, and only the doors `views/sign_in.py` opens.

Its own blueprint is not registered, so registration, password mail, tokens and JSON answers do not exist here.
"""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from flask import Flask, Response, make_response, render_template
from flask_security import Security, SQLAlchemyUserDatastore
from flask_wtf import FlaskForm

from therapytool.accounts.models import Role, User, WebAuthn
from therapytool.accounts.signing_in.forms import CodeForm, ConfirmForm, NoRescueForm, RecoveryCodeForm, SignInForm
from therapytool.accounts.signing_in.passkey_step import ask_for_passkeys
from therapytool.accounts.signing_in.passwords import NORMAL_FORM
from therapytool.accounts.signing_in.presence import init_presence, load_clinician
from therapytool.accounts.signing_in.second_factor import HashedRecoveryCodes, OneTimeTotp
from therapytool.database import db

FRESH_FOR = timedelta(minutes=15)
"""How long after the password was typed the second step and the address may be changed without typing it again."""
NO_GRACE = timedelta(0)
ONE_STEP = 30
"""Seconds a code may be early or late: one step of the app's clock."""

WRONG_PASSWORD = "That is not the password."  # noqa: S105  # a message
CONFIGURATION: dict[str, object] = {
    "SECURITY_BLUEPRINT_NAME": "accounts",
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_NORMALIZE_FORM": NORMAL_FORM,
    "SECURITY_HASHING_SCHEMES": ["pbkdf2_sha256"],
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "globally_deliverable": False},
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_FLASH_MESSAGES": False,
    "SECURITY_CACHE_CONTROL": None,
    "SECURITY_CLI_USERS_NAME": None,
    "SECURITY_CLI_ROLES_NAME": None,
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_FRESHNESS": FRESH_FOR,
    "SECURITY_FRESHNESS_GRACE_PERIOD": NO_GRACE,
    "SECURITY_TWO_FACTOR": True,
    "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": ONE_STEP,
    "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
    "SECURITY_TOTP_ISSUER": "Therapytool",
    "SECURITY_POST_LOGIN_VIEW": "/",
    "SECURITY_POST_LOGOUT_VIEW": ".login",
    "SECURITY_LOGIN_USER_TEMPLATE": "accounts/sign_in.html",
    "SECURITY_VERIFY_TEMPLATE": "accounts/confirm.html",
    "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "accounts/code.html",
    "SECURITY_MULTI_FACTOR_RECOVERY_TEMPLATE": "accounts/recovery_code.html",
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": ("E-mail address and password do not belong together.", "error"),
    "SECURITY_MSG_INVALID_PASSWORD": (WRONG_PASSWORD, "error"),
    "SECURITY_MSG_PASSWORD_NOT_PROVIDED": ("Type your password.", "error"),
    "SECURITY_MSG_TWO_FACTOR_INVALID_TOKEN": ("That is not the code the app shows now, or it has been used.", "error"),
    "SECURITY_MSG_INVALID_RECOVERY_CODE": ("That code is not one of yours, or it has been used.", "error"),
}


def init_security(app: Flask) -> None:
    """Hang Flask-Security and our running sign-ins on the application."""
    app.config.from_mapping(CONFIGURATION)
    security = Security(
        app,
        SQLAlchemyUserDatastore(db, User, Role, WebAuthn),
        register_blueprint=False,
        render_template=render,  # type: ignore[arg-type]  # its views return whatever this returns
        login_form=SignInForm,
        verify_form=ConfirmForm,
        two_factor_verify_code_form=CodeForm,
        mf_recovery_form=RecoveryCodeForm,
        two_factor_rescue_form=NoRescueForm,
        totp_cls=OneTimeTotp,
        mf_recovery_codes_util_cls=HashedRecoveryCodes,
    )
    security.want_json(lambda request: False)
    security.principal.skip_static = True
    security.login_manager.user_loader(load_clinician)
    security.login_manager.request_loader(lambda request: None)
    ask_for_passkeys(app, security)
    init_presence(app)


def render(template: str, **values: object) -> Response:
    """A page of the door, with the status that fits its form: 422 for errors, 429 while one has to wait."""
    forms = [value for value in values.values() if isinstance(value, FlaskForm)]
    response = make_response(render_template(template, **values))
    wait = max((getattr(form, "wait", timedelta(0)) for form in forms), default=timedelta(0))
    if wait:
        response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        response.headers["Retry-After"] = str(int(wait.total_seconds()) + 1)
    elif any(form.errors for form in forms):
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return response
