"""Which addresses a document may name. The whole attack is in tests/hostile/test_pdf_inputs.py."""

from __future__ import annotations

import pytest

from therapytool.rendering.fetcher import LONGEST_DATA_ADDRESS, AddressRefused, asset
from therapytool.shipped import shipped_fonts


def test_every_shipped_font_is_found_by_its_name():
    assert len(shipped_fonts()) >= 5
    for name, path in shipped_fonts().items():
        assert asset(f"asset:fonts/{name}").content == path.read_bytes()


@pytest.mark.parametrize("address", ["", "asset:", "asset:fonts/", "asset:fonts/none.ttf", "asset:fonts/README.md"])
def test_other_assets_are_refused(address):
    with pytest.raises(AddressRefused):
        asset(address)


def test_a_small_picture_in_the_address_is_read():
    found = asset("data:image/svg+xml;charset=utf-8,%3Csvg/%3E")
    assert (found.content, found.media_type) == (b"<svg/>", "image/svg+xml")
    assert asset("data:image/png;base64,iVBORw==").content == b"\x89PNG"


def test_a_large_one_is_refused():
    with pytest.raises(AddressRefused, match="256 KiB"):
        asset("data:image/png," + "x" * LONGEST_DATA_ADDRESS)


@pytest.mark.parametrize(
    "address",
    ["data:,x", "data:text/css,x", "data:image/png", "data:image/png;base64,!", "data:image/gif,x", "DATA:text/html,x"],
)
def test_data_that_is_no_picture_of_ours_is_refused(address):
    with pytest.raises(AddressRefused):
        asset(address)


def test_a_refusal_quotes_no_more_than_the_start():
    with pytest.raises(AddressRefused) as refused:
        asset("http://" + "x" * 10_000)
    assert len(str(refused.value)) < 120
