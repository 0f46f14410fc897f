"""Draw the pictures of the README: the plan editor in a real browser, a worksheet as printed (`make pictures`)."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAN = "Company First, Ideas Second"


def main() -> None:
    """Write docs/images/*.png."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with demo() as door, browser_page() as page:
        page.goto(door)
        page.wait_for_url(lambda address: "/demo" not in address)
        page.goto(f"{door.partition('/demo')[0]}/plans/")
        page.get_by_role("button", name=PLAN).first.click()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(3000)
        page.screenshot(path=IMAGES / "plan-editor.png")
    draw_sheet("the-rulebook-box", IMAGES / "worksheet.png")


@contextmanager
def demo() -> Iterator[str]:
    """A running demo; gives the address that opens it."""
    command = [sys.executable, "-m", "therapytool", "demo", "--port", str(free_port())]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603  # our own program
        assert server.stderr is not None
        found = next(filter(None, (re.search(r"http://\S+/demo#\S+", line) for line in server.stderr)))
        for line in server.stderr:
            if "Ctrl+C" in line:
                break
        try:
            yield found[0]
        finally:
            server.terminate()


@contextmanager
def browser_page() -> Iterator[Page]:
    """A page of the system's Chromium, as wide as a laptop."""
    program = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        browser.close()


def draw_sheet(slug: str, target: Path) -> None:
    """The first two pages of a sheet side by side."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "sheet.pdf"
        command = [sys.executable, "-m", "therapytool", "render", "sheet", slug, "-o", str(pdf)]
        subprocess.run([*command, "--practice", "Harbor Lane Practice"], check=True)  # noqa: S603  # our own program
        pages = [page.render(scale=1.4).to_pil() for page in pypdfium2.PdfDocument(pdf)][:2]
    gap = 24
    sheet = pages[0].copy().resize((sum(page.width for page in pages) + gap, pages[0].height))
    sheet.paste((200, 200, 200), (0, 0, sheet.width, sheet.height))
    left = 0
    for page in pages:
        sheet.paste(page, (left, 0))
        left += page.width + gap
    sheet.save(target, optimize=True)


def free_port() -> int:
    """A port that nobody uses right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
