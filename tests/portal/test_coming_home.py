"""A client sends back a filled PDF or photos of her paper: only to her own sheet, and shown before it is kept."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.homework.filled_files import filled, photo
from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework, kept, row
from therapytool.database import db, writing
from therapytool.homework.coming_home.models import ScannedPage
from therapytool.homework.coming_home.offering import offer_form
from therapytool.homework.lifecycle import Outcome

DONE = "Done, as much of it as I wanted"
WORDS = {"ladder_short.r1.c1": "Bir küçük adım, “ğş”"}


def offer(given: GivenHomework) -> None:
    clinician_id = row(given).homework.case.clinician_id
    with writing():
        offer_form(given.name, is_offered=True, clinician_id=clinician_id)
    db.session.remove()


def bring(browser: ClientBrowser, *contents: bytes):
    files = [(BytesIO(content), "IMG_0001.bin") for content in contents]
    answer = browser.post("/come-home", page="/come-home", files=files)
    db.session.remove()
    return answer


def form_of(browser: ClientBrowser) -> bytes:
    answer = browser.open("/fillable.pdf")
    assert answer.status_code == 200, answer.text
    return answer.data


def test_the_pdf_is_there_once_the_clinician_offers_it(at_home: ClientBrowser, heron: GivenHomework):
    assert at_home.open("/fillable.pdf").status_code == 404
    assert "fillable.pdf" not in at_home.open().text
    offer(heron)
    assert "fillable.pdf" in at_home.open().text
    assert form_of(at_home).startswith(b"%PDF")


def test_answers_of_a_filled_pdf_are_shown_and_then_taken(at_home: ClientBrowser, heron: GivenHomework):
    offer(heron)
    review = bring(at_home, filled(form_of(at_home), WORDS))
    assert "Bir küçük adım" in review.text
    assert kept(heron) == {}
    hidden = dict(re.findall(r'type="hidden" name="((?:text|revision)-[^"]+)" value="([^"]*)"', review.text))
    taken = at_home.post("/take-in", page="/come-home", take=list(WORDS), **hidden)
    assert "1 answer was taken" in taken.text
    assert kept(heron) == WORDS


def test_photos_are_kept_and_can_be_handed_in_alone(at_home: ClientBrowser, heron: GivenHomework):
    assert "1 page came in" in bring(at_home, photo()).text
    assert "1 page on paper" in " ".join(at_home.open("/check").text.split())
    assert at_home.post("/check", how_far=DONE).status_code == 303
    assert row(heron).outcome == Outcome.DONE


@pytest.fixture
def homes(library: Flask, couple: tuple[GivenHomework, GivenHomework]) -> tuple[ClientBrowser, ClientBrowser]:
    browsers = ClientBrowser(library), ClientBrowser(library)
    for browser, given in zip(browsers, couple, strict=True):
        offer(given)
        assert browser.enter(given).status_code == 303
    return browsers


def test_a_partners_pdf_is_refused_without_a_word_of_it(homes, couple):
    hers, his = homes
    answer = bring(his, filled(form_of(hers), WORDS))
    assert answer.status_code == 422
    assert "another person" in answer.text
    assert "küçük" not in answer.text
    assert [kept(given) for given in couple] == [{}, {}]


def test_a_photo_with_a_partners_code_is_refused(homes, couple):
    _, his = homes
    answer = bring(his, photo(f"https://therapy.example.org/w#{couple[0].link.token}"))
    assert answer.status_code == 422
    assert db.session.scalar(select(func.count()).select_from(ScannedPage)) == 0


def test_pages_of_one_leave_no_trace_on_the_others_page(homes, couple):
    hers, his = homes
    before = [re.sub(r'value="[0-9a-f]{64}"', "", his.open(page).text) for page in ("", "/check")]
    bring(hers, photo())
    after = [re.sub(r'value="[0-9a-f]{64}"', "", his.open(page).text) for page in ("", "/check")]
    assert after == before


def test_nothing_comes_in_after_it_was_sent(at_home: ClientBrowser, heron: GivenHomework):
    bring(at_home, photo())
    at_home.post("/check", how_far=DONE)
    assert at_home.open("/come-home").status_code == 303
    assert at_home.post("/come-home", page="/done", files=[(BytesIO(photo()), "x")]).status_code == 303
    assert db.session.scalar(select(func.count()).select_from(ScannedPage)) == 1
