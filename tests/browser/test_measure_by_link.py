"""A measure by a link on a phone: nothing is sent twice or lost without a connection, and nothing stays behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import LIGHT_AND_DARK, violations
from tests.browser.conftest import EMAIL
from therapytool import clock
from therapytool.accounts.models import User
from therapytool.cases.operations import open_case
from therapytool.cases.queries import get_case
from therapytool.cases.vocabulary import CaseKind
from therapytool.database import db, writing
from therapytool.progress.queries import list_filled
from therapytool.progress.sending import Sending, send_measure

WAITING = "() => !dispatchEvent(new Event('beforeunload', {cancelable: true}))"
"""Whether the page would ask before it is left."""
LEFT_BEHIND = "() => localStorage.length + sessionStorage.length"


@pytest.fixture
def measure(live_app: Flask, phone: BrowserContext) -> tuple[Page, str]:
    """The page of a measure on a phone, and whose it is."""
    with live_app.app_context():
        clinician = db.session.query(User).filter_by(email=EMAIL).one()
        with writing():
            case = open_case(CaseKind.INDIVIDUAL, name="Fjord-12", people=("Dunlin",), clinician_id=clinician.id)
            person = get_case(case, clinician.id).people[0].public_id
            sending = Sending(person, "gad7", expires_at=clock.now() + timedelta(days=3))
            sent = send_measure(sending, clinician_id=clinician.id, practice_id=clinician.practice_id)
    page = phone.new_page()
    page.goto(f"/w#{sent.link.token}")
    expect(page.get_by_role("heading", name="Some questions")).to_be_visible()
    return page, person


def kept(app: Flask, person: str) -> list[dict[str, object]]:
    """What the clinician has of this person, each time it was filled in."""
    with app.app_context():
        clinician_id = db.session.query(User.id).filter_by(email=EMAIL).scalar()
        return [dict(filled.taken.values) for filled in list_filled(person, clinician_id)]


def send(page: Page) -> None:
    page.get_by_role("button", name="Send", exact=True).click()


def test_what_is_sent_without_a_connection_arrives_once_when_there_is_one(
    measure: tuple[Page, str], phone: BrowserContext, live_app: Flask
) -> None:
    page, person = measure
    for group in page.locator("fieldset:has(input[type=radio])").all():
        group.get_by_role("radio").nth(1).check()
    assert not page.evaluate(WAITING)
    phone.set_offline(True)
    send(page)
    expect(page.get_by_role("status")).to_contain_text("Not sent yet")
    assert page.evaluate(WAITING)
    send(page)
    phone.set_offline(False)
    expect(page.get_by_role("heading", name="Thank you, it is sent")).to_be_visible()
    assert page.evaluate(LEFT_BEHIND) == 0
    (values,) = kept(live_app, person)
    assert [values[f"item{number}"] for number in range(1, 8)] == [1] * 7
    page.go_back()
    expect(page.get_by_role("radio")).to_have_count(0)


def test_empty_lines_are_named_and_may_stay_empty(measure: tuple[Page, str], live_app: Flask) -> None:
    page, person = measure
    assert violations(page, colors=LIGHT_AND_DARK) == []
    page.get_by_role("radio", name="Nearly every day").first.check()
    send(page)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("lines are empty")
    expect(page.get_by_role("radio", name="Nearly every day").first).to_be_checked()
    assert violations(page, colors=LIGHT_AND_DARK) == []
    page.get_by_role("button", name="Leave them empty and send").click()
    expect(page.get_by_role("heading", name="Thank you, it is sent")).to_be_visible()
    assert violations(page, colors=LIGHT_AND_DARK) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert [values["item1"] for values in kept(live_app, person)] == [3]
