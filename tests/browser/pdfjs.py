"""pdf.js, with which Firefox and many sites show PDFs, for tests: its own viewer in the Chromium of the tests.

The viewer comes with a package of the test environment, of which nothing else is used. A sheet is filled in by typing
into its fields and pressing what they offer, and saved with the viewer's own button.
"""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image
from playwright.sync_api import Page

PACKAGE, FOLDER = "pdfjs-viewer-pyside6", "pdfjs_viewer/pdfjs"
VIEWER, SHEET = "/web/viewer.html", "/sheet.pdf"
READY = "() => window.PDFViewerApplication?.pdfViewer?.pageViewsReady === true"
DRAW = """async ([content, scale]) => {
  const data = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
  const file = await pdfjsLib.getDocument({ data }).promise;
  const pages = [];
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const viewport = page.getViewport({ scale });
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [viewport.width, viewport.height];
    const annotationMode = pdfjsLib.AnnotationMode.ENABLE_STORAGE;
    await page.render({ canvas, viewport, intent: "print", annotationMode }).promise;
    pages.push(canvas.toDataURL("image/png"));
  }
  await file.loadingTask.destroy();
  return pages;
}"""
"""Draws a file as the viewer does when it prints."""


@dataclass(frozen=True, slots=True)
class Widget:
    """One place of a field: what pdf.js calls it, its field's full name, and the state it stands for if a button."""

    identity: str
    name: str
    state: str


class Viewer:
    """A page on which pdf.js shows one sheet."""

    def __init__(self, page: Page, content: bytes) -> None:
        self.page = page
        self._content = content
        self._drawn: dict[tuple[bytes, float], list[Image.Image]] = {}
        page.wait_for_function(READY)

    def fill(self, answers: Mapping[str, str]) -> None:
        """Go through the pages and answer every field that `answers` names: words typed, states pressed."""
        for number, widgets in enumerate(widgets_of(self._content), 1):
            self.page.evaluate("number => { PDFViewerApplication.page = number }", number)
            for widget in widgets:
                said = answers.get(widget.name, "")
                element = self.page.locator(f'[data-element-id="{widget.identity}"]')
                if widget.state and widget.state == said:
                    element.check()
                elif said and not widget.state:
                    element.fill(said)

    def saved(self) -> bytes:
        """The file that the viewer's own button saves."""
        with self.page.expect_download() as download:
            self.page.locator("#downloadButton").click()
        return Path(download.value.path()).read_bytes()

    def draw(self, content: bytes, *, scale: float) -> list[Image.Image]:
        """The pages of any file, as pdf.js prints them; each file is drawn once."""
        if (content, scale) not in self._drawn:
            drawn = self.page.evaluate(DRAW, [base64.b64encode(content).decode(), scale])
            pages = [Image.open(BytesIO(base64.b64decode(each.partition(",")[2]))) for each in drawn]
            self._drawn[content, scale] = pages
        return self._drawn[content, scale]


def viewer_folder() -> Path:
    """Where the viewer lies. Raises PackageNotFoundError in an environment without it."""
    return Path(str(distribution(PACKAGE).locate_file(FOLDER)))


@contextmanager
def served(content: bytes) -> Iterator[str]:
    """Serve the viewer and one sheet; gives the address at which the viewer shows it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, content, directory=str(viewer_folder()))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{VIEWER}?file={SHEET}"
        server.shutdown()
        thread.join()


class _Files(SimpleHTTPRequestHandler):
    """The files of pdf.js, and the sheet beside them."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript", ".wasm": "application/wasm"}

    def __init__(self, content: bytes, *args: object, directory: str) -> None:
        self._content = content
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path != SHEET:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/pdf")
        self.send_header("Content-Length", str(len(self._content)))
        self.end_headers()
        self.wfile.write(self._content)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def widgets_of(content: bytes) -> list[list[Widget]]:
    """The widgets of each page."""
    with pikepdf.open(BytesIO(content)) as file:
        return [[_widget(each) for each in page.get("/Annots", ()) if each.Subtype == "/Widget"] for page in file.pages]


def _widget(each: pikepdf.Object) -> Widget:
    names, above, is_button = [], each, False
    while above is not None:
        names += [str(above.T)] if "/T" in above else []
        is_button = is_button or above.get("/FT") == "/Btn"
        above = above.get("/Parent")
    state = next(str(key)[1:] for key in list(each.AP.N) if key != "/Off") if is_button else ""
    return Widget(f"{each.objgen[0]}R", ".".join(reversed(names)), state)
