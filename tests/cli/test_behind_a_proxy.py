"""What a proxy in front says of a visitor is believed as far as the settings say, by the very server we start."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask, request
from rich.console import Console
from waitress.server import create_server
from werkzeug.test import Client

from therapytool.app import create_app
from therapytool.cli.serve import say_who_can_read_along, server_options
from therapytool.config import Settings
from therapytool.web.access import Access, access

VISITOR, PROXY = "203.0.113.9", "127.0.0.1"
SAID = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "pages.example.org"}


@pytest.fixture
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Flask:
    """An application behind so many proxies, with a page that says whom it takes the visitor for."""
    app = create_app(Settings.load(instance=tmp_path, proxy_hops=request.param))
    app.view_functions["about"] = access(Access.PUBLIC)(who)
    return app


@pytest.fixture
def behind(app: Flask) -> Iterator[Client]:
    """A proxy that speaks with the server."""
    server = create_server(app, host="127.0.0.1", port=0, **server_options(app.extensions["settings"]))
    yield Client(server.application)
    server.close()


def who() -> str:
    return f"{request.remote_addr} {request.host_url}"


@pytest.mark.parametrize(
    ("app", "forwarded", "taken_for"),
    [
        (1, VISITOR, f"{VISITOR} https://pages.example.org/"),
        (1, f"192.0.2.66, {VISITOR}", f"{VISITOR} https://pages.example.org/"),
        (0, VISITOR, f"{PROXY} http://localhost/"),
    ],
    indirect=["app"],
)
def test_as_many_are_believed_as_there_are(behind: Client, forwarded: str, taken_for: str) -> None:
    headers = {"X-Forwarded-For": forwarded, **SAID}
    answer = behind.get("/about", headers=headers, environ_base={"REMOTE_ADDR": PROXY})
    assert answer.text == taken_for


@pytest.mark.parametrize(
    ("settings", "warns"),
    [({"host": "0.0.0.0"}, True), ({"host": "0.0.0.0", "https": True}, False), ({"host": "127.0.0.1"}, False)],
)
def test_whoever_serves_others_without_https_is_told(tmp_path: Path, settings: dict[str, object], warns: bool) -> None:
    said = StringIO()
    say_who_can_read_along(Settings.load(instance=tmp_path, **settings), Console(file=said))
    assert ("can read along" in said.getvalue()) is warns
