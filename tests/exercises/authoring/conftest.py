"""Fixtures of writing: clinicians of two practices' worth of trouble, and a window on a new exercise."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.exercises.authoring.window import Window, begin
from tests.plans.conftest import signed_in


@pytest.fixture
def ada(library: Flask) -> Visitor:
    return signed_in(library, "ada@example.org")


@pytest.fixture
def ben(library: Flask, ada: Visitor) -> Visitor:
    """A colleague in the same practice."""
    return signed_in(library, "ben@example.org")


@pytest.fixture
def window(ada: Visitor) -> Window:
    """Ada's window on an exercise with an empty sheet."""
    return begin(ada)
