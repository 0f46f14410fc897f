"""The demo's own way in, which exists nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from therapytool.accounts.demo import DemoDoor, open_demo
from therapytool.app import create_app
from therapytool.config import Settings
from therapytool.database import db


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Flask]:
    app = create_app(Settings.load(instance=tmp_path / "demo", demo=True))
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def door(demo: Flask) -> DemoDoor:
    with demo.app_context():
        return open_demo()


def test_its_code_signs_in_once(demo: Flask, door: DemoDoor):
    visitor = Visitor(demo)
    assert visitor.send("/demo", code=door.code).location == "/"
    assert visitor.is_signed_in()
    again = Visitor(demo)
    assert again.send("/demo", code=door.code).status_code == 422
    assert not again.is_signed_in()


def test_after_that_its_address_and_password_do(demo: Flask, door: DemoDoor):
    visitor = Visitor(demo)
    assert visitor.sign_in(door.email, door.password).status_code == 303


def test_opening_the_page_spends_nothing(demo: Flask, door: DemoDoor):
    visitor = Visitor(demo)
    visitor.open("/demo")
    assert visitor.send("/demo", code=door.code).status_code == 303


def test_outside_a_demo_there_is_no_such_page(visitor: Visitor):
    assert visitor.open("/demo").status_code == 404
