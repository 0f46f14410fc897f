"""What only a browser shows of the door: passkeys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import EMAIL, PATIENCE, sign_in
from tests.factories import PASSWORD


@pytest.fixture
def at_name(browser: Browser, base_url: str) -> Iterator[Page]:
    """A new browser at the name of this machine: passkeys do not work at a number. It has an authenticator."""
    context = browser.new_context(base_url=base_url.replace("127.0.0.1", "localhost"), locale="en-US")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    yield page
    context.close()


def test_a_passkey_is_made_and_signs_in_and_is_removed(at_name: Page) -> None:
    page = at_name
    sign_in(page)
    page.goto("/account/passkeys")
    page.get_by_label("Name", exact=True).fill("This computer")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Keep these recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have kept them").click()
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda address: "/sign-in" not in address)
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(lambda address: "/sign-in" not in address)
    page.goto("/account/passkeys")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove This computer").click()
    expect(page.get_by_role("heading", name="Yours")).to_have_count(0)
