"""Properties looked up straight are the properties the engine would have looked up itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from weasyprint.css import ComputedStyle

from tests.rendering.starter_packets import starter_packets
from therapytool.rendering import html
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.layout import quickening
from therapytool.rendering.layout.engine import pages_of

ONE_OF_EACH = {document.template: document for document in starter_packets()["couple-80"]}


def properties(document: Document) -> list[dict[str, object]]:
    """Of every box on the pages of a document, in order, the properties that layout asked for."""
    alone = replace(document, name="sheet", level=1, own_leaves=False)
    text = html.to_html([alone], PrintProfile(), title="", author="")
    with pages_of(text, html.stylesheet()) as (laid_out, _):
        return [
            {name: value for name, value in box.style.items() if name != "anchor"}
            for page in laid_out.pages
            for box in page._page_box.descendants()
        ]


@pytest.mark.parametrize("document", ONE_OF_EACH.values(), ids=ONE_OF_EACH.keys())
def test_every_property_is_the_same(document: Document, monkeypatch: pytest.MonkeyPatch):
    straight = properties(document)
    assert ComputedStyle.__missing__ is quickening._look_up
    monkeypatch.setattr(ComputedStyle, "__missing__", quickening._usual)
    usual = properties(document)
    assert len(straight) == len(usual)
    for quick, slow in zip(straight, usual, strict=True):
        shared = quick.keys() & slow.keys()
        assert {name: quick[name] for name in shared} == {name: slow[name] for name in shared}
    assert len(set().union(*straight)) > 100
