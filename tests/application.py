"""The application of the tests: one for each process of a run, as good as new for every test that asks for it.

To build an application, to compile its statements and templates, and to start its layout worker takes a second; to give
it a fresh folder and its first settings takes a few milliseconds. So it is built once for each starting state, and
`Reused.fresh` puts everything back that a test can have changed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask, current_app

from tests.clients import OwnContextClient
from tests.databases import DATABASE, MEMORY, copy_instance, database_of
from therapytool.app import create_app
from therapytool.config import Settings
from therapytool.database import db
from therapytool.extensions import limiter
from therapytool.keyring import KeyringInUse
from therapytool.rendering.bindery import Bindery
from therapytool.rendering.printer import Printer
from therapytool.safekeeping.read_only import REASON

ENOUGH_MEMORY = 512 * 2**20


def make_app(instance: Path, printer: Printer | None = None) -> Flask:
    """The application on an instance folder, for tests: passwords are hashed in a hurry, pages printed by `printer`."""
    app = create_app(Settings.load(instance=instance, database_url=database_of(instance)))
    app.config.update(TESTING=True, RATELIMIT_ENABLED=False)
    app.test_client_class = OwnContextClient
    if printer is not None:
        print_with(app, printer)
    hash_in_a_hurry(app)
    return app


def print_with(app: Flask, printer: Printer) -> None:
    """Let the application print with this, and bind books with it."""
    app.extensions["rendering"] = printer
    app.extensions["bindery"] = Bindery(printer)


def hash_in_a_hurry(app: Flask) -> None:
    """Argon2 as ever, with the least it may cost."""
    app.extensions["security"].pwd_context.update(argon2__rounds=1, argon2__memory_cost=64)


def running(app: Flask) -> Iterator[Flask]:
    """The application inside its context, closed behind the test."""
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def everything_on_disk() -> bytes:
    """The bytes of all files in the folder of the application in use, its database among them."""
    files = [path for path in Path(current_app.instance_path).rglob("*") if path.is_file()]
    assert DATABASE in {path.name for path in files}
    return b"".join(path.read_bytes() for path in files)


class Reused:
    """One application on a folder that is filled anew from a template for each test."""

    def __init__(self, template: Path, folder: Path, printer: Printer) -> None:
        self._template, self._folder, self._printer = template, folder, printer
        self._app: Flask | None = None
        self._config: dict[str, Any] = {}
        self._extensions: dict[str, Any] = {}

    def fresh(self) -> Flask:
        """The application as it was when it had just been built, on a copy of the template."""
        shutil.rmtree(self._folder, ignore_errors=True)
        copy_instance(self._template, self._folder)
        limiter.reset()
        if self._app is None or REASON in self._app.extensions:  # read only, down to its connections
            self._app = make_app(self._folder, self._printer)
            self._config, self._extensions = dict(self._app.config), dict(self._app.extensions)
        self._put_back(self._app)
        return self._app

    def running(self) -> Iterator[Flask]:
        """The same inside its context, closed behind the test."""
        yield from running(self.fresh())

    def _put_back(self, app: Flask) -> None:
        settings: Settings = self._extensions["settings"]
        for kept, first in ((app.config, self._config), (app.extensions, self._extensions)):
            kept.clear()
            kept.update(first)
        app.extensions["settings"] = settings.model_copy()
        app.extensions["keyring"] = KeyringInUse(settings.instance)
        print_with(app, self._printer)
        hash_in_a_hurry(app)
        with app.app_context():
            db.engine.dispose()


def quick_place() -> Path | None:
    """Where databases of tests stand: in memory, where nobody waits for a disk, or with other temporary files."""
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH_MEMORY
    return MEMORY if has_room else None
