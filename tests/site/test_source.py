"""Whoever uses the program over a network is offered its source."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from therapytool.web.source import packed_source


@pytest.mark.parametrize("page", ["/about", "/setup", "/w"])
def test_is_offered_to_everybody(client, page: str):
    assert 'href="/about' in client.get(page).text


def test_is_what_runs_here(client):
    answer = client.get("/about/source.zip")
    assert answer.mimetype == "application/zip"
    assert "therapytool-" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(BytesIO(answer.data)) as archive:
        names = set(archive.namelist())
        assert {"LICENSE", "Makefile", "therapytool/app.py", "templates/about.html", "static/js/app.js"} <= names
        assert any(name.startswith("worksheets/measures/") for name in names)
        assert not any("__pycache__" in name or "instance" in name for name in names)


def test_is_the_same_each_time():
    first = packed_source()
    packed_source.cache_clear()
    assert packed_source() == first
