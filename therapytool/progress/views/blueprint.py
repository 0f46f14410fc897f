"""The blueprints of progress and of the measures in the library, and how their pages answer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

progress = Blueprint("progress", __name__, url_prefix="/progress")
measure_pages = Blueprint("measures", __name__, url_prefix="/measures")


def page(template: str, *forms: FlaskForm, **values: object) -> ResponseReturnValue:
    """A page; 422 when one of its forms was refused."""
    status = 422 if any(form.errors for form in forms) else 200
    return render_template(template, **values), status


def done(words: str, endpoint: str, **values: Any) -> ResponseReturnValue:
    """Say what was done, on the page it leads to."""
    flash(words, "success")
    return redirect(url_for(endpoint, **values), 303)
