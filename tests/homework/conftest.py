"""Fixtures of the clinician's side of homework."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import sign_in
from tests.homework.practice import Desk
from therapytool.accounts.queries import get_clinician


@pytest.fixture
def ada(library: Flask, desk: Desk) -> FlaskClient:
    """Ada, signed in."""
    client = library.test_client()
    sign_in(client, get_clinician(desk.clinician_id))
    return client
