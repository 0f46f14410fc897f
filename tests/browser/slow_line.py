"""A line so slow that the fields of a page are there before its scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route


@contextmanager
def open_before_script(page: Page, address: str, script: str) -> Iterator[None]:
    """Open the page; within, it stands there without the script of that name, which comes at the end."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/{script}", hold)
    with page.expect_request(f"**/{script}"):
        page.goto(address, wait_until="commit")
    yield
    (route,) = held
    route.continue_()
    page.unroute(f"**/{script}")
