"""The blueprint of cases, and how its pages answer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from therapytool.accounts.current import current_clinician
from therapytool.cases.notices import Notice, notices_of

cases = Blueprint("cases", __name__, url_prefix="/cases")


@cases.app_template_global()
def case_notices(case_id: str = "") -> list[Notice]:
    """What the signed-in clinician must not overlook in one case, or in all of hers; for her own pages alone."""
    return notices_of(current_clinician().id, case_id)


def page(template: str, *forms: FlaskForm, **values: object) -> ResponseReturnValue:
    """A page; 422 when one of its forms was refused."""
    status = 422 if any(form.errors for form in forms) else 200
    return render_template(template, **values), status


def done(words: str, endpoint: str, **values: Any) -> ResponseReturnValue:
    """Say what was done, on the page it leads to."""
    flash(words, "success")
    return redirect(url_for(endpoint, **values), 303)
