"""HTTP behavior that every feature shares: who may open what, transactions, headers, origin checks and error pages."""

from __future__ import annotations

from flask import Flask

from therapytool.web.access import check_access
from therapytool.web.errors import init_errors
from therapytool.web.headers import add_headers
from therapytool.web.health import health
from therapytool.web.home import home
from therapytool.web.navigation import navigation
from therapytool.web.origin import check_origin
from therapytool.web.source import about, source
from therapytool.web.transactions import choose_lock
from therapytool.web.uploads import RequestInMemory


def init_web(app: Flask) -> None:
    """Hang the shared behavior on an application; the order of the checks is the order here."""
    app.request_class = RequestInMemory
    app.before_request(choose_lock)
    app.before_request(check_origin)
    app.before_request(check_access)
    app.after_request(add_headers)
    app.context_processor(navigation)
    app.add_url_rule("/", "home", home)
    app.add_url_rule("/healthz", "health", health)
    app.add_url_rule("/about", "about", about)
    app.add_url_rule("/about/source.zip", "source", source)
    init_errors(app)
