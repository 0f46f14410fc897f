"""The workbook page in a real browser: it shows how far it is by itself, and every state of it is accessible."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.axe import LIGHT_AND_DARK, violations

ADDRESS = "/programs/provider-stress-4/workbook"


def test_the_choice_is_accessible(page: Page, errors: list[str]) -> None:
    page.goto(ADDRESS)
    expect(page.get_by_role("heading", name="Print the workbook")).to_be_visible()
    assert violations(page, colors=LIGHT_AND_DARK) == []


def test_a_workbook_is_bound_while_its_page_shows_how_far_it_is(page: Page, errors: list[str]) -> None:
    page.goto(ADDRESS)
    page.get_by_role("button", name="Bind the workbook").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert violations(page, colors=LIGHT_AND_DARK) == []
    opener = page.get_by_role("link", name="Open the workbook")
    expect(opener).to_be_visible(timeout=90_000)
    assert violations(page, colors=LIGHT_AND_DARK) == []
    answer = page.request.get(str(opener.get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-1.7")
