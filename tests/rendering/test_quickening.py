"""Properties looked up straight are the properties the engine would have looked up itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from weasyprint.css import ComputedStyle

from tests.rendering.starter_packets import starter_packets
from therapytool.rendering import html
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.layout.engine import pages_of
from therapytool.rendering.layout.quickening import the_usual_way

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
def test_every_property_is_the_same(document: Document):
    quick_look = ComputedStyle.__missing__
    straight = properties(document)
    with the_usual_way():
        assert ComputedStyle.__missing__ is not quick_look
        usual = properties(document)
    assert ComputedStyle.__missing__ is quick_look
    assert len(straight) == len(usual)
    for quick, slow in zip(straight, usual, strict=True):
        shared = quick.keys() & slow.keys()
        assert {name: quick[name] for name in shared} == {name: slow[name] for name in shared}
    assert len(set().union(*straight)) > 100
