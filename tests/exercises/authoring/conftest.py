"""Fixtures of writing: a window on a new exercise."""

from __future__ import annotations

import pytest

from tests.accounts.visitor import Visitor
from tests.exercises.authoring.window import Window, begin


@pytest.fixture
def window(ada: Visitor) -> Window:
    """Ada's window on an exercise with an empty sheet."""
    return begin(ada)
