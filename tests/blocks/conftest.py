"""One printer for the tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from therapytool.rendering.cache import PrintCache
from therapytool.rendering.limits import Limits
from therapytool.rendering.pool import Pool
from therapytool.rendering.printer import Printer


@pytest.fixture(scope="module")
def printer() -> Iterator[Printer]:
    """A printer with one patient worker and nothing in its cache."""
    with Pool(size=1, limits=Limits(seconds=60)) as pool:
        yield Printer(pool, PrintCache())
