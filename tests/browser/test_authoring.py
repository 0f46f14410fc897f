"""Writing an exercise in a browser: by mouse, by keyboard alone, on a phone; axe finds nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.axe import LIGHT_AND_DARK, violations
from tests.browser.portal import PHONE


class Writer:
    """The editor of exercises in a browser."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def begin(self, kind: str = "") -> None:
        """Begin an empty sheet, or one with a block of this name."""
        self.page.goto("/library/write/new")
        self.page.get_by_role("button", name=kind or "Begin", exact=not kind).first.click()
        expect(self.page.locator("#writer[data-live]")).to_have_count(1)

    def add(self, kind: str) -> None:
        """Add a block with the picker."""
        count = self.blocks.count()
        self.page.get_by_role("link", name="Add a block").click()
        self.page.locator(f"#add-{kind}").click()
        expect(self.blocks).to_have_count(count + 1)
        expect(self.page.locator(".outline-block [aria-current]")).to_have_count(1)
        self.saved()

    def saved(self) -> None:
        """The words say that everything is saved."""
        expect(self.page.locator("#save-status")).to_contain_text("Saved")

    @property
    def blocks(self) -> Locator:
        """The titles of the blocks in the outline."""
        return self.page.locator(".outline-block .outline-title")

    def tab_to(self, target: Locator) -> None:
        """Press Tab, and nothing else, until the target has the focus."""
        for _ in range(250):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {target}")


def test_by_mouse_from_an_empty_sheet_into_the_library(page: Page, errors: list[str]):
    writer = Writer(page)
    writer.begin()
    page.get_by_label("Title").fill("A mouse’s record")
    page.get_by_label("Title").blur()
    writer.add("table")
    expect(page.locator("#page-picture")).to_be_visible()
    before = page.locator("#page-picture").get_attribute("src")
    page.get_by_role("button", name="Add one to Columns").click()
    expect(page.locator(".row-list[data-rows=columns] > .row-card")).to_have_count(4)
    page.get_by_label("Head", exact=True).nth(3).fill("What I felt")
    page.get_by_label("Asks for").nth(3).select_option("rating")
    expect(page.get_by_label("Highest number").locator("visible=true")).to_have_count(1)
    writer.saved()
    expect(page.locator("#page-picture")).not_to_have_attribute("src", re.compile(re.escape(before or "")))
    writer.add("rating")
    writer.blocks.nth(1).drag_to(writer.blocks.nth(0))
    expect(writer.blocks).to_have_text(["How much?", "Your table"])
    page.get_by_role("link", name=re.compile("Your table")).first.click()
    expect(page.locator(".outline-block [aria-current]")).to_contain_text("Your table")
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(writer.blocks).to_have_text(["How much?"])
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(writer.blocks).to_have_text(["How much?", "Your table"])
    page.get_by_role("link", name="Phone").click()
    expect(page.locator(".phone")).to_contain_text("How much?")
    page.get_by_role("link", name="Make ready").click()
    page.get_by_role("button", name="Make ready").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A mouse’s record")


def test_a_row_is_dragged(page: Page, errors: list[str]):
    writer = Writer(page)
    writer.begin("Table")
    page.locator(".outline-block a").first.click()
    handles = page.locator("[data-rows=columns] [data-row-handle]")
    handles.nth(1).drag_to(handles.nth(0))
    expect(page.get_by_label("Head", exact=True).first).to_have_value("Second")


def test_a_row_is_dragged_right_after_typing_in_a_form_that_was_scrolled(page: Page, errors: list[str]):
    page.set_viewport_size({"width": 1440, "height": 520})
    writer = Writer(page)
    writer.begin("Table")
    page.locator(".outline-block a").first.click()
    heads = page.get_by_label("Head", exact=True)
    heads.nth(2).fill("Typed just now")
    heads.nth(2).scroll_into_view_if_needed()
    handles = page.locator("[data-rows=columns] [data-row-handle]")
    handles.nth(2).drag_to(handles.nth(1))
    expect(heads.nth(1)).to_have_value("Typed just now")
    writer.saved()
    page.reload()
    assert [heads.nth(number).input_value() for number in range(3)] == ["First", "Typed just now", "Second"]


