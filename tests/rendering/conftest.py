"""The warm worker of the run, for tests of rendering that only need a worker, and layouts in this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.rendering.elastic_sheets import Laid, laid_out
from therapytool.rendering.printer import Printer
from therapytool.rendering.profiles.profile import PrintProfile
from therapytool.rendering.workers.pool import Pool


@pytest.fixture(scope="session")
def pool(printer: Printer) -> Pool:
    return printer.pool


@pytest.fixture
def lay(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Laid]:
    def lay_out(*blocks: Any, answers: dict[str, str] | None = None, profile: PrintProfile | None = None) -> Laid:
        return laid_out(monkeypatch, *blocks, answers=answers, profile=profile)

    return lay_out
