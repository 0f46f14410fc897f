"""Pictures of pages: the right page, the right size, never too large."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from tests.rendering.samples import STYLES, page, worksheets
from therapytool.rendering.pictures import LARGEST_SIDE, page_count, page_pictures
from therapytool.rendering.workers.jobs import LayoutJob
from therapytool.rendering.workers.pool import Pool


@pytest.fixture(scope="module")
def packet(pool: Pool) -> bytes:
    return pool.run(LayoutJob(worksheets(3), STYLES)).pdf


def opened(png: bytes) -> Image.Image:
    """The picture in a PNG file."""
    image = Image.open(BytesIO(png))
    assert image.format == "PNG"
    return image


def test_all_pages_are_drawn_when_none_is_named(packet):
    assert len(page_pictures(packet)) == page_count(packet) == 3


def test_the_pages_named_are_drawn_in_that_order(packet):
    first, second, third = page_pictures(packet)
    assert page_pictures(packet, pages=(3, 1)) == (third, first)
    assert first != second


def test_pages_that_are_not_there_are_left_out(packet):
    assert page_pictures(packet, pages=(0, -1, 4, 2**40)) == ()


@pytest.mark.parametrize(("scale", "size"), [(1.0, (612, 792)), (1.5, (918, 1188)), (0.25, (153, 198))])
def test_the_scale_is_pixels_per_point(scale, size, packet):
    (picture,) = page_pictures(packet, pages=(1,), scale=scale)
    assert opened(picture).size == size


def test_ink_stands_on_white(packet):
    colors = opened(page_pictures(packet, pages=(1,))[0]).convert("L").getextrema()
    assert colors[0] < 60
    assert colors[1] == 255


def test_no_picture_is_larger_than_allowed(packet, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    (picture,) = page_pictures(packet, pages=(1,), scale=1e6)
    assert max(opened(picture).size) <= LARGEST_SIDE + 1


def test_a_page_as_large_as_a_field_is_drawn_small(pool):
    pdf = pool.run(LayoutJob(page(), "@page { size: 5m 3m }")).pdf
    (picture,) = page_pictures(pdf, scale=2.0)
    assert max(opened(picture).size) <= LARGEST_SIDE + 1
