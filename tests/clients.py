"""The test client of all tests."""

from __future__ import annotations

from contextvars import Context
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class OwnContextClient(FlaskClient):
    """Runs each request as a server does: no context of the test around it, so nothing is left from the one before."""

    def open(self, *arguments: Any, **options: Any) -> TestResponse:
        return Context().run(super().open, *arguments, **options)
