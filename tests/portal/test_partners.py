"""Two partners: until both are done and both have agreed, nothing one does can be seen by the other, byte by byte."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from tests.pdf import read_pdf
from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework, give, row
from therapytool.database import db, writing
from therapytool.extensions import limiter
from therapytool.homework.models import Response
from therapytool.rendering.printer import Printer

Couple = tuple[GivenHomework, GivenHomework]
PAGES = ("", "/1", "/2", "/3", "/check", "/not-this-time", "/done", "/share", "/together", "/together.pdf")
SAID = {"A": "I said thanks to him", "B": "I told her about the job"}
KEPT = {"A": "the thing with my sister", "B": "the letter I never sent"}


def browser_of(app: Flask, given: GivenHomework) -> ClientBrowser:
    browser = ClientBrowser(app)
    assert browser.enter(given).status_code == 303
    return browser


def save(browser: ClientBrowser, key: str, text: str) -> None:
    body = {"text": text, "revision": 0, "request": str(uuid4())}
    assert browser.put(f"/answers/{key}", body).status_code == 200


def fill(browser: ClientBrowser, who: str) -> None:
    save(browser, "first_words", SAID[who])
    save(browser, "way_out", KEPT[who])
    browser.put("/private/way_out", {"private": True})


def send(browser: ClientBrowser) -> None:
    answer = browser.post("/check", how_far="Done, as much of it as I wanted", helpful="9")
    assert answer.location.endswith("/done")


def agree(browser: ClientBrowser) -> None:
    assert browser.post("/share", choice="agree").status_code == 303


@pytest.fixture
def a(library: Flask, couple: Couple) -> ClientBrowser:
    return browser_of(library, couple[0])


@pytest.fixture
def b(library: Flask, couple: Couple) -> ClientBrowser:
    return browser_of(library, couple[1])


def everything(browser: ClientBrowser) -> list[tuple[int, bytes, list[tuple[str, str]]]]:
    """All that a client can see: status, bytes and headers of each of her pages, less what is random each time."""
    seen = []
    for page in PAGES:
        answer = browser.open(page)
        text = re.sub(rb'(class="numbers">)[2-9a-z]{8}<', rb"\1reference<", answer.data)
        seen.append((answer.status_code, text, sorted(answer.headers.items())))
    return seen


STEPS: dict[str, Callable[[ClientBrowser], None]] = {
    "opens it": lambda browser: browser.open("/1") and None,
    "writes": lambda browser: fill(browser, "B"),
    "sends it": send,
    "agrees": agree,
}


@pytest.mark.parametrize("state", ["blank", "begun", "sent"])
def test_nothing_a_partner_does_changes_a_byte_of_her_pages(
    library: Flask, couple: Couple, a: ClientBrowser, state: str
) -> None:
    if state != "blank":
        fill(a, "A")
    if state == "sent":
        send(a)
    before = everything(a)
    partner = browser_of(library, couple[1])
    for name, step in STEPS.items():
        step(partner)
        assert everything(a) == before, name


def test_having_agreed_she_still_sees_nothing_until_the_other_agrees_too(
    library: Flask, couple: Couple, a: ClientBrowser
) -> None:
    fill(a, "A")
    send(a)
    agree(a)
    before = everything(a)
    partner = browser_of(library, couple[1])
    for name in ("opens it", "writes", "sends it"):
        STEPS[name](partner)
        assert everything(a) == before, name
    agree(partner)
    assert everything(a) != before


def both_agree(a: ClientBrowser, b: ClientBrowser) -> None:
    for browser, who in ((a, "A"), (b, "B")):
        fill(browser, who)
        send(browser)
        agree(browser)


def test_both_agreed_each_sees_both_but_for_what_is_kept(a: ClientBrowser, b: ClientBrowser) -> None:
    both_agree(a, b)
    for browser in (a, b):
        page = browser.open("/together")
        assert page.status_code == 200
        assert all(words in page.text for words in SAID.values())
        assert not any(words in page.text for words in KEPT.values())
        assert "side by side" in browser.open("/done").text
    assert a.open("/together").text.index("You") < a.open("/together").text.index("Your partner")


def test_her_other_pages_stay_hers_alone_after_that(a: ClientBrowser, b: ClientBrowser) -> None:
    both_agree(a, b)
    for page in PAGES:
        if not page.startswith("/together"):
            assert not any(words in a.open(page).text for words in (SAID["B"], KEPT["B"])), page


@pytest.mark.parametrize("undo", ["withdraw", "take back"])
def test_one_takes_it_back_and_it_is_gone_for_both(a: ClientBrowser, b: ClientBrowser, undo: str) -> None:
    both_agree(a, b)
    if undo == "withdraw":
        b.post("/share", choice="withdraw")
    else:
        b.post("/take-back", page="/done")
    assert [browser.open(page).status_code for browser in (a, b) for page in ("/together", "/together.pdf")] == [
        404
    ] * 4


def test_an_answer_kept_later_is_gone_from_both(a: ClientBrowser, b: ClientBrowser) -> None:
    both_agree(a, b)
    b.post("/share", choice="keep", block="first_words")
    assert SAID["B"] not in a.open("/together").text
    assert SAID["B"] not in b.open("/together").text


def test_what_would_be_shown_is_shown_before_she_agrees(a: ClientBrowser) -> None:
    fill(a, "A")
    send(a)
    page = a.open("/share").text
    assert SAID["A"] in page
    assert KEPT["A"] not in page
    assert "You keep this to yourself" in page
    a.post("/share", choice="show", block="way_out")
    assert KEPT["A"] in a.open("/share").text


def test_how_helpful_it_was_and_how_tense_she_is_take_no_part(a: ClientBrowser, b: ClientBrowser) -> None:
    both_agree(a, b)
    with writing():
        for response in db.session.query(Response):
            response.distress_before, response.reason = 9, "a reason of her own"
    page = a.open("/together").text
    assert "helpful" not in page
    assert "a reason of her own" not in page


def test_the_pdf_of_both_has_no_private_answer_and_her_own_has_hers(a: ClientBrowser, b: ClientBrowser) -> None:
    both_agree(a, b)
    together, own = (" ".join(words_of(a.open(page).data).split()) for page in ("/together.pdf", "/sheet.pdf"))
    assert all(words in together for words in SAID.values())
    assert not any(words in together for words in KEPT.values())
    assert SAID["A"] in own
    assert KEPT["A"] in own
    assert SAID["B"] not in own


def test_pdfs_are_not_kept_on_disk(own_printer: Printer, library: Flask, a: ClientBrowser, b: ClientBrowser) -> None:
    both_agree(a, b)
    a.open("/sheet.pdf")
    a.open("/together.pdf")
    assert [path for path in (Path(library.instance_path) / "pages").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("people", [("Heron",), ("Heron", "Finch", "Wren")])
def test_alone_and_in_a_group_nobody_is_asked_to_show_anything(library: Flask, people: tuple[str, ...]) -> None:
    browser = browser_of(library, give(*people)[0])
    fill(browser, "A")
    send(browser)
    assert "partner" not in browser.open("/done").text.lower()
    assert [browser.open(page).status_code for page in ("/share", "/together", "/together.pdf")] == [404] * 3


def test_not_this_time_shows_nothing_and_asks_for_nothing(a: ClientBrowser, couple: Couple) -> None:
    a.post("/not-this-time")
    assert a.open("/share").status_code == 404
    assert row(couple[0]).agreed_to_reveal_at is None


def test_one_choice_that_is_none_is_refused(a: ClientBrowser) -> None:
    fill(a, "A")
    send(a)
    assert a.post("/share", choice="everything").status_code == 400
    assert a.post("/share", choice="keep", block="nothing").status_code == 404


def test_one_partner_cannot_use_the_others_address(a: ClientBrowser, couple: Couple) -> None:
    token = a.token()
    a.name = couple[1].name
    assert [a.open(page).status_code for page in PAGES] == [404] * len(PAGES)
    assert a.post("/share", form_token=token, choice="agree").status_code == 400


def test_when_the_other_was_here_is_in_no_header_either(library: Flask, a: ClientBrowser, b: ClientBrowser) -> None:
    assert limiter.enabled
    for answer in (a.open("/done"), a.post("/w", code="AAAA-AAAA"), a.post("", page="")):
        assert not [name for name, _ in answer.headers if "limit" in name.lower() or name == "Retry-After"]


def words_of(pdf: bytes) -> str:
    return "\n".join(page.text for page in read_pdf(pdf).pages)
