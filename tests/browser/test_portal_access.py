"""The client's pages for everybody: axe finds nothing, nothing runs off a narrow screen, and keys alone do it all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.axe import LIGHT_AND_DARK, violations
from tests.browser.portal import Behind, new_device, onward, open_link, says, start
from tests.portal.given import GivenHomework, revoke_link

SIZES = {
    "phone": {"width": 390, "height": 844},
    "narrow": {"width": 320, "height": 640},
    "zoomed to 400 %": {"width": 320, "height": 256},
    "wide": {"width": 1024, "height": 768},
}
MEASURE = """found => found.map(each => {
  const own = each.getBoundingClientRect();
  const row = each.closest(".form-check")?.getBoundingClientRect();
  return [each.outerHTML.slice(0, 90), own.width, Math.max(own.height, row?.height ?? 0)];
})"""
"""Width and height of what one presses; of a box to check the whole row."""
SLUGS = ("vulnerability-ladder", "stress-spillover-tracker", "five-kinds-of-closeness", "fix-or-feel-sort")


@pytest.fixture
def device(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    device = new_device(browser, base_url)
    yield device
    device.close()


def runs_off(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def send(page: Page) -> None:
    page.get_by_label("Done, as much of it").check()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you, it is sent")).to_be_visible()


def write(page: Page, given: GivenHomework) -> None:
    page.goto(f"/w/{given.name}/2")
    page.locator("#answer-first_words").fill("a" * 190)
    says(page, "Saved")


def test_axe_finds_nothing_on_the_way_in_and_where_it_ends(device: BrowserContext, behind: Behind) -> None:
    (locked,), (ended,) = behind.give("Heron", passcode="blue kettle"), behind.give("Wren")
    page = device.new_page()
    page.goto("/w")
    assert violations(page, colors=LIGHT_AND_DARK) == []
    page.get_by_label("Your code").fill("AAAA-AAAA")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert violations(page, colors=LIGHT_AND_DARK) == []
    page.goto(f"/w#{locked.link.token}")
    expect(page.get_by_role("heading", name="Your passcode")).to_be_visible()
    assert violations(page, colors=LIGHT_AND_DARK) == []
    behind.change(ended, revoke_link)
    page.goto("/w")
    page.goto(f"/w#{ended.link.token}")
    expect(page.get_by_role("heading", name="This link has ended")).to_be_visible()
    assert violations(page, colors=LIGHT_AND_DARK) == []


def test_axe_finds_nothing_from_the_first_page_to_the_last(device: BrowserContext, behind: Behind) -> None:
    couple = behind.give("Heron", "Finch")
    page = start(device, couple[0])
    for _ in range(2):
        assert violations(page, colors=LIGHT_AND_DARK) == []
        onward(page)
    write(page, couple[0])
    for path in ("/3", "/check", "/not-this-time", ""):
        page.goto(f"/w/{couple[0].name}{path}")
        assert violations(page, colors=LIGHT_AND_DARK) == [], path
    page.goto(f"/w/{couple[0].name}/check")
    send(page)
    assert violations(page, colors=LIGHT_AND_DARK) == []
    page.get_by_role("link", name="See what would be shown").click()
    assert violations(page, colors=LIGHT_AND_DARK) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_axe_finds_nothing_on_any_question(device: BrowserContext, behind: Behind, slug: str) -> None:
    (given,) = behind.give("Heron", slug=slug, dose="long")
    page = start(device, given)
    total = page.locator(".portal-question").count()
    for number in range(1, total + 1):
        expect(page.get_by_role("heading", name=f"Question {number} of {total}")).to_be_visible()
        assert violations(page, colors=LIGHT_AND_DARK) == [], number
        if number < total:
            onward(page)


def test_axe_finds_nothing_when_two_texts_are_shown(
    device: BrowserContext, browser: Browser, base_url: str, behind: Behind
) -> None:
    (given,) = behind.give("Heron")
    other = new_device(browser, base_url)
    page = open_link(device, given)
    page.goto(f"/w/{given.name}/2")
    write(open_link(other, given), given)
    page.locator("#answer-first_words").fill("something else")
    expect(page.get_by_role("alertdialog")).to_be_focused()
    assert violations(page, colors=LIGHT_AND_DARK) == []
    other.close()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_runs_off_the_screen(browser: Browser, base_url: str, behind: Behind, size: str) -> None:
    couple = behind.give("Heron", "Finch", slug="stress-spillover-tracker", dose="long")
    device = new_device(browser, base_url, viewport=SIZES[size])
    page = open_link(device, couple[0])
    total = 0
    for path in ("", "/check", "/not-this-time", "/1"):
        page.goto(f"/w/{couple[0].name}{path}")
        assert runs_off(page) <= 0, path
    total = page.locator(".portal-question").count()
    for number in range(1, total + 1):
        page.goto(f"/w/{couple[0].name}/{number}")
        assert runs_off(page) <= 0, number
    page.goto("/w")
    assert runs_off(page) <= 0
    device.close()


def test_what_one_presses_is_large_enough(browser: Browser, base_url: str, behind: Behind) -> None:
    (given,) = behind.give("Heron", dose="standard")
    device = new_device(browser, base_url)
    page = start(device, given)
    for number in range(1, 7):
        page.goto(f"/w/{given.name}/{number}")
        boxes = page.locator("main :is(button, summary, input, select, textarea):visible").evaluate_all(MEASURE)
        assert [box for box in boxes if box[2] < 24 or box[1] < 20] == []
    device.close()


def test_keys_alone_do_a_sheet(browser: Browser, base_url: str, behind: Behind) -> None:
    (given,) = behind.give("Heron")
    device = new_device(browser, base_url, is_mobile=False, has_touch=False)
    page = open_link(device, given)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    press_until(page, page.get_by_role("button", name="Start"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    page.wait_for_load_state()
    press_until(page, page.get_by_role("button", name="Save and continue").locator("visible=true"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Question 2 of 3")).to_be_focused()
    page.keyboard.press("Tab")
    press_until(page, page.locator("#answer-first_words"))
    page.keyboard.type("typed")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Keep this to myself").locator("visible=true")).to_be_focused()
    page.keyboard.press("Space")
    says(page, "Saved")
    press_until(page, page.get_by_role("button", name="Check all answers").locator("visible=true"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    press_until(page, page.get_by_label("Done, as much of it"))
    page.keyboard.press("Space")
    press_until(page, page.get_by_role("button", name="Send my answers"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you, it is sent")).to_be_visible()
    assert (behind.kept(given), behind.private(given)) == ({"first_words": "typed"}, {"first_words"})
    device.close()


def press_until(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus; it must come within a page's worth of stops."""
    for _ in range(60):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached by Tab")


def test_help_and_the_exit_are_on_every_page(device: BrowserContext, behind: Behind) -> None:
    (given,) = behind.give("Heron")
    page = start(device, given)
    for path in ("/w", f"/w/{given.name}", f"/w/{given.name}/2", f"/w/{given.name}/check", "/w/nothing-here"):
        page.goto(path)
        assert page.locator("[data-leave]").bounding_box()["y"] < 60, path
        page.get_by_role("link", name="Help now").click()
        expect(page.get_by_role("link", name="988")).to_be_in_viewport()
