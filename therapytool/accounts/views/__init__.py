"""Set-up, sign-in and account pages."""

from __future__ import annotations

from flask import Flask, has_request_context, url_for

from therapytool.accounts.auditing.hooks import init_audit
from therapytool.accounts.permissions.check import init_permissions
from therapytool.accounts.signing_in.security import init_security
from therapytool.accounts.views import (
    account,
    code,
    crisis_contacts,
    passkeys,
    print_settings,
    second_step,
    setup,
    sign_in,
)
from therapytool.accounts.views.blueprint import accounts
from therapytool.accounts.views.demo import init_demo
from therapytool.accounts.views.freshness import init_freshness

__all__ = [
    "account",
    "code",
    "crisis_contacts",
    "init_accounts",
    "passkeys",
    "print_settings",
    "second_step",
    "setup",
    "sign_in",
]


def init_accounts(app: Flask) -> None:
    """Hang sign-in on the application, and in a demo the demo's own way in."""
    init_security(app)
    init_permissions(app)
    init_freshness(app)
    init_audit(app)
    app.register_blueprint(accounts)
    if app.extensions["settings"].demo:
        init_demo(app)
    app.context_processor(account_links)


def account_links() -> dict[str, object]:
    """Where every page's account menu leads."""
    return {"settings_url": url_for("accounts.overview")} if has_request_context() else {}
