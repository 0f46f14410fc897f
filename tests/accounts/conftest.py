"""Fixtures of the accounts tests: an application without an outer context, so that each request has one of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.factories import make_clinician
from therapytool.app import create_app
from therapytool.config import Settings
from therapytool.database import db
from therapytool.extensions import limiter

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(instance=tmp_path / "instance")


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    app.extensions["security"].pwd_context.update(argon2__rounds=1, argon2__memory_cost=64)
    limiter.enabled = False
    with app.app_context():
        db.create_all()
    yield app
    limiter.enabled = True
    app.extensions["rendering"].pool.close()
    with app.app_context():
        db.engine.dispose()


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
