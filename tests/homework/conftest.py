"""Fixtures of the clinician's side of homework."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.factories import make_clinician
from tests.homework.practice import Desk


@pytest.fixture
def desk(library: Flask) -> Desk:
    """Ada's desk, with the library loaded; her password is hashed in a hurry."""
    library.extensions["security"].pwd_context.update(argon2__rounds=1, argon2__memory_cost=64)
    return Desk(make_clinician().id)
