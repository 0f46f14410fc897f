"""The warm worker of the run, for tests of rendering that only need a worker."""

from __future__ import annotations

import pytest

from therapytool.rendering.printer import Printer
from therapytool.rendering.workers.pool import Pool


@pytest.fixture(scope="session")
def pool(printer: Printer) -> Pool:
    return printer.pool
