"""One warm worker for all tests of rendering that only need a worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from therapytool.rendering.cache import PrintCache
from therapytool.rendering.pool import Pool
from therapytool.rendering.printer import Printer


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    with Pool(size=1) as one_worker:
        yield one_worker


@pytest.fixture(scope="session")
def printer(pool: Pool) -> Printer:
    """A printer with that worker and nothing in its cache."""
    return Printer(pool, PrintCache())
