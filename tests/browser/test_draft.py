"""Drafting a session in a browser: wishes, a swap, the plan made of it; a device handed over; pages that are sound."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import EMAIL
from tests.factories import PASSWORD
from therapytool.accounts.models import User
from therapytool.cases.gates import clear_gate
from therapytool.cases.operations import open_case
from therapytool.cases.queries import CaseView, get_case
from therapytool.cases.vocabulary import CaseKind
from therapytool.database import db, writing
from therapytool.progress.operations import Way, give_measure, keep_answers

PAGES = (
    "/plans/draft?case={case}&go=1&minutes=80&theme=C&theme=F",
    "/progress/people/{person}",
    "/progress/alerts",
    "/measures/dass21",
    "/w/steady",
)
"""Pages in a state that no page of the sample caseload is in: an alert, a measure switched off, no account."""


@pytest.fixture
def couple(live_app: Flask) -> CaseView:
    """A couple that was screened, one of whom filled in a measure that set off an alert."""
    with live_app.app_context():
        clinician = clinician_here()
        with writing():
            case = open_case(CaseKind.COUPLE, name="Quarry-31", people=("Lark", "Egret"), clinician_id=clinician.id)
            clear_gate(case, "ipv_cleared", clinician_id=clinician.id)
        found = get_case(case, clinician.id)
        with writing():
            filled = give_measure(
                found.people[0].public_id,
                "phq9",
                Way.PAPER,
                clinician_id=clinician.id,
                practice_id=clinician.practice_id,
            )
            keep_answers(filled, {f"part1.r{row}.c1": "1" for row in range(1, 10)}, clinician_id=clinician.id)
    return found


def clinician_here() -> User:
    return db.session.query(User).filter_by(email=EMAIL).one()


def test_from_wishes_by_a_swap_to_a_plan_of_the_case(page: Page, errors: list[str], couple: CaseView):
    page.goto(f"/plans/draft?case={couple.public_id}")
    page.get_by_label("Emotional literacy").check()
    proposal = page.get_by_label("Proposal")
    expect(proposal.get_by_role("heading", name="Homework planning")).to_be_visible()
    swap = proposal.locator(".draft-exercise").last.locator(".draft-instead")
    swap.locator("summary").click()
    instead = swap.get_by_role("link").first
    title = instead.inner_text().removeprefix("Take “").removesuffix("”")
    instead.click()
    expect(proposal.get_by_role("heading", name=title)).to_be_visible()
    expect(page).to_have_url(re.compile(r"pick\."))
    proposal.get_by_role("button", name="Use this plan").click()
    expect(page.get_by_text(title).first).to_be_visible()
    expect(page.get_by_role("link", name="Quarry-31", exact=True)).to_be_visible()


def test_a_device_handed_over_shows_one_measure_and_comes_back_with_the_password(
    page: Page, errors: list[str], couple: CaseView
):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/progress/people/{couple.people[1].public_id}")
    page.get_by_label("Check-in", exact=False).first.check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="One-Minute Check-In")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    target = page.get_by_role("group").first.locator("label").first.bounding_box()
    assert target
    assert target["height"] >= 44
    page.goto("/cases/")
    expect(page.get_by_role("heading", name="One-Minute Check-In")).to_be_visible()
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Leave them empty and finish").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Take the device back").click()
    expect(page.get_by_role("heading", name="Egret")).to_be_visible()


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_a_phone_cuts_nothing_off(page: Page, errors: list[str], couple: CaseView, address: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address.format(case=couple.public_id, person=couple.people[0].public_id))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
