"""Fixtures of plans over HTTP: clinicians who are signed in, with the shipped library, and a plan in a window."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.factories import make_clinician
from tests.plans.reader import Reader


@pytest.fixture
def ada(library: Flask) -> Visitor:
    return signed_in(library, "ada@example.org")


@pytest.fixture
def ben(library: Flask, ada: Visitor) -> Visitor:
    return signed_in(library, "ben@example.org")


@pytest.fixture
def window(ada: Visitor) -> Reader:
    """Ada's window on the starter plan for couples."""
    return start(ada, starter="couple-80")


def signed_in(app: Flask, email: str) -> Visitor:
    """A new clinician at her own browser."""
    make_clinician(email)
    visitor = Visitor(app)
    visitor.sign_in(email)
    return visitor


def start(visitor: Visitor, **fields: str) -> Reader:
    """Start a plan and open it."""
    answer = visitor.send("/plans/new", page="/plans/", **fields)
    assert answer.status_code == 303, answer.text
    return Reader(visitor, answer.location.partition("?")[0])
