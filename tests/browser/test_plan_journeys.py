"""A couple plan with three exercises, made with the mouse, with the keyboard alone, and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editor import EditorPage
from tests.browser.portal import PHONE

FRAME = ("Check-in", "Homework review", "Homework planning", "Summary")
LISTEN, SORT, SAFE = "Listen, Don’t Fix", "Fix It or Feel It", "Safe Space Pledge"


@pytest.fixture
def editor(page: Page, errors: list[str]) -> EditorPage:
    return EditorPage(page)


def test_with_the_mouse(editor: EditorPage, page: Page):
    editor.start("Couple")
    editor.expect_rows(*FRAME)
    editor.card(LISTEN).get_by_role("button", name="Add").click()
    editor.expect_rows("Check-in", "Homework review", LISTEN, "Homework planning", "Summary")

    editor.card(SORT).locator(".facts").drag_to(
        editor.row(LISTEN).locator(".item-time"), target_position={"x": 20, "y": 8}
    )
    editor.expect_rows("Check-in", "Homework review", SORT, LISTEN, "Homework planning", "Summary")
    editor.card(SAFE).locator(".facts").drag_to(
        editor.row("Summary").locator(".item-time"), target_position={"x": 20, "y": 8}
    )
    editor.expect_rows("Check-in", "Homework review", SORT, LISTEN, "Homework planning", SAFE, "Summary")

    editor.row(SAFE).locator("[data-handle]").drag_to(editor.row("Homework review").locator("[data-handle]"))
    editor.expect_rows("Check-in", SAFE, "Homework review", SORT, LISTEN, "Homework planning", "Summary")
    page.keyboard.press("Control+Z")
    editor.expect_rows("Check-in", "Homework review", SORT, LISTEN, "Homework planning", SAFE, "Summary")

    editor.row(LISTEN).get_by_role("button", name="Long").click()
    expect(editor.row(LISTEN).get_by_role("button", name="Long")).to_have_attribute("aria-pressed", "true")
    editor.row("Check-in").get_by_role("spinbutton").fill("12")
    page.get_by_role("heading", name="Library").click()
    cure = page.locator("#cure")
    expect(cure).to_contain_text("over: use the")
    cure.click()
    expect(cure).to_have_count(0)
    editor.expect_saved()

    titles = editor.rows.all_inner_texts()
    editor.expect_kept(*titles)
    page.get_by_role("link", name="Print packet").click()
    expect(page.locator(".packet-count-words")).to_contain_text("pages on Letter")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Print").click()
    assert "/packet.pdf" in opened.value.url


def test_with_the_keyboard_alone(editor: EditorPage, page: Page):
    page.goto("/plans/")
    editor.tab_to(page.get_by_role("button", name="Couple Empty"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/*")
    expect(page.locator("#plan-title")).to_be_focused()
    page.keyboard.type("Hearing without fixing")
    page.keyboard.press("Enter")
    expect(page).to_have_title("Hearing without fixing · Therapytool")

    for words, title in (("fixes instead", LISTEN), ("mental load", SORT), ("pledge", SAFE)):
        page.keyboard.press("/")
        expect(page.locator("#find")).to_be_focused()
        editor.search(words)
        button = editor.card(title).get_by_role("button", name="Add")
        expect(button).to_be_visible()
        editor.tab_to(button, key="ArrowDown")
        page.keyboard.press("Enter")
        expect(editor.row(title)).to_be_visible()
    editor.expect_rows("Check-in", "Homework review", LISTEN, SORT, SAFE, "Homework planning", "Summary")

    name = editor.row(SAFE).locator(".item-name")
    editor.tab_to(name)
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    editor.expect_rows("Check-in", "Homework review", SAFE, LISTEN, SORT, "Homework planning", "Summary")
    expect(name).to_be_focused()
    expect(page.locator("#announcer")).to_contain_text("now 3 of 7")

    page.keyboard.press("Enter")
    panel = editor.row(SAFE).locator(".panel-details")
    expect(panel).to_be_visible()
    editor.tab_to(panel.get_by_label("Notes"))
    page.keyboard.type("Slowly, and only what both can say yes to.")
    page.keyboard.press("Tab")
    expect(editor.row(SAFE).locator(".item-facts")).to_contain_text("Slowly, and only")

    editor.tab_to(editor.row(LISTEN).get_by_role("button", name="Short"))
    page.keyboard.press("Space")
    expect(editor.row(LISTEN).get_by_role("button", name="Short")).to_have_attribute("aria-pressed", "true")
    expect(editor.row(LISTEN).get_by_role("button", name="Short")).to_be_focused()
    page.keyboard.press("Control+Z")
    expect(editor.row(LISTEN).get_by_role("button", name="Standard")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Control+Shift+Z")
    expect(editor.row(LISTEN).get_by_role("button", name="Short")).to_have_attribute("aria-pressed", "true")
    editor.expect_saved()
    page.keyboard.press("Control+P")
    expect(page.locator(".packet-count-words")).to_contain_text("pages on Letter")
    expect(page.get_by_role("button", name="Print (PDF, opens a new tab)")).to_be_in_viewport()


@pytest.mark.browser_context_args(**PHONE)
def test_on_a_phone(editor: EditorPage, page: Page):
    editor.start("Couple")
    for title in (LISTEN, SORT, SAFE):
        page.get_by_role("link", name="Library", exact=True).last.tap()
        card = editor.card(title)
        card.get_by_role("button", name="Add").tap()
        expect(page.locator("#toasts")).to_contain_text(f"Added {title}")
    page.get_by_role("link", name="Agenda", exact=True).tap()
    editor.expect_rows("Check-in", "Homework review", LISTEN, SORT, SAFE, "Homework planning", "Summary")
    editor.row(SAFE).get_by_label("Actions for").tap()
    page.get_by_role("button", name="Move up").tap()
    editor.expect_rows("Check-in", "Homework review", LISTEN, SAFE, SORT, "Homework planning", "Summary")
    editor.row(SORT).get_by_role("button", name="Short").tap()
    expect(editor.row(SORT).get_by_role("button", name="Short")).to_have_attribute("aria-pressed", "true")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    page.get_by_role("link", name="Pages", exact=True).tap()
    expect(page.get_by_role("img", name="Agenda, page 1")).to_be_visible()
    page.get_by_role("link", name="Print packet").tap()
    expect(page.locator(".packet-count-words")).to_contain_text("pages on Letter")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts(page: Page):
    page.goto("/plans/")
    page.get_by_role("button", name="Couple").first.click()
    page.locator(".drawer-card", has_text=LISTEN).get_by_role("button", name="Add").click()
    row = page.locator(".item", has_text=LISTEN)
    row.get_by_role("button", name="Long").click()
    row.get_by_role("spinbutton").fill("33")
    row.get_by_role("button", name="Set", exact=True).click()
    expect(row.get_by_role("spinbutton")).to_have_value("33")
    row.get_by_role("button", name=LISTEN, exact=True).click()
    row.get_by_label("Notes").fill("Slowly.")
    row.get_by_role("button", name="Save details").click()
    expect(row.locator(".item-facts")).to_contain_text("Slowly.")
