"""The application: settings, extensions, web hooks, blueprints, commands, in that order."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from therapytool.accounts.views import init_accounts
from therapytool.cases.views import init_cases
from therapytool.config import Settings
from therapytool.database import init_database
from therapytool.exercises.authoring.views import init_authoring
from therapytool.exercises.views import init_exercises
from therapytool.extensions import csrf, limiter
from therapytool.formatting import FILTERS
from therapytool.homework.views import init_homework
from therapytool.keyring import KeyringInUse
from therapytool.people.views import init_people
from therapytool.plans.views import init_plans
from therapytool.portal.views import init_portal
from therapytool.programs.views import init_programs
from therapytool.progress.views import init_progress
from therapytool.records.views import init_records
from therapytool.rendering.bindery import Bindery
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.printer import Printer
from therapytool.rendering.workers.pool import Pool
from therapytool.safekeeping.read_only import init_read_only
from therapytool.safekeeping.views import init_safekeeping
from therapytool.search.views import init_search
from therapytool.shipped import folder
from therapytool.supervision.views import init_supervision
from therapytool.web import init_web


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; without settings they are read from the environment and the instance folder."""
    settings = settings or Settings.load()
    app = Flask(
        "therapytool",
        instance_path=str(settings.instance),
        template_folder=str(folder("templates")),
        static_folder=str(folder("static")),
    )
    app.config.from_mapping(flask_settings(settings))
    app.extensions["settings"] = settings
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.filters.update(FILTERS)
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.extensions["keyring"] = KeyringInUse(settings.instance)
    app.extensions["rendering"] = printer_for(settings)
    app.extensions["bindery"] = Bindery(app.extensions["rendering"])
    init_database(app)
    csrf.init_app(app)
    limiter.init_app(app)
    init_web(app)
    init_accounts(app)
    init_read_only(app)
    init_exercises(app)
    init_authoring(app)
    init_plans(app)
    init_programs(app)
    init_cases(app)
    init_homework(app)
    init_progress(app)
    init_portal(app)
    init_records(app)
    init_people(app)
    init_supervision(app)
    init_safekeeping(app)
    init_search(app)
    return app


def printer_for(settings: Settings) -> Printer:
    """The pool of layout workers (none starts before the first page) and the cache of pages in the instance folder."""
    kept = settings.instance / "pages" if settings.page_cache_mebibytes else None
    cache = PrintCache(kept, most_bytes=settings.page_cache_mebibytes * 2**20)
    return Printer(Pool(size=settings.render_workers), cache)


def flask_settings(settings: Settings) -> dict[str, object]:
    """Our settings under the names that Flask and its extensions read."""
    return {
        "SECRET_KEY": settings.secret_key.get_secret_value(),
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "MAX_CONTENT_LENGTH": settings.upload_mebibytes * 2**20,
        "MAX_FORM_MEMORY_SIZE": 2**21,
        "TRUSTED_HOSTS": list(settings.trusted_hosts) or None,
        "SESSION_COOKIE_NAME": "__Host-session" if settings.https else "session",
        "SESSION_COOKIE_SECURE": settings.https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=settings.absolute_hours),
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "SECURITY_PASSWORD_SALT": settings.password_salt.get_secret_value(),
        "SECURITY_TOTP_SECRETS": {"1": settings.totp_key.get_secret_value()},
    }
