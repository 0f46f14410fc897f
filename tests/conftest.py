"""Fixtures of all tests: an application on an empty database, one with the library in it, and people signed in.

Both databases are made once per run, the way a first start makes them, and copied for each test.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rich.console import Console

from tests.clients import OwnContextClient
from tests.factories import make_clinician, sign_in
from therapytool.app import create_app
from therapytool.cli.preparation import load_library, upgrade_database
from therapytool.config import Settings
from therapytool.database import db

DATABASE = "therapytool.db"


@pytest.fixture(scope="session")
def empty_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder as after the first start, without the library."""
    folder = tmp_path_factory.mktemp("empty")
    with make_app(folder).app_context():
        upgrade_database(make_app(folder), Console(file=StringIO()))
        db.engine.dispose()
    return folder


@pytest.fixture(scope="session")
def library_instance(empty_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with the shipped library loaded."""
    folder = tmp_path_factory.mktemp("library") / "instance"
    shutil.copytree(empty_instance, folder)
    with make_app(folder).app_context():
        load_library(Console(file=StringIO()))
        db.engine.dispose()
    return folder


def make_app(instance: Path) -> Flask:
    """The application on an instance folder, for tests."""
    app = create_app(Settings.load(instance=instance, database_url=f"sqlite:///{instance / DATABASE}"))
    app.config.update(TESTING=True, RATELIMIT_ENABLED=False)
    app.test_client_class = OwnContextClient
    return app


def running(app: Flask) -> Iterator[Flask]:
    """The application inside its context, closed behind the test."""
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    app.extensions["rendering"].pool.close()


@pytest.fixture
def app(empty_instance: Path, tmp_path: Path) -> Iterator[Flask]:
    """An application with its tables and nothing in them, in a folder of its own."""
    yield from running(make_app(shutil.copytree(empty_instance, tmp_path / "instance")))


@pytest.fixture
def library(library_instance: Path, tmp_path: Path) -> Iterator[Flask]:
    """An application with the shipped library loaded, in a folder of its own."""
    yield from running(make_app(shutil.copytree(library_instance, tmp_path / "library")))


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
