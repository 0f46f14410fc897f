"""Waiting for what a thread, a process or a page is about to do: as long as a slow and busy machine may take."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

SECONDS = 60.0
"""Nobody waits so long for anything that comes about; what never does fails then."""
Found = TypeVar("Found")


def eventually(found: Callable[[], Found]) -> Found:
    """The first answer that is true; fails when there is none for a minute."""
    until = time.monotonic() + SECONDS
    while not (answer := found()):
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.01)
    return answer
