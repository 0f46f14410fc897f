"""The blueprint of homework, and what its views ask of a request and answer with."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form

from therapytool import clock
from therapytool.config import Settings
from therapytool.database import db, write_from_the_start
from therapytool.formatting import moment_in_words
from therapytool.homework.board import in_words as standing_in_words
from therapytool.rendering.printer import Printer, PrintJob

homework = Blueprint("homework", __name__, url_prefix="/homework")


@homework.app_template_filter("moment_in_words")
def moment_here(moment: datetime) -> str:
    """A moment as read now: "today 10:42"."""
    return moment_in_words(moment, now=clock.now())


homework.add_app_template_filter(standing_in_words, "standing_in_words")


def page(template: str, *forms: Form, **values: object) -> ResponseReturnValue:
    """A page; 422 when one of its forms was refused."""
    status = 422 if any(form.errors for form in forms) else 200
    return render_template(template, **values), status


def done(words: str, endpoint: str, **values: Any) -> ResponseReturnValue:
    """Say what was done, on the page it leads to."""
    flash(words, "success")
    return redirect(url_for(endpoint, **values), 303)


def refused(words: str, endpoint: str, **values: Any) -> ResponseReturnValue:
    """Say why nothing was done, on the page it leads to."""
    flash(words, "error")
    return redirect(url_for(endpoint, **values), 303)


def base_address() -> str:
    """Where clients find this installation: as set, or where the clinician finds it now."""
    settings: Settings = current_app.extensions["settings"]
    return settings.public_address or request.url_root


def sends_mail() -> bool:
    """Whether a mail server is set."""
    settings: Settings = current_app.extensions["settings"]
    return settings.sends_mail


def only_read_from_here() -> None:
    """Commit what was changed; what follows takes no lock, so that nobody's save waits while pages are laid out."""
    db.session.commit()
    write_from_the_start(False)


def printer() -> Printer:
    """What prints."""
    found: Printer = current_app.extensions["rendering"]
    return found


def pdf(job: PrintJob, name: str) -> ResponseReturnValue:
    """A job as a PDF, shown in the browser; its file name holds no word of a client."""
    return send_file(BytesIO(printer().print(job).pdf), "application/pdf", download_name=name)
