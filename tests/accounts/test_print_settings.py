"""How a practice prints: settings and logo by the owner's hand, and what of them reaches the pages."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import time_machine
from flask import Flask
from PIL import Image
from werkzeug.test import TestResponse

from tests.accounts.visitor import Visitor
from therapytool.accounts.models import Practice
from therapytool.accounts.practice import logos
from therapytool.database import db
from therapytool.rendering.images.logos import MOST_BYTES, TALLEST, WIDEST, small_logo
from therapytool.rendering.profiles.choice import ProfileChoice, resolved
from therapytool.rendering.profiles.offer import special_in_words
from therapytool.rendering.profiles.profile import Paper, PrintProfile, TypeSize


def picture(kind: str = "PNG", *, size: tuple[int, int] = (1600, 500), **more: object) -> bytes:
    content = BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(content, kind, **more)
    return content.getvalue()


class TestALogo:
    @pytest.mark.parametrize("kind", ["PNG", "JPEG"])
    def test_is_made_small_and_keeps_its_shape(self, kind: str) -> None:
        png = small_logo(picture(kind))
        assert png is not None
        assert len(png) <= MOST_BYTES
        with Image.open(BytesIO(png)) as made:
            assert made.format == "PNG"
            assert made.width <= WIDEST
            assert made.height <= TALLEST
            assert made.width / made.height == pytest.approx(3.2, abs=0.1)

    def test_keeps_nothing_but_its_dots(self) -> None:
        exif = Image.Exif()
        exif[0x010E] = "taken at 12 Harbor Lane"
        png = small_logo(picture("JPEG", size=(60, 20), exif=exif))
        assert png is not None
        assert b"Harbor Lane" not in png
        with Image.open(BytesIO(png)) as made:
            assert not made.getexif()

    @pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", picture("BMP", size=(9, 9))])
    def test_is_nothing_else_than_a_whole_png_or_jpeg(self, content: bytes) -> None:
        assert small_logo(content) is None


class TestThePage:
    def test_keeps_what_was_chosen(self, app: Flask, at_home: Visitor) -> None:
        assert "As usual (Standard)" in at_home.open("/account/print").text
        chosen: Any = {"type_size": "large", "binding": "left", "ink_saver": "yes", "name_field": "no"}
        assert at_home.send("/account/print", **chosen).status_code == 303
        with app.app_context():
            stored = db.session.query(Practice).one().print_profile
        assert stored == {"type_size": "large", "binding": "left", "ink_saver": True, "name_field": False}
        assert "Large print" in at_home.open("/account").text

    def test_takes_a_logo_shows_it_and_takes_it_away(self, at_home: Visitor) -> None:
        assert upload(at_home, picture(size=(300, 90))).status_code == 303
        assert 'src="data:image/png;base64,' in at_home.open("/account/print").text
        assert at_home.send("/account/print/logo/remove", page="/account/print").status_code == 303
        assert "data:image/png" not in at_home.open("/account/print").text

    @pytest.mark.parametrize(
        ("content", "words"),
        [(b"no picture", "no PNG or JPEG"), (b"", "Choose a picture"), (bytes(2_001), "larger than 4")],
    )
    def test_says_why_something_is_no_logo(
        self, at_home: Visitor, content: bytes, words: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(logos, "LARGEST_UPLOAD", 2_000)
        refused = upload(at_home, content)
        assert refused.status_code == 422
        assert words in refused.text

    def test_is_for_the_owner(self, app: Flask, clock: time_machine.Traveller, ben: str) -> None:
        colleague = Visitor(app)
        colleague.sign_in(ben)
        assert colleague.open("/account/print").status_code == 403


def upload(visitor: Visitor, content: bytes) -> TestResponse:
    file: Any = (BytesIO(content), "logo.png")
    return visitor.send("/account/print/logo", page="/account/print", picture=file)


class TestWhoseWordCounts:
    def test_is_the_print_then_the_case_then_the_practice(self) -> None:
        practice = ProfileChoice(type_size=TypeSize.EASY_READ, ink_saver=True)
        case = ProfileChoice(type_size=TypeSize.LARGE, paper=Paper.A4)
        this = ProfileChoice.read({"paper": ["a5"], "with": ["chosen", "name-field", "qr"]})
        found = resolved(practice, case, this)
        assert (found.paper, found.type_size) == (Paper.A5, TypeSize.LARGE)
        assert (found.ink_saver, found.name_field, found.qr, found.commitment) == (False, True, True, False)

    def test_survives_an_address(self) -> None:
        choice = ProfileChoice(type_size=TypeSize.LARGE, ink_saver=True, name_field=True, qr=False)
        values = {name: value if isinstance(value, list) else [value] for name, value in choice.arguments().items()}
        read = ProfileChoice.read(values)
        assert (read.type_size, read.ink_saver, read.name_field, read.qr) == (TypeSize.LARGE, True, True, False)

    @pytest.mark.parametrize("stored", [None, {}, {"paper": "quarto"}, {"type_size": 3}, {"unknown": 1}])
    def test_is_not_upset_by_what_it_does_not_know(self, stored: dict[str, object] | None) -> None:
        assert resolved(ProfileChoice.stored(stored)) == PrintProfile()

    def test_is_told_in_words(self) -> None:
        special = PrintProfile(type_size=TypeSize.LARGE, ink_saver=True, qr=False)
        assert special_in_words(special, PrintProfile()) == "large print, ink-saver, no QR code"
        assert special_in_words(PrintProfile(), PrintProfile()) == ""
