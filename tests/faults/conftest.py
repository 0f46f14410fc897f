"""Fixtures of the fault tests: a client at her homework, in a browser that stays."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework, give
from therapytool.database import db

WORDS = "first_words"


class Sheet:
    """Her page: saves as its script does, with the token it was drawn with."""

    def __init__(self, browser: ClientBrowser) -> None:
        self.browser, self.token, self.revision = browser, browser.token(), 0

    def save(self, text: str) -> int:
        """Send one answer on top of the last that was acknowledged; returns the status."""
        body: dict[str, Any] = {"text": text, "revision": self.revision, "request": str(uuid4())}
        answer = self.browser.put(f"/answers/{WORDS}", body, token=self.token)
        if answer.status_code == 200:
            self.revision = answer.json["revision"]
        return answer.status_code


@pytest.fixture
def heron(library: Flask) -> GivenHomework:
    """One person with a sheet of three questions."""
    library.config["PROPAGATE_EXCEPTIONS"] = False
    (given,) = give("Heron")
    db.session.remove()
    return given


@pytest.fixture
def sheet(library: Flask, heron: GivenHomework) -> Sheet:
    browser = ClientBrowser(library)
    assert browser.enter(heron).status_code == 303
    return Sheet(browser)
