"""A client with her phone: link, code, a connection that goes and comes, two devices, private answers, sending."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.portal import Behind, new_device, onward, open_link, says, start
from tests.portal.given import GivenHomework, end_link, revoke_link

WORDS = "#answer-first_words"
SAVED = re.compile(r"Saved \d\d:\d\d")


@pytest.fixture(scope="session")
def behind(live_app: Flask) -> Behind:
    return Behind(live_app)


@pytest.fixture
def phone(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    device = new_device(browser, base_url)
    yield device
    device.close()


@pytest.fixture
def laptop(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    device = new_device(browser, base_url, viewport={"width": 1024, "height": 768}, has_touch=False, is_mobile=False)
    yield device
    device.close()


@pytest.fixture
def heron(behind: Behind) -> GivenHomework:
    (given,) = behind.give("Heron")
    return given


@pytest.fixture
def at_words(phone: BrowserContext, heron: GivenHomework) -> Page:
    """The second of three questions, one line to write on."""
    page = start(phone, heron)
    onward(page)
    expect(page.locator(WORDS)).to_be_visible()
    return page


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
    page.get_by_label("1 (start): Step").fill("Say thanks")
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


def test_what_is_typed_is_saved_by_itself_and_says_when(at_words: Page, heron: GivenHomework, behind: Behind) -> None:
    at_words.locator(WORDS).press_sequentially("slowly", delay=60)
    expect(at_words.locator("[data-status]")).to_have_text(SAVED)
    assert behind.kept(heron) == {"first_words": "slowly"}


def test_the_server_in_trouble_is_said_and_outlasted(at_words: Page, heron: GivenHomework, behind: Behind) -> None:
    answers = [503, 500, 429]

    def trouble(route: Route) -> None:
        if answers:
            route.fulfill(status=answers.pop(0), json={"problem": "x", "message": "x"})
        else:
            route.continue_()

    at_words.route("**/answers/*", trouble)
    at_words.locator(WORDS).fill("patient words")
    says(at_words, "Not saved, we keep trying")
    for _ in range(3):
        at_words.evaluate("window.dispatchEvent(new Event('online'))")
        at_words.wait_for_timeout(100)
    says(at_words, "Saved")
    assert behind.kept(heron) == {"first_words": "patient words"}


def test_a_lost_acknowledgment_is_no_conflict(at_words: Page, heron: GivenHomework, behind: Behind) -> None:
    lost: list[int] = []

    def lose(route: Route) -> None:
        response = route.fetch()
        if lost:
            route.fulfill(response=response)
        else:
            lost.append(response.status)
            route.abort()

    at_words.route("**/answers/*", lose)
    at_words.locator(WORDS).fill("a")
    says(at_words, "Not saved, we keep trying")
    assert behind.kept(heron) == {"first_words": "a"}
    at_words.locator(WORDS).fill("ab")
    says(at_words, "Saved")
    assert lost == [200]
    assert behind.kept(heron) == {"first_words": "ab"}
    expect(at_words.get_by_role("alertdialog")).to_have_count(0)


def test_a_reload_without_connection_in_between_keeps_what_was_typed(
    at_words: Page, heron: GivenHomework, behind: Behind
) -> None:
    at_words.route("**/answers/*", lambda route: route.abort())
    at_words.locator(WORDS).fill("not yet saved")
    says(at_words, "Not saved, we keep trying")
    at_words.on("dialog", lambda dialog: dialog.accept())
    at_words.unroute("**/answers/*")
    at_words.reload()
    expect(at_words.locator(WORDS)).to_have_value("not yet saved")
    says(at_words, "Saved")
    assert behind.kept(heron) == {"first_words": "not yet saved"}


def test_nobody_leaves_with_words_unsaved_without_being_asked(at_words: Page) -> None:
    at_words.route("**/answers/*", lambda route: route.abort())
    at_words.locator(WORDS).press_sequentially("unsaved")
    says(at_words, "Not saved, we keep trying")
    asked: list[str] = []
    at_words.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    at_words.reload()
    assert asked == ["beforeunload"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("Use the one kept there", "from the laptop"),
        ("Use the one typed here", "from the phone"),
        ("Use both", "from the laptop; from the phone"),
    ],
)
def test_two_devices_overwrite_nothing_and_she_chooses(
    at_words: Page, laptop: BrowserContext, heron: GivenHomework, behind: Behind, choice: str, expected: str
) -> None:
    other = open_link(laptop, heron)
    other.goto(f"/w/{heron.name}/2")
    other.locator(WORDS).fill("from the laptop")
    says(other, "Saved")
    at_words.locator(WORDS).fill("from the phone")
    panel = at_words.get_by_role("alertdialog")
    expect(panel).to_contain_text("from the laptop")
    expect(panel).to_contain_text("from the phone")
    says(at_words, "Not saved")
    panel.get_by_role("button", name=choice).click()
    says(at_words, "Saved")
    expect(at_words.locator(WORDS)).to_have_value(expected)
    expect(panel).to_have_count(0)
    assert behind.kept(heron) == {"first_words": expected}


def test_it_goes_on_with_the_code_on_another_device(
    at_words: Page, laptop: BrowserContext, heron: GivenHomework
) -> None:
    at_words.locator(WORDS).fill("begun on the phone")
    says(at_words, "Saved")
    page = laptop.new_page()
    page.goto("/w")
    page.get_by_label("Your code").fill(heron.link.code.lower())
    page.get_by_role("button", name="Open").click()
    page.get_by_role("button", name="Go on where you left off").click()
    page.goto(f"/w/{heron.name}/2")
    expect(page.locator(WORDS)).to_have_value("begun on the phone")


def test_an_answer_that_cannot_be_kept_says_why_at_the_question(
    at_words: Page, heron: GivenHomework, behind: Behind
) -> None:
    at_words.locator(WORDS).evaluate("field => field.removeAttribute('maxlength')")
    at_words.locator(WORDS).fill("x" * 201)
    expect(at_words.locator("#answer-first_words-error")).to_contain_text("room for 200")
    expect(at_words.locator(WORDS)).to_have_attribute("aria-invalid", "true")
    says(at_words, "Not saved")
    at_words.locator(WORDS).fill("x" * 200)
    says(at_words, "Saved")
    expect(at_words.locator("#answer-first_words-error")).to_have_count(0)
    assert behind.kept(heron) == {"first_words": "x" * 200}


def test_words_that_look_like_markup_are_words(at_words: Page) -> None:
    hostile = "<img src=x onerror=\"document.title='hacked'\"> {{ 7*7 }} \u202eabc"
    at_words.locator(WORDS).fill(hostile)
    says(at_words, "Saved")
    at_words.goto(at_words.url.removesuffix("/2") + "/check")
    expect(at_words.get_by_text("<img src=x")).to_be_visible()
    assert at_words.title() == "Check your answers"
    at_words.go_back()
    expect(at_words.locator(WORDS)).to_have_value(hostile)


def test_the_end_of_the_link_stops_saving_and_leaves_the_words(
    at_words: Page, heron: GivenHomework, behind: Behind
) -> None:
    behind.change(heron, revoke_link)
    at_words.locator(WORDS).fill("too late")
    says(at_words, "this link has ended")
    expect(at_words.locator(WORDS)).to_have_value("too late")
    assert behind.kept(heron) == {}


def test_words_typed_before_the_end_arrive_after_it(
    at_words: Page, phone: BrowserContext, heron: GivenHomework, behind: Behind
) -> None:
    phone.set_offline(True)
    at_words.locator(WORDS).fill("in the tunnel")
    says(at_words, "Not saved, we keep trying")
    behind.change(heron, lambda given: end_link(given, ago=timedelta(0)))
    at_words.wait_for_timeout(400)
    phone.set_offline(False)
    says(at_words, "after the end of this link")
    assert behind.kept(heron) == {"first_words": "in the tunnel"}


def test_another_homework_opened_in_the_same_browser_gets_none_of_it(
    at_words: Page, phone: BrowserContext, heron: GivenHomework, behind: Behind
) -> None:
    (other,) = behind.give("Wren")
    open_link(phone, other)
    at_words.locator(WORDS).fill("for the first one")
    says(at_words, "Your words are still here")
    assert behind.kept(heron) == behind.kept(other) == {}


@pytest.fixture
def away(phone: BrowserContext) -> BrowserContext:
    """The page that the quick exit leads to, without the network."""
    phone.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="<title>Wikipedia</title>Hello"))
    return phone


@pytest.mark.parametrize("way", ["button", "keys"])
def test_the_quick_exit_leaves_nothing_behind_but_saves_what_was_typed(
    away: BrowserContext, at_words: Page, heron: GivenHomework, behind: Behind, way: str
) -> None:
    at_words.locator(WORDS).press_sequentially("half a sen")
    if way == "button":
        at_words.get_by_role("button", name="Leave quickly").click()
    else:
        at_words.keyboard.press("Escape")
        at_words.keyboard.press("Escape")
    at_words.wait_for_url("https://www.wikipedia.org/")
    expect(at_words.get_by_text("Hello")).to_be_visible()
    at_words.wait_for_timeout(300)
    assert behind.kept(heron) == {"first_words": "half a sen"}
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
    assert at_words.title() == "Question 2 of 3"


def test_a_choice_can_be_taken_back(phone: BrowserContext, behind: Behind) -> None:
    (given,) = behind.give("Heron", dose="standard")
    page = start(phone, given)
    page.goto(f"/w/{given.name}/6")
    page.get_by_label("7", exact=True).locator("visible=true").check(force=True)
    says(page, "Saved")
    assert behind.kept(given) == {"likely": "7"}
    page.get_by_role("button", name="Clear my choice").click()
    expect(page.get_by_label("7", exact=True).locator("visible=true")).not_to_be_checked()
    page.wait_for_timeout(1500)
    assert behind.kept(given) == {}


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
