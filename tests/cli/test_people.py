"""`therapytool people`: colleagues are added, listed, and helped to a new password."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.factories import PASSWORD, make_clinician
from therapytool.accounts.models import User
from therapytool.app import create_app
from therapytool.cli.people import people
from therapytool.database import db, writing
from therapytool.errors import Conflict, NotFound, TherapytoolError

NEW = "seven boats leave at dawn"


@pytest.fixture
def owner(app: Flask) -> None:
    make_clinician("ada@example.org")
    db.session.remove()


def run(app: Flask, *arguments: str) -> Result:
    """A command on the installation of the test."""
    db.session.rollback()
    environment = {"THERAPYTOOL_INSTANCE": str(Path(app.instance_path))}
    return CliRunner().invoke(people, arguments, obj=create_app, env=environment)


def test_a_colleague_is_added_and_chooses_her_password(app: Flask, owner: None):
    done = run(app, "add", "Cleo@Example.org", "--name", "Cleo Park")
    assert done.exit_code == 0, done.output
    assert "works once, for a day" in done.stderr
    address, _, code = done.stdout.strip().partition("#")
    assert address == "http://127.0.0.1:8000/welcome"
    visitor = Visitor(app)
    visitor.send("/welcome", code=code)
    visitor.send("/welcome/password", password=NEW, again=NEW)
    assert visitor.sign_in("cleo@example.org", NEW).status_code == 303
    assert visitor.open("/account/practice").status_code == 403


def test_one_who_lost_her_password_gets_a_new_one_and_the_old_works_until_then(app: Flask, owner: None):
    code = run(app, "reset", "ada@example.org").stdout.strip().partition("#")[2]
    assert Visitor(app).sign_in("ada@example.org", PASSWORD).status_code == 303
    visitor = Visitor(app)
    visitor.send("/welcome", code=code)
    visitor.send("/welcome/password", password=NEW, again=NEW)
    assert Visitor(app).sign_in("ada@example.org", PASSWORD).status_code == 422
    assert Visitor(app).sign_in("ada@example.org", NEW).status_code == 303


@pytest.mark.parametrize(("extra", "left"), [((), "authenticator"), (("--turn-off-second-step",), None)])
def test_the_second_step_goes_only_when_that_is_said(app: Flask, owner: None, extra: tuple[str, ...], left: str | None):
    with writing():
        db.session.query(User).one().tf_primary_method = "authenticator"
    run(app, "reset", "ada@example.org", *extra)
    assert db.session.query(User).one().tf_primary_method == left


def test_the_list_tells_who_has_an_account(app: Flask, owner: None):
    run(app, "add", "cleo@example.org", "--name", "Cleo Park", "--role", "owner")
    listed = json.loads(run(app, "list", "--json").stdout)
    assert listed == [
        {"name": "Ada Berg", "email": "ada@example.org", "role": "owner", "password": "set", "second_step": "off"},
        {
            "name": "Cleo Park",
            "email": "cleo@example.org",
            "role": "owner",
            "password": "not chosen yet",
            "second_step": "off",
        },
    ]
    assert "Cleo Park" in run(app, "list").stdout


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("add", "ADA@example.org", "--name", "Ada"), Conflict),
        (("add", "nonsense", "--name", "Nobody"), TherapytoolError),
        (("reset", "nobody@example.org"), NotFound),
    ],
)
def test_what_cannot_be_done_is_said(app: Flask, owner: None, arguments: tuple[str, ...], error: type[Exception]):
    done = run(app, *arguments)
    assert done.exit_code == 1
    assert isinstance(done.exception, error)
    assert done.stdout == ""


def test_before_the_first_set_up_it_says_what_to_do(app: Flask):
    done = run(app, "add", "cleo@example.org", "--name", "Cleo Park")
    assert "open the set-up address" in str(done.exception)
