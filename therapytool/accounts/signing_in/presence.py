"""Who is here: ties a session cookie to the row of a running sign-in, at sign-in, at sign-out and at each request."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import structlog
from flask import Flask, Response, after_this_request, current_app, g, request, session
from flask_login import user_logged_out
from flask_security import user_authenticated
from flask_security.utils import set_request_attr

from therapytool import clock
from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.trail import clinician_actor, note
from therapytool.accounts.models import User
from therapytool.accounts.signing_in.attempts import Counter, Secret, counters
from therapytool.accounts.signing_in.browsers import browser_in_words
from therapytool.accounts.signing_in.devices import KEPT_FOR, known_device, remember_device
from therapytool.accounts.signing_in.sign_ins import Limits, end_sign_in, find_running, note_seen, start_sign_in
from therapytool.config import Settings
from therapytool.database import db

IN_SESSION = "sign_in"
SIGN_IN_KEYS = ("_user_id", "_fresh", "_id", "fs_paa")
"""What Flask-Login and Flask-Security keep in a session; everything else is dropped when a sign-in begins."""

log = structlog.get_logger(__name__)


def init_presence(app: Flask) -> None:
    """Watch sign-ins and sign-outs of this application and note, now and then, that somebody is still there."""
    user_authenticated.connect(begin, app)
    user_logged_out.connect(finish, app)
    app.after_request(note_presence)


def limits() -> Limits:
    """How long sign-ins last here, by the settings."""
    settings: Settings = current_app.extensions["settings"]
    return Limits(idle=timedelta(minutes=settings.idle_minutes), absolute=timedelta(hours=settings.absolute_hours))


def begin(app: Flask, user: User, **details: object) -> None:
    """A clinician has proved who she is: a new session with a new secret, whatever the browser brought with it."""
    end_current()
    kept = {key: session[key] for key in SIGN_IN_KEYS if key in session}
    session.clear()
    g.pop(app.config["WTF_CSRF_FIELD_NAME"], None)
    session.update(kept)
    browser = browser_in_words(request.user_agent.string)
    session[IN_SESSION] = start_sign_in(clinician_id=user.id, browser=browser, limits=limits())
    device = remember_device(request.cookies.get(device_cookie_name()), clinician_id=user.id)
    after_this_request(partial(_set_device_cookie, device))
    note(Action.SIGNED_IN, by=clinician_actor(user.public_id), detail=browser)
    log.info("signed_in", clinician=user.public_id)


def finish(app: Flask, user: User | None = None, **details: object) -> None:
    """A clinician has signed out: her row goes, and everything her session held."""
    end_current()
    if user is not None and user.is_authenticated:
        note(Action.SIGNED_OUT, by=clinician_actor(user.public_id))
    session.clear()


def end_current() -> None:
    """End the sign-in this session stands for, if it stands for one."""
    secret = current_secret()
    if secret is not None:
        end_sign_in(secret)


def current_secret() -> str | None:
    """The secret of the sign-in this session stands for, running or not."""
    secret = session.get(IN_SESSION)
    return secret if isinstance(secret, str) else None


def load_clinician(user_id: str) -> User | None:
    """The clinician of this request: the session must name her and hold the secret of a running sign-in of hers."""
    secret = current_secret()
    sign_in = find_running(secret, limits=limits()) if secret is not None else None
    if sign_in is None or sign_in.clinician.fs_uniquifier != user_id:
        return None
    if clock.now() - sign_in.last_seen_at >= limits().seen_every:
        g.sign_in_to_note = sign_in.id
    set_request_attr("fs_authn_via", "session")
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    return sign_in.clinician


def note_presence(response: Response) -> Response:
    """After a request: write down that the sign-in is in use, unless that was done a moment ago."""
    sign_in_id = g.pop("sign_in_to_note", None)
    if sign_in_id is not None:
        db.session.rollback()
        note_seen(sign_in_id)
    return response


def counters_here(secret: Secret, email: str) -> tuple[Counter, ...]:
    """The counters on which a try at this account from this browser falls."""
    device = known_device(request.cookies.get(device_cookie_name()), email=email)
    return counters(secret, email=email, device=device, address=request.remote_addr or "")


def device_cookie_name() -> str:
    """The cookie by which a browser is known; over HTTPS no other host or path can set it."""
    return "__Host-device" if current_app.config["SESSION_COOKIE_SECURE"] else "device"


def _set_device_cookie(secret: str, response: Response) -> Response:
    response.set_cookie(
        device_cookie_name(),
        secret,
        max_age=KEPT_FOR,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return response
