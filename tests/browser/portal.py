"""A client's phone in the browser tests: comes in by her link, and reads what is kept behind it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.eventually import SECONDS
from tests.portal.given import GivenHomework, give, kept, row

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WORDS = "#answer-first_words"
Give = Callable[..., tuple[GivenHomework, ...]]


@dataclass(frozen=True)
class Behind:
    """What is behind the pages: giving homework, and what is kept of it."""

    app: Flask

    def give(self, *people: str, **terms: Any) -> tuple[GivenHomework, ...]:
        """Give homework, see `tests.portal.given.give`."""
        with self.app.app_context():
            return give(*people, **terms)

    def kept(self, given: GivenHomework) -> dict[str, str]:
        """The words kept, by key."""
        with self.app.app_context():
            return kept(given)

    def soon_keeps(self, given: GivenHomework, words: dict[str, str]) -> None:
        """Wait until these words are kept and no others; fails when they never are."""
        patience = time.monotonic() + SECONDS
        while self.kept(given) != words:
            assert time.monotonic() < patience, self.kept(given)
            time.sleep(0.05)

    def private(self, given: GivenHomework) -> set[str]:
        """The keys kept private."""
        with self.app.app_context():
            return {answer.key for answer in row(given).answers if answer.is_private}

    def outcome(self, given: GivenHomework) -> str | None:
        """How it went."""
        with self.app.app_context():
            return row(given).outcome

    def change(self, given: GivenHomework, change: Callable[[GivenHomework], None]) -> None:
        """Do something to it, as end a link."""
        with self.app.app_context():
            change(given)


def new_device(browser: Browser, base_url: str, **options: Any) -> BrowserContext:
    """A device nobody has used before, a phone unless told otherwise."""
    usual = {"base_url": base_url, "locale": "en-US", "reduced_motion": "reduce", "timezone_id": "America/New_York"}
    device = browser.new_context(**(usual | PHONE | options))
    device.set_default_timeout(SECONDS * 1000)
    return device


def open_link(device: BrowserContext, given: GivenHomework) -> Page:
    """Open the link of a homework on a device and wait for its first page."""
    page = device.new_page()
    page.goto(f"/w#{given.link.token}")
    page.wait_for_url(f"**/w/{given.name}")
    return page


def start(device: BrowserContext, given: GivenHomework) -> Page:
    """Open the link and go to the first question."""
    page = open_link(device, given)
    page.get_by_role("button", name="Start").click()
    page.wait_for_url(f"**/w/{given.name}/1")
    return page


def onward(page: Page) -> None:
    """Press "Save and continue" of the question that is shown."""
    page.locator("[data-move='1']:visible").click()


def says(page: Page, words: str) -> None:
    """The line under the question says so, soon; that it is saved, once nothing waits to be."""
    line = page.locator("[data-status]")
    if words == "Saved":
        expect(line).to_have_attribute("data-state", "saved")
    expect(line).to_contain_text(words)
