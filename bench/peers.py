"""The same packets by programs others print with. None is needed: one that is not there is left out and named."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from html import unescape
from pathlib import Path
from typing import Any

from bench.measuring import Way
from therapytool.rendering.html import stylesheet
from therapytool.shipped import shipped_fonts

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer"]
OWN_PACKAGES = Path(__file__).resolve().parent.parent / ".venv" / "bench"
"""Peers that only measuring needs; `make bench` puts them there if they can be had."""
BLOCK = re.compile(r"<(h1|h2|p|li|td|th)\b[^>]*>(.*?)</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@contextmanager
def peer_ways(texts: Sequence[str], folder: Path) -> Iterator[tuple[dict[str, Way], list[str]]]:
    """The peers that are there, ready to be measured, and the names of those that are not."""
    ways: dict[str, Way] = {}
    with ExitStack() as stack:
        pages = _standing_alone(texts, folder)
        browser = next(filter(None, map(shutil.which, BROWSERS)), None)
        if browser is not None:
            ways["browser cold"] = Way("Chromium, new process", lambda: _print_cold(browser, pages))
            with suppress(ImportError):
                ways["browser warm"] = stack.enter_context(_warm_browser(browser, pages))
        with suppress(ImportError):
            ways |= _typst(texts, folder)
        absent = {"browser cold": "Chromium", "browser warm": "Playwright", "typst cold": "Typst"}
        yield ways, [name for key, name in absent.items() if key not in ways]


def _standing_alone(texts: Sequence[str], folder: Path) -> list[Path]:
    """The packets as files any browser can print: styles inside, typefaces beside."""
    for name, path in shipped_fonts().items():
        shutil.copy(path, folder / name)
    styles = stylesheet().replace("asset:fonts/", "")
    pages = []
    for number, text in enumerate(texts):
        pages.append(folder / f"browser-{number}.html")
        pages[-1].write_text(text.replace("</head>", f"<style>{styles}</style></head>"), encoding="utf-8")
    return pages


def _print_cold(browser: str, pages: Sequence[Path]) -> None:
    for page in pages:
        command = [browser, *BROWSER_OPTIONS, f"--print-to-pdf={page.with_suffix('.pdf')}", page.as_uri()]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)


@contextmanager
def _warm_browser(browser: str, pages: Sequence[Path]) -> Iterator[Way]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # may not be there

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=BROWSER_OPTIONS[1:])
        tab = running.new_page()

        def print_all() -> None:
            for page in pages:
                tab.goto(page.as_uri())
                tab.pdf(prefer_css_page_size=True, tagged=True, outline=True)

        yield Way("Chromium, running", print_all)
        running.close()


def _typst(texts: Sequence[str], folder: Path) -> dict[str, Way]:
    """The words of the packets, plainly set: headings, paragraphs, page numbers, tags."""
    sys.path.append(str(OWN_PACKAGES))
    import typst  # noqa: PLC0415  # may not be there

    files = [folder / f"{number}.typ" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(_typst_source(text), encoding="utf-8")
    compilers: list[Any] = [typst.Compiler(input=str(file), font_paths=[str(folder)]) for file in files]

    def change_a_word() -> None:
        for file in files:
            file.write_text(file.read_text(encoding="utf-8") + " more", encoding="utf-8")

    return {
        "typst cold": Way(
            "Typst, everything read anew (plainer pages)",
            lambda: [typst.compile(str(file), font_paths=[str(folder)]) for file in files],
        ),
        "typst edited": Way(
            "Typst, a word changed (plainer pages)",
            lambda: [compiler.compile() for compiler in compilers],
            prepare=change_a_word,
        ),
    }


def _typst_source(html: str) -> str:
    lines = [
        '#set page("us-letter", margin: 18mm, numbering: "1 of 1")',
        '#set text(font: "Atkinson Hyperlegible Next", 11pt)',
        '#set document(title: "Packet")',
    ]
    for tag, inner in BLOCK.findall(html):
        words = re.sub(r"([\\#$*_`<>@\[\]~=+/-])", r"\\\1", unescape(TAG.sub("", inner)).strip())
        if tag == "h1":
            lines.append("#pagebreak(weak: true)")
        lines.append({"h1": "= ", "h2": "== "}.get(tag, "") + " ".join(words.split()) + "\n")
    return "\n".join(lines)
