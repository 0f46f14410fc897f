"""Set-up, sign-in and account pages."""

from __future__ import annotations

from flask import Flask, has_request_context, url_for

from therapytool.accounts.security import init_security
from therapytool.accounts.views import account, code, second_step, setup, sign_in
from therapytool.accounts.views.blueprint import accounts
from therapytool.accounts.views.demo import init_demo

__all__ = ["account", "code", "init_accounts", "second_step", "setup", "sign_in"]


def init_accounts(app: Flask) -> None:
    """Hang sign-in on the application, and in a demo the demo's own way in."""
    init_security(app)
    app.register_blueprint(accounts)
    if app.extensions["settings"].demo:
        init_demo(app)
    app.context_processor(account_links)


def account_links() -> dict[str, object]:
    """Where every page's account menu leads."""
    return {"settings_url": url_for("accounts.overview")} if has_request_context() else {}
