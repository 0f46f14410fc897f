"""Fixtures of the accounts tests: an application without an outer context, so that each request has one of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.application import Reused
from tests.factories import make_clinician
from therapytool.config import Settings
from therapytool.database import db
from therapytool.extensions import limiter

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def app(reused_app: Reused) -> Iterator[Flask]:
    app = reused_app.fresh()
    app.config["TESTING"] = False
    limiter.enabled = False
    yield app
    limiter.enabled = True
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def settings(app: Flask) -> Settings:
    found: Settings = app.extensions["settings"]
    return found


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands still at noon until the test moves it."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody with a browser that has never been here."""
    return Visitor(app)


@pytest.fixture
def ada(app: Flask) -> str:
    """The address of the owner of a practice."""
    with app.app_context():
        return make_clinician("ada@example.org").email


@pytest.fixture
def ben(app: Flask, ada: str) -> str:
    """The address of a colleague in Ada's practice."""
    with app.app_context():
        return make_clinician("ben@example.org", name="Ben Ortiz").email


@pytest.fixture
def at_home(app: Flask, clock: time_machine.Traveller, ada: str) -> Visitor:
    """Ada, signed in at noon on her own computer."""
    visitor = Visitor(app, browser="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    assert visitor.sign_in(ada).status_code == 303
    return visitor
