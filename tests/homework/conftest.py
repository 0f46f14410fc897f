"""Fixtures of the clinician's side of homework."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import make_clinician, sign_in
from tests.homework.practice import Desk
from therapytool.accounts.queries import get_clinician
from therapytool.cases.queries import CaseView


@pytest.fixture
def desk(library: Flask) -> Desk:
    """Ada's desk, with the library loaded; her password is hashed in a hurry."""
    library.extensions["security"].pwd_context.update(argon2__rounds=1, argon2__memory_cost=64)
    return Desk(make_clinician().id)


@pytest.fixture
def ada(library: Flask, desk: Desk) -> FlaskClient:
    """Ada, signed in."""
    client = library.test_client()
    sign_in(client, get_clinician(desk.clinician_id))
    return client


@pytest.fixture
def couple(desk: Desk) -> CaseView:
    return desk.case("Heron", "Finch")
