"""Room given in place is the room that another layout would give, to the byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.blocks.printing import sheet
from tests.rendering.starter_packets import every_sheet
from tests.shipped_exercises import shipped_exercises, shipped_sheet
from therapytool.blocks.lines import LinesBlock
from therapytool.rendering import html
from therapytool.rendering.compiling.compiler import compile_document
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.fragment import Fragment
from therapytool.rendering.layout import elastic
from therapytool.rendering.layout.stretching import CannotStretch
from therapytool.rendering.page_numbers import without_numbers

EVERY_SO_MANY = 6
"""Of the shipped sheets, so many are passed over; the first is homework, with lines for notes."""


@pytest.fixture
def in_place(monkeypatch: pytest.MonkeyPatch) -> list[Mapping[Any, float]]:
    """What was given in place, page by page."""
    given: list[Mapping[Any, float]] = []
    real = elastic.stretched

    def watched(page: Any, growth: Mapping[Any, float], **more: Any) -> Any:
        given.append(growth)
        return real(page, growth, **more)

    monkeypatch.setattr(elastic, "stretched", watched)
    return given


def refused(*_: Any, **__: Any) -> Any:
    raise CannotStretch


def compiled(document: Document) -> Fragment:
    alone = replace(document, name="sheet", level=1, own_leaves=False)
    styles = without_numbers(html.stylesheet())
    return compile_document(html.to_html([alone], PrintProfile(), title="", author=""), styles.styles, styles.stand_in)


@pytest.mark.parametrize("document", every_sheet()[::EVERY_SO_MANY], ids=lambda document: document.title)
def test_a_shipped_sheet(document: Document, monkeypatch: pytest.MonkeyPatch):
    stretched = compiled(document)
    monkeypatch.setattr(elastic, "stretched", refused)
    assert stretched == compiled(document)


def test_blocks_set_apart_the_last_of_them_in_a_frame(monkeypatch: pytest.MonkeyPatch):
    exercise = shipped_exercises()["chase-and-retreat-map"]
    document = shipped_sheet(exercise, is_homework=True)
    stretched = compiled(document)
    monkeypatch.setattr(elastic, "stretched", refused)
    assert stretched == compiled(document)


def test_lines_and_rows_with_words_on_them(in_place: list[Mapping[Any, float]], monkeypatch: pytest.MonkeyPatch):
    document = sheet(
        [
            LinesBlock(kind="lines", id="one", label="About one", lines=4),
            LinesBlock(kind="lines", id="two", label="About two", lines=5),
        ],
        {"one": "A few words.\nAnd more."},
    )
    stretched = compiled(document)
    assert [len(growth) for growth in in_place] == [2]
    monkeypatch.setattr(elastic, "stretched", refused)
    assert stretched == compiled(document)
