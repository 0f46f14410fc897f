"""The whole loop in three browsers: a clinician at her desk, two partners on their phones, until the next session."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.overhearing import Overheard, overhearing
from tests.browser.portal import new_device, onward, says

PARTNER_B = "the phone of partner B"
PHRASE = "Validation Phrase Bank"
SAID = "zinnia orchard said aloud"
WRITTEN_OFFLINE = "quillwort typed without a connection"
KEPT = "kestrel secret kept back"
OF_B = "marigold words of B"


@pytest.fixture
def phone_of_a(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    device = new_device(browser, base_url)
    yield device
    device.close()


@pytest.fixture
def phone_of_b(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    device = new_device(browser, base_url, user_agent=PARTNER_B)
    yield device
    device.close()


@pytest.fixture
def heard_by_b(live_app: Flask) -> Iterator[Overheard]:
    with overhearing(live_app, PARTNER_B) as heard:
        yield heard


def open_case(page: Page, name: str) -> None:
    page.goto("/cases/new?kind=couple")
    page.get_by_label("Code name of the case").fill(name)
    page.get_by_label("Partner A").fill("Heron")
    page.get_by_label("Partner B").fill("Finch")
    page.get_by_role("button", name="Open the case").click()


def plan_and_give(page: Page, name: str) -> None:
    """Plan a session from a starter plan, and give its sheet to take home from there."""
    page.get_by_role("navigation", name=f"About {name}").get_by_role("link", name="Plans").click()
    expect(page.get_by_text("No homework is open")).to_be_visible()
    page.get_by_role("button", name="From “Company First, Ideas Second”").click()
    page.get_by_role("link", name=f"Give it to {name}").click()
    expect(page.get_by_role("heading", name=PHRASE)).to_be_visible()
    page.get_by_role("region", name="Partner A, Heron").get_by_label("I will", exact=True).fill("Five minutes a day")
    for gate in page.locator("[name=cleared]").all():
        gate.check()
    page.get_by_role("button", name="Give it").last.click()
    expect(page.get_by_text(f"{PHRASE} is given.")).to_be_visible()


def fresh_address(page: Page, person: str) -> str:
    """A link for one of them, as it is shown once."""
    page.get_by_role("region", name=person).get_by_role("button", name="Show link and QR").click()
    address = page.get_by_label("Or pass on the address").input_value()
    page.get_by_role("link", name="Done").click()
    return "/w" + address.partition("/w")[2]


def begin(device: BrowserContext, address: str) -> Page:
    page = device.new_page()
    page.goto(address)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", name=re.compile("^Question 1 of"))).to_be_visible()
    return page


def home(page: Page) -> str:
    """Where the homework of a client's page begins."""
    found = re.match(r".*/w/\w+", page.url)
    assert found, page.url
    return found[0]


def write(page: Page, words: str) -> None:
    """Go on to the next question that takes words, and write them."""
    for _ in range(20):
        line = page.locator(".portal-question:visible :is(textarea, input[type=text])")
        if line.count():
            line.first.fill(words)
            return
        onward(page)
    raise AssertionError("no question takes words")


def send(page: Page) -> None:
    check = page.locator("[data-move=check]:visible")
    if check.count():
        check.click()
    else:
        page.goto(f"{home(page)}/check")
    page.get_by_label("Done, as much of it").check()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you, it is sent")).to_be_visible()


def agree(page: Page) -> None:
    page.get_by_role("link", name="See what would be shown").click()
    page.get_by_role("button", name="Yes, if my partner agrees too").click()
    expect(page.get_by_role("heading", name="You have agreed")).to_be_visible()


def look_everywhere(page: Page) -> None:
    """Open every page a partner can think of, her own sheet as PDF among them."""
    for path in ("", "/1", "/2", "/check", "/not-this-time", "/done", "/share", "/together"):
        page.goto(home(page) + path)
    for path in ("/sheet.pdf", "/together.pdf"):
        page.request.get(home(page) + path, headers={"User-Agent": PARTNER_B})
    page.goto(f"{home(page)}/done")


def test_from_one_session_to_the_next(
    page: Page, errors: list[str], phone_of_a: BrowserContext, phone_of_b: BrowserContext, heard_by_b: Overheard
) -> None:
    open_case(page, "Lantern-58")
    plan_and_give(page, "Lantern-58")
    to_a, to_b = fresh_address(page, "Partner A, Heron"), fresh_address(page, "Partner B, Finch")

    b = begin(phone_of_b, to_b)
    a = begin(phone_of_a, to_a)
    write(a, SAID)
    says(a, "Saved")
    phone_of_a.set_offline(True)
    onward(a)
    write(a, WRITTEN_OFFLINE)
    says(a, "Not saved")
    phone_of_a.set_offline(False)
    says(a, "Saved")
    onward(a)
    write(a, KEPT)
    a.locator(".portal-question:visible [name=x-private]").check()
    send(a)
    agree(a)

    write(b, OF_B)
    says(b, "Saved")
    look_everywhere(b)
    send(b)
    look_everywhere(b)
    overheard = heard_by_b.words()
    assert OF_B in overheard
    assert [word for word in (SAID, WRITTEN_OFFLINE, KEPT, "Heron", "Lantern") if word in overheard] == []

    agree(b)
    for each in (a, b):
        each.goto(f"{home(each)}/together")
        for words in (SAID, WRITTEN_OFFLINE, OF_B):
            expect(each.get_by_text(words)).to_be_visible()
        expect(each.get_by_text(KEPT)).to_have_count(0)
    look_everywhere(b)
    assert KEPT not in heard_by_b.words()

    look_and_plan_on(page)


def look_and_plan_on(page: Page) -> None:
    """Back at the desk: what came back is looked at, and the next session opens with the rest."""
    page.goto("/homework/?standing=done")
    expect(page.get_by_role("link", name=re.compile(f"{PHRASE}.*Partner"))).to_have_count(2)
    page.get_by_role("link", name=re.compile(f"{PHRASE}.*Partner A")).click()
    expect(page.get_by_text("Kept to themself")).to_be_visible()
    expect(page.locator(".review-page").first).to_be_visible()
    page.get_by_role("textbox", name="My notes").fill("Brave.")
    expect(page.locator("#note-status")).to_have_text("Saved")
    page.get_by_role("button", name="Mark as looked at").click()
    expect(page.get_by_role("button", name="Not yet after all")).to_be_visible()
    page.get_by_role("link", name="Side by side").click()
    expect(page.get_by_text(WRITTEN_OFFLINE)).to_be_visible()
    expect(page.get_by_text(KEPT)).to_have_count(0)

    page.goto("/cases/")
    page.get_by_role("link", name="Lantern-58").click()
    page.get_by_role("navigation", name="About Lantern-58").get_by_role("link", name="Plans").click()
    page.get_by_role("button", name="Plan the next session").click()
    came_back = page.get_by_role("group", name="What came back")
    expect(came_back.get_by_role("link", name=re.compile("Partner B, Finch.*done"))).to_be_visible()
    expect(came_back.get_by_role("link", name=re.compile("Partner A"))).to_have_count(0)
    came_back.get_by_role("link", name=re.compile("Partner B, Finch")).click()
    expect(page.get_by_role("heading", name="The sheet as it came back")).to_be_visible()
