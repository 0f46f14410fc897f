"""What a partner could read off without a word: the work done for a page, sizes of files, cookies, where one is led.

The words themselves are looked for in `test_partners` and `test_every_response`. Together these are all the ways there
are from one partner to the other: body, headers, cookies, addresses, files, messages, calendar, and time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import event

from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework
from tests.portal.test_partners import agree, browser_of, fill, send
from therapytool.database import db

Couple = tuple[GivenHomework, GivenHomework]
PAGES = ("", "/1", "/2", "/check", "/not-this-time", "/come-home", "/done", "/share", "/together", "/sheet.pdf")
RANDOM = re.compile(rb"[0-9a-f]{32,64}|[2-9a-z]{8}<|/ID \[[^]]*\]|D:\d{14}[^)]*|\d{4}-\d\d-\d\dT[\d:.+-]+")


@dataclass(frozen=True)
class Seen:
    """What one request gives away besides its words; the statements stand for the time it took."""

    page: str
    status: int
    length: int
    leads_to: str
    cookies: tuple[str, ...]
    statements: tuple[str, ...]


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements sent to the database meanwhile, without their values."""
    heard: list[str] = []

    def hear(connection: object, cursor: object, statement: str, *_: object) -> None:
        heard.append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    yield heard
    event.remove(db.engine, "before_cursor_execute", hear)


def look(browser: ClientBrowser, page: str) -> Seen:
    with statements() as heard:
        answer = browser.open(page)
    cookies = tuple(sorted(cookie.partition("=")[0] for cookie in answer.headers.getlist("Set-Cookie")))
    body = RANDOM.sub(b"", answer.data)
    return Seen(page, answer.status_code, len(body), answer.location or "", cookies, tuple(heard))


def look_everywhere(browser: ClientBrowser) -> list[Seen]:
    return [look(browser, page) for page in PAGES]


@pytest.mark.parametrize("state", ["blank", "sent", "agreed"])
def test_nothing_a_partner_does_changes_size_work_or_way(library: Flask, couple: Couple, state: str) -> None:
    a = browser_of(library, couple[0])
    if state != "blank":
        fill(a, "A")
        send(a)
    if state == "agreed":
        agree(a)
    look_everywhere(a)
    before = look_everywhere(a)
    partner = browser_of(library, couple[1])
    for step in (
        lambda: fill(partner, "B"),
        lambda: send(partner),
        *([] if state == "agreed" else [lambda: agree(partner)]),
    ):
        step()
        assert look_everywhere(a) == before


def test_the_look_sees_what_is_there_to_see(library: Flask, couple: Couple) -> None:
    a, b = (browser_of(library, each) for each in couple)
    before = look_everywhere(a)
    for browser, who in ((a, "A"), (b, "B")):
        fill(browser, who)
        send(browser)
        agree(browser)
    after = look_everywhere(a)
    changed = {old.page for old, new in zip(before, after, strict=True) if old != new}
    assert changed >= {"", "/done", "/share", "/together", "/sheet.pdf"}
