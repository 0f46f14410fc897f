"""Fixtures of the browser tests: a server of our own on a free port, and pages of a clinician who is signed in.

A test fails when its page logs an error, whatever else it proves.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect
from waitress.server import BaseWSGIServer, create_server
from waitress.wasyncore import close_all

from tests.application import make_app
from tests.browser.portal import WORDS, Behind, new_device, onward, start
from tests.eventually import SECONDS
from tests.factories import PASSWORD, make_clinician
from tests.portal.given import GivenHomework
from therapytool.extensions import limiter
from therapytool.rendering.printer import Printer

EMAIL = "ada@example.org"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = SECONDS * 1000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of the system where there is one, as it runs in a container."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    path = {"executable_path": found} if found else {}
    return browser_type_launch_args | path | {"args": ["--no-sandbox", "--disable-dev-shm-usage"]}


@pytest.fixture(scope="session")
def live_app(library_instance: Path, instances: Path, printer: Printer) -> Flask:
    """The application with the library and one clinician, for the whole run."""
    app = make_app(shutil.copytree(library_instance, instances / "live"), printer)
    with app.app_context():
        make_clinician(EMAIL)
    return app


@pytest.fixture(autouse=True)
def no_tries_so_far(request: pytest.FixtureRequest) -> None:
    """All devices are at one network address; on a quick machine they would come in faster than one person does."""
    if "live_app" in request.fixturenames:
        limiter.reset()


@pytest.fixture(scope="session")
def base_url(live_app: Flask) -> Iterator[str]:
    """Where that application is served."""
    sockets: dict[int, Any] = {}
    server = create_server(live_app, sockets, host="127.0.0.1", port=0, threads=6)
    thread = threading.Thread(target=serve_until_closed, args=[server], daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    close_all(sockets, ignore_all=True)
    thread.join(timeout=SECONDS)


def serve_until_closed(server: BaseWSGIServer) -> None:
    """Closing it takes away what it waits for, which it may notice as an error."""
    with suppress(OSError, ValueError):
        server.run()


@pytest.fixture(scope="session")
def signed_in_state(browser: Browser, base_url: str) -> StorageState:
    """The cookies of the clinician, from the real form."""
    page = browser.new_page(base_url=base_url)
    page.set_default_timeout(PATIENCE)
    sign_in(page)
    state = page.context.storage_state()
    page.context.close()
    return state


@pytest.fixture(scope="session")
def browser_context_args(
    browser_context_args: dict[str, Any], signed_in_state: StorageState, base_url: str
) -> dict[str, Any]:
    """Every page is hers, at rest and in one language and zone, so that a test says the same everywhere."""
    return browser_context_args | {
        "base_url": base_url,
        "locale": "en-US",
        "reduced_motion": "reduce",
        "storage_state": signed_in_state,
        "timezone_id": "America/New_York",
        "viewport": {"width": 1440, "height": 900},
    }


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def errors(page: Page) -> Iterator[list[str]]:
    """What the page logs as an error; a test that expects one takes it out."""
    logged: list[str] = []
    page.on("console", lambda message: logged.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: logged.append(str(error)))
    yield logged
    assert logged == []


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


def sign_in(page: Page) -> None:
    """Fill in the sign-in form."""
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda address: "/sign-in" not in address)
