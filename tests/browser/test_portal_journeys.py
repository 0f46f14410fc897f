"""A client with her phone: link, whole sheets, private answers, the quick exit, two partners."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as PageIsSlow

from tests.browser.portal import WORDS, Behind, new_device, onward, open_link, says, start
from tests.portal.given import GivenHomework

AWAY = "https://www.wikipedia.org/"


def test_the_token_leaves_the_address_at_once_and_is_in_no_request(phone: BrowserContext, heron: GivenHomework) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    page = open_link(phone, heron)
    assert not [url for url in asked if heron.link.token in url]
    assert heron.link.token not in page.url
    page.go_back()
    assert heron.link.token not in page.url


def test_nothing_third_party_and_nothing_kept_but_two_cookies(phone: BrowserContext, heron: GivenHomework) -> None:
    hosts: set[str] = set()
    phone.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page = start(phone, heron)
    assert hosts == {page.url.split("/")[2]}
    assert {cookie["name"] for cookie in phone.cookies()} == {"homework", "homework-form"}
    assert all(cookie["httpOnly"] and cookie["sameSite"] == "Strict" for cookie in phone.cookies())
    assert page.evaluate("document.cookie") == ""


def test_a_sheet_done_on_the_phone_with_the_connection_cut_in_the_middle(
    phone: BrowserContext, heron: GivenHomework, behind: Behind
) -> None:
    page = open_link(phone, heron)
    page.get_by_role("group", name="How tense or upset").get_by_label("6").check(force=True)
    page.get_by_role("button", name="Start").click()
    page.get_by_label("Rung 1: Step").fill("Say thanks")
    says(page, "Saved")
    phone.set_offline(True)
    onward(page)
    expect(page.get_by_role("heading", name="Question 2 of 3")).to_be_focused()
    page.locator(WORDS).fill("I felt left out last week")
    page.get_by_label("Keep this to myself").locator("visible=true").check()
    says(page, "Not saved, we keep trying")
    onward(page)
    page.locator("#answer-way_out").fill("That’s all I’ve got for now")
    onward(page)
    says(page, "There is no connection right now")
    assert behind.kept(heron) == {"ladder_short.r1.c1": "Say thanks"}
    phone.set_offline(False)
    says(page, "Saved")
    assert behind.kept(heron) == {
        "ladder_short.r1.c1": "Say thanks",
        "first_words": "I felt left out last week",
        "way_out": "That’s all I’ve got for now",
    }
    assert "first_words" in behind.private(heron)
    onward(page)
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    expect(page.get_by_text("You keep this to yourself")).to_have_count(1)
    page.get_by_role("group", name="How helpful was this?").get_by_label("8").check(force=True)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you, it is sent")).to_be_visible()
    assert behind.outcome(heron) == "done"
    assert page.evaluate("sessionStorage.length") == 0


@pytest.fixture
def away(phone: BrowserContext) -> BrowserContext:
    """The page that the quick exit leads to, without the network."""
    phone.route(f"{AWAY}**", lambda route: route.fulfill(body="<title>Wikipedia</title>Hello"))
    return phone


def leave_by_keys(page: Page) -> None:
    """Escape twice, and again where a busy machine made too long a pause between the two."""
    for _ in range(10):
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        with suppress(PageIsSlow):
            page.wait_for_url(AWAY, timeout=5_000)
            break


@pytest.mark.parametrize("way", ["button", "keys"])
def test_the_quick_exit_leaves_nothing_behind_but_saves_what_was_typed(
    away: BrowserContext, at_words: Page, heron: GivenHomework, behind: Behind, way: str
) -> None:
    at_words.locator(WORDS).press_sequentially("half a sen")
    if way == "button":
        at_words.get_by_role("button", name="Leave quickly").click()
    else:
        leave_by_keys(at_words)
    at_words.wait_for_url(AWAY)
    expect(at_words.get_by_text("Hello")).to_be_visible()
    behind.soon_keeps(heron, {"first_words": "half a sen"})
    at_words.goto(f"/w/{heron.name}/2")
    expect(at_words.get_by_role("heading", name="Open your link again")).to_be_visible()
    assert at_words.evaluate("sessionStorage.length") == 0


def test_escape_once_goes_nowhere(at_words: Page) -> None:
    at_words.keyboard.press("Escape")
    at_words.wait_for_timeout(1000)
    at_words.keyboard.press("Escape")
    at_words.wait_for_timeout(200)
    assert at_words.url.endswith("/2")


def test_back_and_forward_in_the_browser_go_through_the_questions(at_words: Page, heron: GivenHomework) -> None:
    at_words.go_back()
    expect(at_words.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    at_words.go_forward()
    expect(at_words.get_by_role("heading", name="Question 2 of 3")).to_be_visible()
    expect(at_words).to_have_title("Question 2 of 3")


def test_without_scripts_the_same_sheet_is_done(browser: Browser, base_url: str, behind: Behind) -> None:
    (given,) = behind.give("Heron")
    device = new_device(browser, base_url, java_script_enabled=False)
    page = device.new_page()
    page.goto("/w")
    page.get_by_label("Your code").fill(given.link.code)
    page.get_by_role("button", name="Open").click()
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Save and continue").click()
    page.locator(WORDS).fill("by hand")
    page.get_by_label("Keep this to myself").locator("visible=true").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Save and check").click()
    page.get_by_label("Partly, there is more").check()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you, it is sent")).to_be_visible()
    assert (behind.outcome(given), behind.private(given)) == ("partly", {"first_words"})
    device.close()


def test_two_partners_see_each_other_only_after_both_agreed(browser: Browser, base_url: str, behind: Behind) -> None:
    couple = behind.give("Heron", "Finch")
    devices = [new_device(browser, base_url) for _ in couple]
    seen: list[list[str]] = [[], []]
    for device, heard in zip(devices, seen, strict=True):
        device.on("response", lambda response, heard=heard: heard.append(json.dumps(response.headers)))
    pages = [start(device, given) for device, given in zip(devices, couple, strict=True)]
    for page, who in zip(pages, "AB", strict=True):
        onward(page)
        page.locator(WORDS).fill(f"words of {who}")
        says(page, "Saved")
        page.get_by_role("button", name="Check all answers").locator("visible=true").click()
        page.get_by_label("Done, as much of it").check()
        page.get_by_role("button", name="Send my answers").click()
        expect(page.get_by_role("heading", name="Thank you, it is sent")).to_be_visible()
    for page in pages:
        page.get_by_role("link", name="See what would be shown").click()
        page.get_by_role("button", name="Yes, if my partner agrees too").click()
        expect(page.get_by_role("heading", name="You have agreed")).to_be_visible()
        page.get_by_role("link", name="Back").click()
    expect(pages[0].get_by_role("link", name="See both, side by side")).to_have_count(0)
    pages[0].reload()
    for page in pages:
        page.get_by_role("link", name="See both, side by side").click()
        expect(page.get_by_text("words of A")).to_be_visible()
        expect(page.get_by_text("words of B")).to_be_visible()
    assert not any("limit" in headers.lower() for heard in seen for headers in heard)
    for device in devices:
        device.close()
