"""The editor saves by itself, says so, and loses nothing: off line, in two windows, signed out, after a wrong word."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import sign_in
from tests.browser.editor import EditorPage

STARTER = "Company First"
LISTEN = "Listen, Don’t Fix"


@pytest.fixture
def editor(page: Page) -> EditorPage:
    editor = EditorPage(page)
    editor.start(STARTER)
    editor.expect_total("80 of 80 minutes")
    return editor


def minutes(editor: EditorPage, title: str) -> Locator:
    return editor.row(title).get_by_role("spinbutton", name="Minutes of")


def set_minutes(editor: EditorPage, title: str, count: int) -> None:
    minutes(editor, title).fill(str(count))
    minutes(editor, title).press("Tab")


def status(editor: EditorPage) -> Locator:
    return editor.page.locator("#save-status")


def test_what_is_changed_off_line_is_saved_when_the_line_is_back(editor: EditorPage):
    editor.page.context.set_offline(True)
    set_minutes(editor, "Check-in", 9)
    expect(status(editor)).to_have_text("Not saved, trying again.")
    set_minutes(editor, "Summary", 8)
    editor.page.context.set_offline(False)
    editor.expect_total("90 of 80 minutes")
    editor.expect_saved()
    editor.page.reload()
    editor.expect_total("90 of 80 minutes")


def test_retry_now_retries_now(editor: EditorPage):
    editor.page.clock.install(time=0)
    editor.page.clock.pause_at(1000)
    editor.page.route("**/changes", lambda route: route.abort())
    set_minutes(editor, "Check-in", 9)
    retry = editor.page.get_by_role("button", name="Retry now")
    expect(retry).to_be_visible()
    editor.page.unroute("**/changes")
    with editor.page.expect_response("**/changes"):
        retry.click()
    editor.page.clock.resume()
    editor.expect_total("85 of 80 minutes")
    expect(retry).to_be_hidden()


def test_a_change_whose_answer_was_lost_is_made_once(editor: EditorPage):
    tries: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        answer = route.fetch()
        tries.append(answer.status)
        if len(tries) == 1:
            route.abort()
        else:
            route.fulfill(response=answer)

    editor.page.route("**/changes", lose_the_first_answer)
    editor.card(LISTEN).get_by_role("button", name="Add").click()
    expect(editor.rows.filter(has_text=LISTEN)).to_have_count(2)
    editor.expect_saved()
    assert tries == [200, 200]
    editor.page.reload()
    expect(editor.rows.filter(has_text=LISTEN)).to_have_count(2)


def test_the_server_failing_once_keeps_the_words_and_offers_to_retry(editor: EditorPage):
    editor.page.route("**/changes", lambda route: route.fulfill(status=500, body="no"))
    set_minutes(editor, "Check-in", 9)
    expect(status(editor)).to_have_text("Not saved")
    expect(minutes(editor, "Check-in")).to_have_value("9")
    editor.page.unroute("**/changes")
    editor.page.get_by_role("button", name="Retry now").click()
    editor.expect_total("85 of 80 minutes")
    editor.expect_saved()


def test_two_windows_never_overwrite_each_other(editor: EditorPage):
    other = EditorPage(editor.page.context.new_page())
    other.page.goto(editor.address)
    expect(other.page.locator("#plan[data-live]")).to_have_count(1)
    set_minutes(other, "Check-in", 9)
    other.expect_total("85 of 80 minutes")
    set_minutes(editor, "Summary", 8)
    notice = editor.page.get_by_role("alert")
    expect(notice).to_contain_text("changed in another window")
    expect(status(editor)).to_have_text("Not saved")
    expect(minutes(editor, "Summary")).to_have_value("8")
    notice.get_by_role("button", name="Make my change to the newer plan").click()
    editor.expect_total("90 of 80 minutes")
    editor.expect_saved()
    expect(minutes(editor, "Check-in")).to_have_value("9")
    expect(notice).to_have_count(0)


def test_a_refused_word_stays_where_it_was_typed(editor: EditorPage):
    minutes(editor, "Check-in").evaluate("field => field.removeAttribute('max')")
    set_minutes(editor, "Check-in", 999)
    expect(editor.page.get_by_role("alert")).to_contain_text("Minutes: give 240 or less.")
    set_minutes(editor, "Summary", 8)
    editor.expect_total("85 of 80 minutes")
    expect(minutes(editor, "Check-in")).to_have_value("999")
    expect(status(editor)).to_have_text("Not saved")
    set_minutes(editor, "Check-in", 5)
    editor.expect_total("86 of 80 minutes")
    editor.expect_saved()


def test_undo_puts_the_old_value_back_into_the_field(editor: EditorPage):
    set_minutes(editor, "Check-in", 9)
    editor.expect_total("85 of 80 minutes")
    editor.page.get_by_role("button", name="Undo").first.click()
    expect(minutes(editor, "Check-in")).to_have_value("4")
    expect(editor.page.locator("#toasts")).to_contain_text("Undone: Check-in: 9 minutes")
    editor.page.locator("#toasts").get_by_role("button", name="Redo").click()
    expect(minutes(editor, "Check-in")).to_have_value("9")


def test_words_being_typed_survive_the_answer_to_an_earlier_change(editor: EditorPage):
    editor.row(LISTEN).locator(".item-name").click()
    notes = editor.row(LISTEN).get_by_label("Notes")
    notes.fill("Slowly")
    with editor.page.expect_response("**/changes"):
        notes.press("Shift+Tab")
        notes.focus()
        notes.press("End")
        notes.type(", and then", delay=30)
    editor.expect_saved()
    expect(notes).to_have_value("Slowly, and then")
    expect(notes).to_be_focused()
    notes.press("Tab")
    expect(editor.row(LISTEN).locator(".item-facts")).to_contain_text("Slowly, and then")
    expect(editor.row(LISTEN).locator(".panel-details")).to_be_visible()


@pytest.mark.browser_context_args(storage_state=None)
def test_nothing_is_lost_when_the_sign_in_ends(page: Page):
    sign_in(page)
    editor = EditorPage(page)
    editor.start(STARTER)
    other = page.context.new_page()
    other.goto("/plans/")
    other.get_by_label("Account").click()
    other.get_by_role("button", name="Sign out").click()
    other.wait_for_url("**/sign-in*")
    set_minutes(editor, "Check-in", 9)
    expect(status(editor)).to_contain_text("you are signed out")
    sign_in(other)
    page.evaluate("() => { dispatchEvent(new Event('focus')); }")
    expect(page.locator("#plan-total")).to_have_text("85 of 80 minutes")
    editor.expect_saved()


class TestPages:
    def test_follow_a_change_without_a_jump(self, editor: EditorPage):
        picture = editor.page.locator("#page-picture")
        expect(picture).to_have_js_property("complete", True)
        before, box = picture.get_attribute("src"), picture.bounding_box()
        set_minutes(editor, "Check-in", 9)
        expect(picture).not_to_have_attribute("src", before or "")
        expect(picture).to_have_js_property("complete", True)
        assert picture.bounding_box() == box

    def test_of_a_sheet_are_not_fetched_again_when_only_the_agenda_changed(self, editor: EditorPage):
        editor.row(LISTEN).locator(".item-name").click()
        picture = editor.page.get_by_role("img", name=f"{LISTEN}, page 1")
        expect(picture).to_be_visible()
        before = picture.get_attribute("src")
        with editor.page.expect_response("**/pages?*"):
            set_minutes(editor, "Check-in", 9)
        editor.page.wait_for_timeout(300)
        assert picture.get_attribute("src") == before

    def test_show_the_clients_own_words(self, editor: EditorPage):
        editor.row(LISTEN).locator(".item-name").click()
        picture = editor.page.get_by_role("img", name=f"{LISTEN}, page 1")
        expect(picture).to_be_visible()
        before = picture.get_attribute("src")
        editor.row(LISTEN).get_by_label("Something hard").fill("the site visit")
        editor.row(LISTEN).get_by_label("Something hard").press("Tab")
        expect(picture).not_to_have_attribute("src", before or "")
        expect(editor.row(LISTEN).locator(".item-facts")).to_contain_text("→ “the site visit”")


def test_single_keys_can_be_switched_off(editor: EditorPage):
    editor.page.locator("#agenda").press("?")
    dialog = editor.page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Use the single keys").uncheck()
    dialog.get_by_role("button", name="Close").click()
    editor.page.locator("#agenda").press("?")
    expect(dialog).to_be_hidden()
