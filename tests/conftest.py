"""Fixtures of all tests: an application on an empty database, one with the library in it, and people signed in.

Both databases are made once per run, the way a first start makes them, and copied for each test.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from rich.console import Console

from tests.accounts.visitor import Visitor, her_browser
from tests.application import Reused, make_app, print_with, quick_place
from tests.databases import copy_instance
from tests.factories import ADA, BEN, find_or_make, make_clinician, sign_in
from tests.homework.practice import Desk
from tests.order_of_files import in_order
from therapytool.cases.queries import CaseView
from therapytool.cli.preparation import load_library, upgrade_database
from therapytool.database import db
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.printer import Printer
from therapytool.rendering.workers.limits import Limits
from therapytool.rendering.workers.pool import Pool

settings.register_profile("suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile("suite")
"""How long an example takes says nothing beside other processes. Every run tries the same examples, so that none fails
by chance; `--hypothesis-profile=search` looks for others."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = in_order(items)


@pytest.fixture(scope="session")
def empty_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder as after the first start, without the library."""
    folder = tmp_path_factory.mktemp("empty")
    app = make_app(folder)
    with app.app_context():
        upgrade_database(app, Console(file=StringIO()))
        db.engine.dispose()
    return folder


@pytest.fixture(scope="session")
def library_instance(empty_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with the shipped library loaded."""
    folder = tmp_path_factory.mktemp("library") / "instance"
    copy_instance(empty_instance, folder)
    with make_app(folder).app_context():
        load_library(Console(file=StringIO()))
        db.engine.dispose()
    return folder


@pytest.fixture(scope="session")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printer]:
    """One patient worker for whatever needs pages; what is printed of the library is found again by the whole run."""
    base = tmp_path_factory.getbasetemp()
    of_the_run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with Pool(size=1, limits=Limits(seconds=60), queue_seconds=120) as pool:
        yield Printer(pool, PrintCache(of_the_run / "printed"))


@pytest.fixture(scope="session")
def instances() -> Iterator[Path]:
    """A folder for the instance folders of applications."""
    with tempfile.TemporaryDirectory(prefix="therapytool-tests-", dir=quick_place()) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def reused_app(empty_instance: Path, instances: Path, printer: Printer) -> Reused:
    return Reused(empty_instance, instances / "empty", printer)


@pytest.fixture(scope="session")
def reused_library(library_instance: Path, instances: Path, printer: Printer) -> Reused:
    return Reused(library_instance, instances / "library", printer)


@pytest.fixture
def app(reused_app: Reused) -> Iterator[Flask]:
    """An application with its tables and nothing in them, in a folder of its own."""
    yield from reused_app.running()


@pytest.fixture
def library(reused_library: Reused) -> Iterator[Flask]:
    """An application with the shipped library loaded, in a folder of its own."""
    yield from reused_library.running()


@pytest.fixture
def own_printer(library: Flask) -> Iterator[Printer]:
    """A printer of this test's library alone, which keeps what it may keep in the instance folder."""
    with Pool(size=1, limits=Limits(seconds=60)) as pool:
        printer = Printer(pool, PrintCache(Path(library.instance_path) / "pages"))
        print_with(library, printer)
        yield printer


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor nobody knows, on the empty application."""
    return app.test_client()


@pytest.fixture
def signed_in(library: Flask) -> FlaskClient:
    """The owner of a practice, signed in, with the library loaded."""
    client = library.test_client()
    sign_in(client, make_clinician())
    return client


@pytest.fixture
def desk(library: Flask) -> Desk:
    """What Ada does, with the library loaded."""
    return Desk(find_or_make(ADA).id)


@pytest.fixture
def couple(desk: Desk) -> CaseView:
    return desk.case("Heron", "Finch")


@pytest.fixture
def ada(library: Flask) -> Visitor:
    """Ada at her own browser, signed in."""
    return her_browser(library, ADA)


@pytest.fixture
def ben(library: Flask, ada: Visitor) -> Visitor:
    """A colleague in the same practice, at his."""
    return her_browser(library, BEN)
