"""Hostile input ends in words, never in a broken page, an open tag or a huge draft; pictures come in clean."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from tests.exercises.authoring.images import photograph, png
from tests.exercises.authoring.window import Window
from tests.pdf import read_pdf
from therapytool.database import db, writing
from therapytool.exercises.authoring.document import Draft, DraftBlock
from therapytool.exercises.authoring.models import PracticeImage
from therapytool.exercises.authoring.queries import get_draft_row

MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}'


def upload(window: Window, content: BytesIO, words: str = "A bridge") -> int:
    part = window.part.removeprefix("block-")
    fields = {"csrf_token": window.token, "revision": window.revision, "key": part, "alternative": words}
    return window.take(
        window.visitor.post(f"{window.address}/images", fields | {"image": (content, "x.png")})  # type: ignore[dict-item]
    ).status_code


@pytest.mark.parametrize("kind", ["lines", "table", "cards", "dialogue", "blanks", "questionnaire"])
def test_markup_stays_words_in_the_editor_on_the_page_and_on_the_phone(window: Window, kind: str):
    window.open("about")
    window.save({"title": MARKUP, "summary": MARKUP})
    window.add(kind)
    window.save({"label": MARKUP})
    for path in ("", "/pages?view=phone", "/ready"):
        html = window.visitor.open(f"{window.address}{path}").text
        assert "<script>alert" not in html
        assert "<img src=x" not in html
    assert "alert(1)" in read_pdf(window.visitor.open(f"{window.address}/sheet.pdf").data).text


def test_a_field_of_a_hundred_kilobytes_is_kept_and_told_about(window: Window):
    window.add("prose")
    assert window.save({"text": "a" * 100_000}).status_code == 200
    assert window.problems == ["Use at most 5000 letters."]
    assert window.visitor.open(f"{window.address}/page-1.png").status_code == 200


def test_a_draft_never_grows_beyond_what_can_be_kept(window: Window):
    window.add("prose")
    answer = window.save({"text": "a" * 450_000})
    assert answer.status_code == 422
    assert "too large to keep" in window.html


def test_a_sheet_holds_no_more_blocks_than_it_may(window: Window, library: Flask):
    with library.app_context(), writing():
        row = get_draft_row(window.address.rpartition("/")[2], 1)
        blocks = [DraftBlock(content={"kind": "page_break"}) for _ in range(120)]
        row.content = Draft.model_validate(row.content).with_blocks(blocks).model_dump(mode="json")
    window.load()
    answer = window.post(change="add", kind="lines")
    assert (answer.status_code, "at most 120 blocks" in answer.text) == (422, True)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"change": "explode"},
        {"change": "add", "kind": "nothing"},
        {"change": "set-part", "part": "nothing"},
        {"change": "set-part", "part": "block-nothing"},
        {"change": "move", "key": "nothing", "by": "1"},
        {"change": "remove", "key": "nothing"},
        {"change": "duplicate", "key": ""},
        {"change": "set-part", "part": "about", "rows": "remove:" + "0." * 5000},
    ],
)
def test_what_the_page_does_not_offer_is_refused_in_words(window: Window, fields: dict[str, str]):
    answer = window.post(**fields)
    assert answer.status_code in {303, 422}
    assert "Something went wrong" not in answer.text


def test_content_of_another_shape_opens_all_the_same(window: Window, library: Flask):
    odd = [{"kind": "table", "columns": {"a": 1}, "example": 7}, {"kind": "cards", "cards": ["x", 3]}, {"kind": 5}, {}]
    with library.app_context(), writing():
        row = get_draft_row(window.address.rpartition("/")[2], 1)
        draft = Draft.model_validate(row.content).with_blocks(DraftBlock(content=content) for content in odd)
        row.content = draft.with_values(fields={"slots": [{"name": 3}], "steps": "x"}).model_dump(mode="json")
    for part in ["about", "steps", "slots", *(f"block-{block.key}" for block in draft.blocks)]:
        assert window.visitor.open(f"{window.address}?part={part}").status_code == 200, part
    assert window.visitor.open(f"{window.address}/page-1.png").status_code == 200


class TestPictures:
    def test_a_photograph_comes_in_small_and_without_where_it_was_taken(self, window: Window, library: Flask):
        window.add("picture")
        assert upload(window, photograph()) == 200
        with library.app_context():
            image = db.session.scalar(db.select(PracticeImage))
            assert image is not None
            assert len(image.data) < 200_000
            with Image.open(BytesIO(image.data)) as kept:
                assert (kept.format, dict(kept.getexif())) == ("JPEG", {})
        assert "data:image/jpeg;base64," in window.visitor.open(f"{window.address}/pages?view=phone").text
        sheet = window.visitor.open(f"{window.address}/sheet.pdf").data
        assert b"/Subtype /Image" in sheet or b"/Subtype/Image" in sheet

    @pytest.mark.parametrize(
        "content",
        [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n\x1a\n" + b"\x00" * 200],
        ids=["nothing", "another format", "a drawing that could run", "a broken one"],
    )
    def test_what_is_no_picture_is_refused_in_words(self, window: Window, content: bytes):
        window.add("image")
        assert upload(window, BytesIO(content)) == 422
        assert "icture" in " ".join(window.html.split("plan-notice")[1:])

    def test_a_picture_of_a_hundred_million_dots_is_refused(self, window: Window):
        window.add("image")
        bomb = BytesIO()
        Image.new("1", (10_000, 10_000)).save(bomb, "PNG")
        bomb.seek(0)
        assert upload(window, bomb) == 422

    def test_only_a_block_with_a_picture_takes_one(self, window: Window):
        window.add("lines")
        assert upload(window, png()) == 422
