"""What a client types is kept: in trouble and without a connection, on two devices, when her link ends."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.portal import WORDS, Behind, open_link, says, start
from tests.portal.given import GivenHomework, end_link, revoke_link

SAVED = re.compile(r"Saved \d\d:\d\d")


def test_what_is_typed_is_saved_by_itself_and_says_when(at_words: Page, heron: GivenHomework, behind: Behind) -> None:
    at_words.locator(WORDS).press_sequentially("slowly", delay=60)
    says(at_words, "Saved")
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
    while answers:
        with at_words.expect_response("**/answers/*"):
            at_words.evaluate("window.dispatchEvent(new Event('online'))")
    at_words.evaluate("window.dispatchEvent(new Event('online'))")
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


def test_however_late_the_server_is_the_sheet_goes_on_by_itself(at_words: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    at_words.clock.install()
    at_words.route("**/answers/*", hold)
    at_words.locator(WORDS).fill("at last")
    at_words.get_by_role("button", name="Check all answers").locator("visible=true").click()
    at_words.clock.fast_forward(10_000)
    says(at_words, "Saving…")
    (late,) = held
    late.continue_()
    expect(at_words.get_by_role("heading", name="Check your answers")).to_be_visible()
    expect(at_words.get_by_text("at last")).to_be_visible()


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
    expect(page.locator("[data-status]")).to_be_attached()
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
    at_words.evaluate("() => { const now = Date.now; Date.now = () => now() + 120_000; }")
    behind.change(heron, lambda given: end_link(given, ago=timedelta(minutes=1)))
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


def test_a_choice_can_be_taken_back(phone: BrowserContext, behind: Behind) -> None:
    (given,) = behind.give("Heron", dose="standard")
    page = start(phone, given)
    page.goto(f"/w/{given.name}/6")
    page.get_by_label("7", exact=True).locator("visible=true").check(force=True)
    says(page, "Saved")
    assert behind.kept(given) == {"likely": "7"}
    page.get_by_role("button", name="Clear my choice").click()
    expect(page.get_by_label("7", exact=True).locator("visible=true")).not_to_be_checked()
    behind.soon_keeps(given, {})
