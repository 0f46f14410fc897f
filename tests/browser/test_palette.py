"""The palette over a page, by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import LIGHT_AND_DARK, violations


@pytest.fixture
def palette(page: Page, errors: list[str]) -> Page:
    page.goto("/library/")
    page.keyboard.press("Control+k")
    expect(page.locator("#palette-results")).to_contain_text("Go to, or do")
    return page


def test_finds_as_one_types_and_opens_with_the_arrows(palette: Page) -> None:
    palette.keyboard.type("listen dont fix")
    expect(palette.locator("[data-palette-entry]").first).to_contain_text("Listen, Don’t Fix")
    palette.keyboard.press("ArrowDown")
    expect(palette.locator("[data-palette-entry]").first).to_be_focused()
    palette.keyboard.press("Enter")
    expect(palette.get_by_role("heading", level=1)).to_have_text("Listen, Don’t Fix")


def test_results_that_come_late_leave_the_keys_where_they_are(palette: Page) -> None:
    palette.keyboard.insert_text("listen")
    first = palette.locator("[data-palette-entry]").first
    expect(first).to_contain_text("Listen")
    palette.keyboard.press("ArrowDown")
    first.evaluate("entry => { entry.dataset.before = ''; }")
    palette.locator("[data-palette] form").dispatch_event("palette-opened")
    expect(palette.locator("[data-before]")).to_have_count(0)
    expect(first).to_be_focused()


def test_enter_opens_the_first_of_what_was_found_however_late_that_is(palette: Page) -> None:
    palette.keyboard.type("open a new case")
    palette.keyboard.press("Enter")
    palette.wait_for_url("**/cases/new")


def test_escape_gives_the_focus_back(palette: Page) -> None:
    palette.keyboard.press("Escape")
    expect(palette.locator("[data-palette]")).not_to_be_visible()
    palette.locator("[data-palette-opens]").click()
    expect(palette.get_by_role("searchbox", name="Find or do anything")).to_be_focused()


def test_axe_finds_nothing(palette: Page) -> None:
    assert violations(palette, colors=LIGHT_AND_DARK) == []
    palette.goto("/search/")
    assert violations(palette, colors=LIGHT_AND_DARK) == []
