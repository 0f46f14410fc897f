"""Fixtures of the portal's tests: people with homework, and browsers that came in by their links."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework, give


@pytest.fixture
def heron(library: Flask) -> GivenHomework:
    """One person with the short ladder: a table and two lines to write on, so three questions."""
    (given,) = give("Heron")
    return given


@pytest.fixture
def at_home(library: Flask, heron: GivenHomework) -> ClientBrowser:
    """Her browser, let in."""
    browser = ClientBrowser(library)
    assert browser.enter(heron).status_code == 303
    return browser


@pytest.fixture
def couple(library: Flask) -> tuple[GivenHomework, GivenHomework]:
    """Two partners with the same sheet."""
    heron, finch = give("Heron", "Finch")
    return heron, finch
