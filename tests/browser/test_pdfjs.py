"""A sheet filled in with pdf.js by hand: every answer comes home, and every engine prints what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import PackageNotFoundError

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.conftest import PATIENCE
from tests.browser.pdfjs import Viewer, served, viewer_folder
from tests.rendering.fillable_sheets import TOKEN
from tests.rendering.form_fillers import FILLERS
from tests.rendering.form_printers import PRINTERS, SCALE, not_printed
from tests.rendering.typed_sheets import WORDS, answers_for, sheet_to_type_into
from therapytool.rendering.printer import Printer

HERE = "pdf.js"


@pytest.fixture(scope="module")
def blank(printer: Printer) -> bytes:
    return sheet_to_type_into(printer)


@pytest.fixture(scope="module")
def typed(blank: bytes) -> dict[str, str]:
    """Accents and letters beyond Latin everywhere, and an emoji on a line and among several."""
    return answers_for(blank) | {"1.rule": f"🙂 {WORDS}", "1.last_time": f"{WORDS}\n🙂 and more"}


@pytest.fixture(scope="module")
def viewer(browser: Browser, blank: bytes) -> Iterator[Viewer]:
    try:
        viewer_folder()
    except PackageNotFoundError:
        pytest.skip("pdf.js is not in this environment")
    with served(blank) as address, browser.new_context() as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(address)
        yield Viewer(page, blank)


@pytest.fixture(scope="module")
def filled(viewer: Viewer, typed: dict[str, str]) -> bytes:
    viewer.fill(typed)
    return viewer.saved()


def test_every_answer_comes_home(filled, typed, printer):
    (copy,) = printer.take_in(filled).copies
    found = {f"1.{field.name}": field.value for field in copy.fields}
    assert {name: (found.get(name), said) for name, said in typed.items() if found.get(name) != said} == {}
    assert copy.token.startswith(TOKEN.text)


def draw(engine: str, viewer: Viewer) -> Callable[[bytes], list[Image.Image]]:
    return partial(viewer.draw, scale=SCALE) if engine == HERE else PRINTERS[engine]


@pytest.mark.parametrize("engine", [HERE, *PRINTERS])
def test_what_was_typed_is_printed(engine, filled, blank, viewer):
    assert not_printed(blank, filled, draw(engine, viewer)) == []


@pytest.mark.parametrize("filler", FILLERS)
def test_what_was_typed_elsewhere_is_printed_here(filler, blank, viewer):
    elsewhere = FILLERS[filler](blank, answers_for(blank))
    assert not_printed(blank, elsewhere, draw(HERE, viewer)) == []
