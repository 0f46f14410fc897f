"""The workbook page in a real browser: it shows how far it is by itself, and every state of it is accessible."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

ADDRESS = "/programs/provider-stress-4/workbook"


def violations(page: Page) -> str:
    """What axe finds wrong, in words; empty when nothing is."""
    found = Axe().run(page)
    return found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_choice_is_accessible(page: Page, errors: list[str], scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(ADDRESS)
    expect(page.get_by_role("heading", name="Print the workbook")).to_be_visible()
    assert violations(page) == ""


def test_a_workbook_is_bound_while_its_page_shows_how_far_it_is(page: Page, errors: list[str]) -> None:
    page.goto(ADDRESS)
    page.get_by_role("button", name="Bind the workbook").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert violations(page) == ""
    opener = page.get_by_role("link", name="Open the workbook")
    expect(opener).to_be_visible(timeout=90_000)
    assert violations(page) == ""
    answer = page.request.get(str(opener.get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-1.7")
