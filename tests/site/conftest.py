"""Fixtures of the site tests: visitors of every kind, each request in a context of its own."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.factories import make_clinician
from therapytool.database import db


@pytest.fixture
def anonymous(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def owner(app: Flask) -> Visitor:
    return signed_in(app, make_clinician("ada@example.org").email)


@pytest.fixture
def colleague(app: Flask, owner: Visitor) -> Visitor:
    return signed_in(app, make_clinician("ben@example.org", name="Ben Ortiz").email)


def signed_in(app: Flask, email: str) -> Visitor:
    """A visitor signed in, and no transaction of the test left open that would hold up those of the pages."""
    db.session.remove()
    visitor = Visitor(app)
    visitor.sign_in(email)
    return visitor
