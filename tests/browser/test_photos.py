"""Photos of a page on paper, chosen on a phone: made smaller there, and without the place where they were taken."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.portal import open_link
from tests.browser.slow_line import open_before_script
from tests.portal.given import GivenHomework

GPS = 0x8825
LOOKS_INTO_IT = """async (field) => {
  const text = new TextDecoder("latin1").decode(await field.files[0].arrayBuffer());
  const { width, height } = await createImageBitmap(field.files[0]);
  return { says: text.includes("Exif"), width, height };
}"""


def photo(width: int, height: int) -> bytes:
    """A photo as a phone takes it: many megabytes, lying on its side, and with a place."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[GPS] = {1: "N", 2: (40.0, 42.0, 46.0)}
    out = BytesIO()
    Image.effect_noise((width, height), 70).save(out, "JPEG", quality=95, exif=exif)
    return out.getvalue()


@pytest.fixture
def at_paper(phone: BrowserContext, heron: GivenHomework) -> Page:
    page = open_link(phone, heron)
    page.get_by_role("link", name="Send photos of it").click()
    expect(page.locator("#files")).to_be_visible()
    return page


def test_a_large_one_gets_smaller_stands_upright_and_keeps_no_place(at_paper: Page) -> None:
    taken = photo(4000, 1500)
    assert b"Exif" in taken
    field, send = at_paper.locator("#files"), at_paper.get_by_role("button", name="Send")
    field.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": taken})
    at_paper.wait_for_function("(size) => document.querySelector('#files').files[0].size < size", arg=len(taken))
    expect(send).to_be_enabled()
    assert field.evaluate(LOOKS_INTO_IT) == {"says": False, "width": 1200, "height": 3200}


def test_one_chosen_before_the_script_is_there_gets_smaller(phone: BrowserContext, heron: GivenHomework) -> None:
    taken = photo(2400, 1500)
    page = open_link(phone, heron)
    address = page.get_by_role("link", name="Send photos of it").get_attribute("href")
    assert address
    with open_before_script(page, address, "photos.js"):
        page.locator("#files").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": taken})
    page.wait_for_function("(size) => document.querySelector('#files').files[0].size < size", arg=len(taken))


def test_more_than_is_taken_is_told_before_it_is_sent(at_paper: Page) -> None:
    field, send = at_paper.locator("#files"), at_paper.get_by_role("button", name="Send")
    at_paper.wait_for_load_state()
    field.evaluate("(field) => { field.dataset.photos = 0; }")
    field.set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-" + b"x" * 1000})
    expect(send).to_be_enabled()
    at_paper.wait_for_function("() => document.querySelector('#files').validationMessage.includes('Send fewer')")
    send.click()
    expect(field).to_be_visible()
