"""A sheet filled in with the Firefox of the system: every answer comes home, and what was typed is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from PIL import Image

from tests.browser.firefox import Firefox, find_firefox
from tests.rendering.fillable_sheets import TOKEN
from tests.rendering.form_fillers import by_pypdf
from tests.rendering.form_printers import PRINTERS, by_pdfium, not_printed
from tests.rendering.typed_sheets import answers_for, sheet_to_type_into
from therapytool.rendering.printer import Printer

HERE = "Firefox"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    program = find_firefox()
    if program is None:
        pytest.skip("Firefox is not installed")
    with Firefox(program, tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.fixture(scope="module")
def blank(printer: Printer) -> bytes:
    return sheet_to_type_into(printer)


@pytest.fixture(scope="module")
def filled(firefox: Firefox, blank: bytes) -> bytes:
    with firefox.shows(blank):
        firefox.fill(blank, answers_for(blank))
        return firefox.saved()


@pytest.fixture(scope="module")
def draw(firefox: Firefox) -> Callable[[bytes], list[Image.Image]]:
    @cache
    def by_firefox(content: bytes) -> list[Image.Image]:
        with firefox.shows(content):
            return list(by_pdfium(firefox.printed()))

    return by_firefox


def test_every_answer_comes_home(filled, blank, printer):
    (copy,) = printer.take_in(filled).copies
    found = {f"1.{field.name}": field.value for field in copy.fields}
    assert {name: (found.get(name), said) for name, said in answers_for(blank).items() if found.get(name) != said} == {}
    assert copy.token.startswith(TOKEN.text)


@pytest.mark.parametrize("engine", [HERE, *PRINTERS])
def test_what_was_typed_is_printed(engine, filled, blank, draw):
    assert not_printed(blank, filled, draw if engine == HERE else PRINTERS[engine]) == []


def test_what_was_typed_elsewhere_is_printed_here(blank, draw):
    assert not_printed(blank, by_pypdf(blank, answers_for(blank)), draw) == []
