"""Every page of the portal there is, found by its route: none holds a word of the partner before both have agreed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.pdf import read_pdf
from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework
from tests.portal.test_partners import KEPT, SAID, agree, browser_of, fill, send

Couple = tuple[GivenHomework, GivenHomework]


def addresses(app: Flask, name: str) -> Iterator[str]:
    """An address for every page of the portal that can be opened, the second question standing for all."""
    urls = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("portal.") and "GET" in (rule.methods or ()):
            values = {"name": name, "number": 2, "rest": "nowhere", "measure": name}
            yield urls.build(rule.endpoint, {each: values[each] for each in rule.arguments})


def words_of(answer: TestResponse) -> str:
    """Status, headers and body as one text; of a PDF its words as well."""
    text = answer.data.decode("utf-8", "replace")
    if answer.data.startswith(b"%PDF-"):
        text += " ".join(page.text for page in read_pdf(answer.data).pages)
    return f"{answer.status} {answer.headers} {text}"


@pytest.fixture
def partner(library: Flask, couple: Couple) -> ClientBrowser:
    """B has written, kept one answer to herself, sent, and agreed."""
    browser = browser_of(library, couple[1])
    fill(browser, "B")
    send(browser)
    agree(browser)
    return browser


@pytest.mark.parametrize("state", ["blank", "sent"])
def test_no_page_holds_a_word_of_the_partner(
    library: Flask, couple: Couple, partner: ClientBrowser, state: str
) -> None:
    a = browser_of(library, couple[0])
    if state == "sent":
        fill(a, "A")
        send(a)
    heard = "\n".join(words_of(a.open(address)) for address in addresses(library, couple[0].name))
    assert [word for word in (SAID["B"], KEPT["B"], "Heron", "Finch", "Harbor-12") if word in heard] == []
    assert state == "blank" or SAID["A"] in heard


def test_the_search_finds_what_is_shown_to_both(library: Flask, couple: Couple, partner: ClientBrowser) -> None:
    a = browser_of(library, couple[0])
    fill(a, "A")
    send(a)
    agree(a)
    heard = "\n".join(words_of(a.open(address)) for address in addresses(library, couple[0].name))
    assert SAID["B"] in heard
    assert KEPT["B"] not in heard