def test_many_rows_are_pasted_and_the_page_of_the_open_block_is_shown(page: Page, errors: list[str]):
    writer = Writer(page)
    writer.begin("Table")
    page.locator(".outline-block a").first.click()
    page.get_by_text("Add several at once").first.click()
    page.get_by_label("One on a line: Columns").fill("When\nWhat\nHow much")
    page.get_by_role("button", name="Add them").first.click()
    heads = page.get_by_label("Head", exact=True)
    expect(heads.first).to_have_value("When")
    assert [heads.nth(number).input_value() for number in range(3)] == ["When", "What", "How much"]
    writer.add("page_break")
    writer.add("rating")
    expect(page.locator(".page-name")).to_have_text("Page 2 of 2")
    page.get_by_role("link", name=re.compile("Your table")).first.click()
    expect(page.locator(".page-name")).to_have_text("Page 1 of 2")


def test_by_keyboard_alone(page: Page, errors: list[str]):
    writer = Writer(page)
    writer.begin("Rating")
    writer.tab_to(page.get_by_label("Title"))
    page.keyboard.type("By keys")
    writer.tab_to(page.get_by_role("link", name="Add a block"))
    page.keyboard.press("Enter")
    expect(page.locator("#part-name")).to_be_focused()
    writer.tab_to(page.locator("#add-lines"))
    page.keyboard.press("Enter")
    expect(writer.blocks).to_have_text(["How much?", "Your question"])
    expect(page.locator("#part-name")).to_be_focused()
    writer.tab_to(page.get_by_label("Prompt"))
    page.keyboard.press("Control+A")
    page.keyboard.type("What helped?")
    page.keyboard.press("Tab")
    expect(writer.blocks).to_have_text(["How much?", "What helped?"])
    writer.saved()
    writer.tab_to(page.locator(".outline-block .outline-entry").nth(1))
    page.keyboard.press("Alt+ArrowUp")
    expect(writer.blocks).to_have_text(["What helped?", "How much?"])
    writer.saved()
    page.keyboard.press("Control+Z")
    expect(writer.blocks).to_have_text(["How much?", "What helped?"])


def test_places_are_moved_on_the_picture_itself(page: Page, errors: list[str]):
    writer = Writer(page)
    writer.begin("Picture with places")
    page.locator(".outline-block a").first.click()
    place = page.locator(".stage-place").first
    left = page.get_by_label("From the left, %").first
    start = float(left.input_value())
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/changes", hold, times=1)
    place.focus()
    with page.expect_request("**/changes"):
        page.keyboard.press("ArrowLeft")
    expect(left).to_have_value(f"{start - 1:g}")
    box = place.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] - 60, box["y"] + 30, steps=8)
    with page.expect_response("**/changes"):
        held[0].continue_()
    with page.expect_response("**/changes"):
        page.mouse.up()
    writer.saved()
    page.reload()
    assert float(left.input_value()) < start - 5


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(page: Page, errors: list[str], width: int):
    page.set_viewport_size({"width": width, "height": 900})
    writer = Writer(page)
    writer.begin("Table")
    page.goto(re.sub(r"\?.*", "", page.url) + "?part=add")
    assert violations(page, colors=LIGHT_AND_DARK) == []
    page.locator("#add-picture").click()
    expect(page.locator(".stage-place").first).to_be_attached()
    page.locator(".pane-tab", has_text="Write").click() if width < 1000 else None
    assert violations(page, colors=LIGHT_AND_DARK) == []
    page.goto("/library/write/")
    assert violations(page, colors=LIGHT_AND_DARK) == []


def test_on_a_phone_one_pane_at_a_time(browser, base_url: str, signed_in_state):
    context = browser.new_context(base_url=base_url, storage_state=signed_in_state, **PHONE)
    page = context.new_page()
    writer = Writer(page)
    writer.begin("Checklist")
    page.locator(".pane-tab", has_text="Outline").click()
    expect(page.locator("#form")).to_be_hidden()
    page.locator(".outline-block a").first.click()
    expect(page.locator("#outline")).to_be_hidden()
    page.get_by_label("Prompt").fill("What I did")
    page.get_by_label("Prompt").blur()
    writer.saved()
    page.locator(".pane-tab", has_text="Pages").click()
    expect(page.locator("#page-picture")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
