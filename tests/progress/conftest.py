"""Fixtures of progress: Ada signed in, her desk, and a couple of hers."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.factories import make_clinician
from tests.homework.practice import Desk
from therapytool.cases.queries import CaseView
from therapytool.database import db


@pytest.fixture
def desk(app: Flask) -> Desk:
    app.extensions["security"].pwd_context.update(argon2__rounds=1, argon2__memory_cost=64)
    return Desk(make_clinician("ada@example.org").id)


@pytest.fixture
def ada(app: Flask, desk: Desk) -> Visitor:
    db.session.remove()
    visitor = Visitor(app)
    visitor.sign_in("ada@example.org")
    return visitor


@pytest.fixture
def couple(desk: Desk) -> CaseView:
    return desk.case("Heron", "Finch")
