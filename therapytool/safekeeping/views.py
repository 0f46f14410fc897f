"""Backups for the practice's owner: when the last one was made, whom they open for, and one to download."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm

from therapytool import clock
from therapytool.accounts.auditing.trail import clinician_actor
from therapytool.accounts.forms import ButtonForm, typed
from therapytool.accounts.signing_in.security import render
from therapytool.config import Settings
from therapytool.safekeeping.age_keys import NotAKey, new_key_pair
from therapytool.safekeeping.backing_up import (
    Lock,
    backup_name,
    find_recipient,
    last_backup,
    make_backup,
    set_recipient,
)
from therapytool.safekeeping.database_copy import NotSqlite, sqlite_path
from therapytool.safekeeping.forms import RecipientForm
from therapytool.safekeeping.older_copies import list_copies
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

REMIND_AFTER = timedelta(days=7)
CHUNK = 2**16

safekeeping = Blueprint("safekeeping", __name__, url_prefix="/backups")


def init_safekeeping(app: Flask) -> None:
    """Hang the page on the application."""
    app.register_blueprint(safekeeping)


@safekeeping.get("/")
@access(Access.OWNER)
def show() -> ResponseReturnValue:
    """The state of the backups."""
    return _page(RecipientForm(formdata=None))


@safekeeping.post("/key")
@access(Access.OWNER)
@writes
def new_key() -> ResponseReturnValue:
    """A new key pair: the secret half is shown this once and kept nowhere."""
    pair = new_key_pair()
    set_recipient(pair.recipient, by=clinician_actor(current_user.public_id))
    return render("safekeeping/key.html", pair=pair)


@safekeeping.post("/recipient")
@access(Access.OWNER)
@writes
def choose_recipient() -> ResponseReturnValue:
    """Use a recipient whose secret half the owner has already."""
    form = RecipientForm()
    if not form.validate_on_submit():
        return _page(form)
    try:
        set_recipient(typed(form.recipient), by=clinician_actor(current_user.public_id))
    except NotAKey as refused:
        form.recipient.errors = [str(refused)]
        return _page(form)
    flash("Backups are encrypted to this key from now on.", "success")
    return redirect(url_for("safekeeping.show"), 303)


@safekeeping.post("/download")
@access(Access.OWNER)
def download() -> ResponseReturnValue:
    """Make a backup now and send it; no copy of it stays here."""
    recipient = find_recipient()
    if recipient is None:
        abort(409)
    name, actor = backup_name(clock.now()), clinician_actor(current_user.public_id)
    folder = Path(tempfile.mkdtemp(dir=_working()))
    made = make_backup(folder / name, Lock((recipient.recipient,)), by=actor)
    headers = {"Content-Disposition": f"attachment; filename={name}", "Content-Length": str(made.size)}
    return Response(_sent(made.path), mimetype="application/octet-stream", headers=headers)


def _sent(path: Path) -> Iterator[bytes]:
    """The file, and then no file: opened first, so that it is gone from the folder before the last byte is sent."""
    with path.open("rb") as file:
        path.unlink()
        path.parent.rmdir()
        while chunk := file.read(CHUNK):
            yield chunk


def _working() -> Path:
    settings: Settings = current_app.extensions["settings"]
    folder = settings.instance / "working"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _page(form: FlaskForm) -> ResponseReturnValue:
    last, recipient = last_backup(), find_recipient()
    return render(
        "safekeeping/show.html",
        form=form,
        last=last,
        recipient=recipient,
        is_overdue=last is None or clock.now() - last.made_at > REMIND_AFTER,
        is_sqlite=_is_sqlite(),
        copies=list_copies(current_app.extensions["settings"]),
        button=ButtonForm(),
    )


def _is_sqlite() -> bool:
    settings: Settings = current_app.extensions["settings"]
    try:
        sqlite_path(settings.database_url)
    except NotSqlite:
        return False
    return True
