"""The passkey as the second step: asked for after the password when an account has one and no authenticator app."""

from __future__ import annotations

from typing import Any

from flask import Flask, make_response, redirect, session, url_for
from flask.typing import ResponseValue
from flask_security import Security, UserMixin
from flask_security.tf_plugin import TfPluginBase

from therapytool.accounts.signing_in.passkeys import has_passkeys

NAME = "passkey"


class PasskeyStep(TfPluginBase):
    """Tells Flask-Security who has to show a passkey, and where she does."""

    def get_setup_methods(self, user: UserMixin) -> list[tuple[str, str]]:
        """One method for who has a passkey; none for who also has the app, whose page offers the passkey beside it."""
        needed = not user.tf_primary_method and has_passkeys(user.id)
        return [(NAME, "Passkey")] if needed else []

    def tf_login(self, user: UserMixin, json_payload: dict[str, Any], next_loc: str | None) -> ResponseValue:
        """On to the page that asks for it; a recovery code is taken there as well."""
        session["tf_state"] = "ready"
        return make_response(redirect(url_for("accounts.passkey_step", next=next_loc), 303))


def ask_for_passkeys(app: Flask, security: Security) -> None:
    """Let the right password of an account with a passkey lead to the passkey."""
    security.two_factor_plugins.register_tf_impl(app, NAME, PasskeyStep)
