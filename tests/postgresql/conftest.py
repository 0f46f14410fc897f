"""Fixtures of PostgreSQL: the application with the library in it, on a server of this run's own.

Any test runs there with `TEST_DATABASE=postgresql`; the few here run always, where a server and its driver are at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from rich.console import Console

from tests import databases
from tests.application import make_app, running
from tests.databases import copy_instance
from tests.postgresql_server import programs
from therapytool.cli.preparation import prepare
from therapytool.database import db
from therapytool.rendering.printer import Printer


@pytest.fixture(autouse=True)
def on_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever application is made in these tests is on PostgreSQL."""
    monkeypatch.setattr(databases, "ON_POSTGRESQL", True)


@pytest.fixture(scope="package")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder and its database, prepared as a first start does."""
    if programs() is None:
        pytest.skip("there is no PostgreSQL server on this machine, or psycopg is not installed")
    folder = tmp_path_factory.mktemp("postgresql") / "instance"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(databases, "ON_POSTGRESQL", True)
        app = make_app(folder)
    prepare(app, Console(file=StringIO()))
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    return folder


@pytest.fixture
def library(prepared: Path, tmp_path: Path, printer: Printer) -> Iterator[Flask]:
    yield from running(make_app(copy_instance(prepared, tmp_path / "instance"), printer))
