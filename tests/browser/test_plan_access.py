"""Axe finds nothing on the list of plans, the editor and the packet page, light and dark, wide and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import LIGHT_AND_DARK, violations
from tests.browser.editor import EditorPage

WIDTHS = {"wide": 1440, "phone": 390}


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest, page: Page, errors: list[str]) -> int:
    wide = WIDTHS[request.param]
    page.set_viewport_size({"width": wide, "height": 900})
    return wide


def test_the_editor(page: Page, width: int):
    editor = EditorPage(page)
    editor.start("Company First")
    editor.row("Check-in").get_by_role("spinbutton", name="Minutes of").fill("40")
    editor.row("Check-in").get_by_role("spinbutton", name="Minutes of").press("Enter")
    editor.expect_total("116 of 80 minutes")
    for title in ("Listen, Don’t Fix", "Homework planning"):
        editor.row(title).locator(".item-name").click()
    page.locator("#session > summary").click()
    page.locator("#add > summary").click()
    editor.row("Summary").get_by_label("Actions for").click()
    assert violations(page, colors=LIGHT_AND_DARK) == []
    if width < 1000:
        for pane in ("Library", "Pages"):
            page.locator(".pane-tab", has_text=pane).click()
            expect(page.locator(f"#{pane.lower()}")).to_be_visible()
            assert violations(page, colors=LIGHT_AND_DARK) == []


def test_the_list_and_the_packet(page: Page, width: int):
    EditorPage(page).start("Company First")
    page.goto("/plans/")
    assert violations(page, colors=LIGHT_AND_DARK) == []
    page.get_by_role("link", name="Print packet of").first.click()
    expect(page.locator(".packet-count-words")).to_contain_text("pages on Letter")
    assert violations(page, colors=LIGHT_AND_DARK) == []


def test_the_list_of_shortcuts(page: Page, errors: list[str]):
    EditorPage(page).start("Individual")
    page.locator("#agenda").press("?")
    assert violations(page, colors=LIGHT_AND_DARK) == []


def test_nothing_is_cut_off_at_four_hundred_percent(page: Page, errors: list[str]):
    page.set_viewport_size({"width": 320, "height": 256})
    EditorPage(page).start("Company First")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
