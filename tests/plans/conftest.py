"""Fixtures of plans over HTTP: a plan in a window."""

from __future__ import annotations

import pytest

from tests.accounts.visitor import Visitor
from tests.plans.reader import Reader


@pytest.fixture
def window(ada: Visitor) -> Reader:
    """Ada's window on the starter plan for couples."""
    return start(ada, starter="couple-80")


def start(visitor: Visitor, **fields: str) -> Reader:
    """Start a plan and open it."""
    answer = visitor.send("/plans/new", page="/plans/", **fields)
    assert answer.status_code == 303, answer.text
    return Reader(visitor, answer.location.partition("?")[0])
