"""The demo's own way in; it exists in a demo and nowhere else."""

from __future__ import annotations

from flask import Flask, redirect
from flask.typing import ResponseReturnValue
from flask_security import login_user

from therapytool.accounts.forms import OneUseCodeForm, typed
from therapytool.accounts.one_use import Purpose, close_door, find_door
from therapytool.accounts.queries import get_clinician
from therapytool.accounts.signing_in.security import render
from therapytool.accounts.views.blueprint import OUTER_LIMIT
from therapytool.accounts.views.code import DEAD_CODE
from therapytool.extensions import limiter
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


def init_demo(app: Flask) -> None:
    """Open the demo's way in."""
    app.add_url_rule("/demo", "demo", enter, methods=["GET", "POST"])


@access(Access.PUBLIC)
@limiter.limit(OUTER_LIMIT, methods=["POST"])
@writes
def enter() -> ResponseReturnValue:
    """Take the code that `therapytool demo` printed and sign its clinician in."""
    form = OneUseCodeForm()
    if form.validate_on_submit():
        door = find_door(typed(form.code), Purpose.DEMO)
        if door is not None and door.clinician_id is not None:
            close_door(door)
            login_user(get_clinician(door.clinician_id), authn_via=["demo"])
            return redirect("/", 303)
        form.code.errors = [DEAD_CODE]
    return render("accounts/demo.html", form=form)
