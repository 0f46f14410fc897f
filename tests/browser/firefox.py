"""The Firefox of the system, for tests: its own viewer of PDFs, filled in by keys and clicks, saved and printed.

It is driven by Marionette, the protocol it speaks itself: frames of JSON with their length before them.
"""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

from tests.browser.pdfjs import SHEET, Widget, served, widgets_of
from tests.eventually import SECONDS, eventually

NAMES = ("firefox-esr", "firefox")
SETTINGS = {
    "marionette.port": 0,
    "app.update.enabled": False,
    "dom.disable_beforeunload": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
READY = "return window.PDFViewerApplication?.pdfViewer?.pageViewsReady === true"
TURN = "window.PDFViewerApplication.page = arguments[0]"
SAVE = """
const done = arguments[arguments.length - 1];
window.PDFViewerApplication.pdfDocument.saveDocument().then(
  data => done(btoa(Array.from(data, byte => String.fromCharCode(byte)).join(""))),
);
"""
"""What the button of the viewer saves."""


def find_firefox() -> str | None:
    """Where it is, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Firefox:
    """A running Firefox without a window."""

    def __init__(self, program: str, profile: Path) -> None:
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in SETTINGS.items())
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with ExitStack() as to_close:
            to_close.callback(self._end)
            port = profile / "MarionetteActivePort"
            eventually(lambda: port.exists() and port.read_text())
            connection = socket.create_connection(("127.0.0.1", int(port.read_text())), timeout=SECONDS)
            self._socket = to_close.enter_context(connection)
            self._answers = to_close.enter_context(connection.makefile("rb"))
            self._read()
            self._do("WebDriver:NewSession", capabilities={})
            self._to_close = to_close.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._to_close.close()

    def _end(self) -> None:
        self._process.terminate()
        self._process.wait(SECONDS)

    @contextmanager
    def shows(self, content: bytes) -> Iterator[None]:
        """A sheet in the viewer, every page of it there."""
        with served(content) as address:
            self._do("WebDriver:Navigate", url=address.partition("/web/")[0] + SHEET)
            eventually(lambda: self._run(READY))
            yield

    def fill(self, content: bytes, answers: Mapping[str, str]) -> None:
        """Type and click what `answers` says into the sheet that is shown, of which this is the file."""
        for number, widgets in enumerate(widgets_of(content), 1):
            self._run(TURN, number)
            for widget in widgets:
                said = answers.get(widget.name, "")
                if widget.state and widget.state == said:
                    self._do("WebDriver:ElementClick", id=self._place(widget))
                elif said and not widget.state:
                    self._do("WebDriver:ElementClear", id=self._place(widget))
                    self._do("WebDriver:ElementSendKeys", id=self._place(widget), text=said)

    def saved(self) -> bytes:
        """The sheet that is shown, with what was typed, as a file."""
        return base64.b64decode(self._do("WebDriver:ExecuteAsyncScript", script=SAVE, args=[])["value"])

    def printed(self) -> bytes:
        """The sheet that is shown, as Firefox prints it: a PDF without fields."""
        return base64.b64decode(self._do("WebDriver:Print", background=True)["value"])

    def _place(self, widget: Widget) -> str:
        """The element of a field, once its page is drawn."""
        wanted = {"using": "css selector", "value": f'[data-element-id="{widget.identity}"]'}
        eventually(lambda: self._do("WebDriver:FindElements", **wanted))
        return str(*self._do("WebDriver:FindElement", **wanted)["value"].values())

    def _run(self, script: str, *arguments: object) -> Any:
        return self._do("WebDriver:ExecuteScript", script=script, args=list(arguments))["value"]

    def _do(self, command: str, **parameters: object) -> Any:
        frame = json.dumps([0, 1, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(frame), frame))
        _, _, error, result = self._read()
        assert error is None, error
        return result

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            letter = self._answers.read(1)
            assert letter, "Firefox has ended"
            length += letter
        return json.loads(self._answers.read(int(length[:-1])))
