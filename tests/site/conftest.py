"""Fixtures of the site tests: visitors of every kind, each request in a context of its own."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor, her_browser
from tests.factories import ADA, make_clinician


@pytest.fixture
def anonymous(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def owner(app: Flask) -> Visitor:
    return her_browser(app, ADA)


@pytest.fixture
def colleague(app: Flask, owner: Visitor) -> Visitor:
    return her_browser(app, make_clinician("ben@example.org", name="Ben Ortiz").email)
