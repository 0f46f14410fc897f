"""Questions for some answers only on the phone: passed over, also without a connection, and nothing typed is lost."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.branched import SINCE_CHANGED, TOLD, branched_version
from tests.browser.axe import violations
from tests.browser.portal import Behind, onward, says, start


def at_question(page: Page, number: int) -> None:
    expect(page.get_by_role("heading", name=f"Question {number} of 4")).to_be_focused()


def back(page: Page) -> None:
    page.get_by_role("button", name="Back").locator("visible=true").click()


def test_what_is_for_another_answer_is_passed_over_and_its_words_wait(phone: BrowserContext, behind: Behind) -> None:
    with behind.app.app_context():
        version = branched_version()
    (given,) = behind.give("Heron", version=version)
    page = start(phone, given)
    page.get_by_label("Yes").check(force=True)
    onward(page)
    at_question(page, 2)
    page.locator("[name='more.whom']").fill("my sister")
    page.locator("[name='more.times']").fill("4")
    onward(page)
    at_question(page, 3)
    page.locator("[name='often.best']").fill("in the car")
    says(page, "Saved")
    phone.set_offline(True)
    back(page)
    back(page)
    page.get_by_label("No", exact=True).check(force=True)
    onward(page)
    at_question(page, 4)
    for number in (2, 3):
        expect(page.locator("#question-4").get_by_text(f"Question {number} is left out")).to_be_visible()
    assert violations(page) == []
    page.locator("[name=next]").fill("call her")
    back(page)
    at_question(page, 1)
    page.get_by_label("Yes").check(force=True)
    onward(page)
    at_question(page, 2)
    expect(page.locator("[name='more.whom']")).to_have_value("my sister")
    onward(page)
    at_question(page, 3)
    onward(page)
    expect(page.locator("#question-4").get_by_text("is left out").locator("visible=true")).to_have_count(0)
    phone.set_offline(False)
    behind.soon_keeps(given, TOLD)
    back(page)
    back(page)
    back(page)
    page.get_by_label("No", exact=True).check(force=True)
    onward(page)
    onward(page)
    page.wait_for_url("**/check")
    expect(page.get_by_text("This is not your answer")).to_have_count(2)
    assert "my sister" not in page.locator("main").inner_text()
    assert violations(page) == []
    assert behind.kept(given) == SINCE_CHANGED


def test_what_cannot_be_kept_is_shown_to_be_mended_though_it_is_for_another_answer(
    phone: BrowserContext, behind: Behind
) -> None:
    with behind.app.app_context():
        version = branched_version()
    (given,) = behind.give("Heron", version=version)
    page = start(phone, given)
    page.get_by_label("Yes").check(force=True)
    onward(page)
    says(page, "Saved")
    phone.set_offline(True)
    page.locator("[name='more.times']").fill("now and then")
    back(page)
    page.get_by_label("No", exact=True).check(force=True)
    onward(page)
    at_question(page, 4)
    phone.set_offline(False)
    expect(page.locator("#question-2 .field-error")).to_be_visible()
    at_question(page, 2)
    page.locator("[name='more.times']").fill("")
    onward(page)
    at_question(page, 4)
    onward(page)
    page.wait_for_url("**/check")
    assert behind.kept(given) == {"told": "No"}
