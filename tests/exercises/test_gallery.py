"""The gallery shows every kind of block, on every medium."""

from __future__ import annotations

from io import BytesIO

import html5lib
import pytest
from flask.testing import FlaskClient
from PIL import Image
from ruamel.yaml import YAML

from tests.pdf import read_pdf
from therapytool.blocks import KINDS
from therapytool.blocks.base import Control
from therapytool.blocks.gallery.texts import ANSWERED_WITH, FAMILIES, KEYBOARD, KIND_TEXTS
from therapytool.exercises.gallery import GalleryEntry, GalleryView, entries, entry_job, trimmed


def name(entry: GalleryEntry) -> str:
    return entry.kind


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    html5lib.HTMLParser(strict=True).parse(answer.text)
    return answer.text


class TestWords:
    def test_every_kind_has_a_name_and_a_family(self):
        assert set(KIND_TEXTS) == set(KINDS) == {entry.kind for entry in entries()}
        assert {text.family for text in KIND_TEXTS.values()} == set(FAMILIES)
        assert len({text.title for text in KIND_TEXTS.values()}) == len(KINDS)

    def test_every_way_to_answer_is_told_for_eye_and_keyboard(self):
        assert set(ANSWERED_WITH) == set(KEYBOARD) == set(Control)

    @pytest.mark.parametrize("entry", entries(), ids=name)
    def test_what_is_written_in_a_file_makes_the_block(self, entry):
        (written,) = YAML(typ="safe").load(entry.yaml)
        assert type(entry.block).model_validate(written) == entry.block

    @pytest.mark.parametrize("entry", [entry for entry in entries() if entry.answered_with], ids=name)
    def test_what_is_heard_makes_sense_alone(self, entry):
        assert entry.heard
        assert all(label.strip() and len(label) < 200 for label in entry.heard)


class TestPictures:
    @pytest.mark.parametrize("entry", entries(), ids=name)
    def test_each_kind_prints_blank_and_filled_without_a_warning(self, printer, entry):
        for is_filled in (False, True):
            printed = printer.print(entry_job(entry, is_filled=is_filled))
            assert printed.warnings == ()
            assert printed.page_count == 1
            assert "Page 1 of" not in read_pdf(printed.pdf).pages[0].text

    def test_a_picture_is_as_wide_as_a_sheet_s_text_and_no_taller_than_what_is_on_it(self, printer):
        entry = next(entry for entry in entries() if entry.kind == "rating")
        whole = printer.picture(entry_job(entry, is_filled=False), page=1, scale=1)
        with Image.open(BytesIO(trimmed(whole, scale=1))) as picture:
            assert picture.width == 612 - 83
            assert 40 < picture.height < 120


class TestPages:
    @pytest.mark.parametrize("view", GalleryView)
    def test_shows_every_kind_in_every_look(self, signed_in, view):
        html = page(signed_in, f"/library/blocks?view={view}")
        for text in KIND_TEXTS.values():
            assert f">{text.title}</a>" in html

    @pytest.mark.parametrize("kind", KINDS)
    def test_each_kind_has_a_page(self, signed_in, kind):
        html = page(signed_in, f"/library/blocks/{kind}")
        assert f"<h1>{KIND_TEXTS[kind].title}</h1>" in html
        assert f"- kind: {kind}" in html

    def test_a_picture_is_a_picture_and_nothing_else_is_there(self, signed_in):
        assert signed_in.get("/library/blocks/rating/filled.png").data.startswith(b"\x89PNG")
        for address in (
            "/library/blocks/rating/torn.png",
            "/library/blocks/nothing/blank.png",
            "/library/blocks/nothing",
        ):
            assert signed_in.get(address).status_code == 404

    def test_prints_as_one_pdf(self, signed_in):
        pdf = read_pdf(signed_in.get("/library/blocks.pdf").data)
        text = "\n".join(page.text for page in pdf.pages)
        assert all(words.title in text for words in KIND_TEXTS.values())
        assert "kind: rating_grid" in text
