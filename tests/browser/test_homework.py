"""Cases and homework in a browser: a whole story with the mouse, one with the keyboard, and nothing for axe to find."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.axe import LIGHT_AND_DARK, violations
from tests.browser.conftest import EMAIL
from tests.browser.slow_line import open_before_script
from therapytool.accounts.queries import find_clinician
from therapytool.cases.operations import erase_case
from therapytool.cases.queries import list_cases
from therapytool.database import db, writing


@pytest.fixture(autouse=True)
def empty_desk(live_app: Flask) -> None:
    """She begins without a case."""
    with live_app.app_context():
        clinician = find_clinician(EMAIL)
        assert clinician
        for case in [*list_cases(clinician.id), *list_cases(clinician.id, archived=True)]:
            with writing():
                erase_case(case.public_id, clinician_id=clinician.id)
        db.session.remove()


@pytest.fixture
def samples(page: Page, errors: list[str]) -> Page:
    """The sample caseload, loaded by its button."""
    page.goto("/cases/")
    page.get_by_role("button", name="or load the sample caseload").click()
    expect(page.get_by_role("link", name="Harbor-12")).to_be_visible()
    return page


def faults(page: Page) -> list[str]:
    """What axe finds in light and dark, and whether the page is wider than the window."""
    said = violations(page, colors=LIGHT_AND_DARK)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        said.append(f"{page.url} is wider than the window")
    return said


def homework_of(page: Page, case: str) -> None:
    """To the homework of a case by its tabs."""
    page.goto("/cases/")
    page.get_by_role("link", name=case).click()
    page.get_by_role("navigation", name=f"About {case}").get_by_role("link", name="Homework").click()


def test_given_handed_over_and_looked_at(page: Page, errors: list[str]):
    page.goto("/cases/new?kind=individual")
    page.get_by_label("Code name of the case").fill("Cedar-31")
    page.get_by_label("Client", exact=True).fill("Osprey")
    page.get_by_role("button", name="Open the case").click()
    page.get_by_role("link", name="Homework").last.click()
    page.get_by_role("link", name="Give homework").click()
    page.get_by_role("link", name="Listen, Don’t Fix").click()
    page.get_by_label("I will", exact=True).fill("One talk a day")
    suggestion = page.get_by_role("button", name="give the shorter dose")
    expect(suggestion).to_be_hidden()
    page.locator(".sure-points").get_by_text("8", exact=True).click()
    expect(suggestion).to_be_hidden()
    page.locator(".sure-points").get_by_text("5", exact=True).click()
    expect(suggestion).to_be_visible()
    suggestion.click()
    expect(page.get_by_text("Short dose")).to_be_visible()

    page.get_by_role("button", name="Show link and QR").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    expect(page.locator(".fresh-code")).to_have_text(re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}$"))
    address = page.get_by_label("Or pass on the address").input_value()
    assert re.search(r"/w#[\w-]{43}$", address)
    assert "#" not in page.url
    page.get_by_role("link", name="Done").click()
    expect(page.get_by_text("Not opened yet.")).to_be_visible()

    page.get_by_role("link", name="Say how it went").click()
    page.get_by_text("Partly").click()
    page.get_by_label("Because").fill("Two evenings only")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("#line")).to_contain_text("Osprey, partly done. Reason: Two evenings only.")
    page.get_by_role("button", name="Mark as looked at").click()
    expect(page.get_by_role("button", name="Not yet after all")).to_be_visible()


def test_a_link_is_copied_by_its_button(page: Page, samples: Page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/homework/")
    page.get_by_role("link", name=re.compile("^Rules I Learned.*Kestrel")).click()
    page.get_by_role("button", name="Show link and QR").first.click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("Or pass on").input_value()


def test_her_notes_save_themselves(page: Page, samples: Page):
    page.goto("/homework/")
    page.get_by_role("link", name=re.compile("^My Armor")).click()
    page.get_by_role("textbox", name="My notes").fill("He laughed at the table.")
    expect(page.locator("#note-status")).to_have_text("Saved")
    page.reload()
    expect(page.get_by_role("textbox", name="My notes")).to_have_value("He laughed at the table.")


def test_her_notes_save_themselves_even_if_she_types_before_the_scripts_are_there(page: Page, samples: Page):
    page.goto("/homework/")
    address = page.get_by_role("link", name=re.compile("^My Armor")).get_attribute("href")
    assert address
    with open_before_script(page, address, "htmx.min.js"):
        page.get_by_role("textbox", name="My notes").fill("He laughed at the table.")
    expect(page.locator("#note-status")).to_have_text("Saved")
    page.reload()
    expect(page.get_by_role("textbox", name="My notes")).to_have_value("He laughed at the table.")


def test_the_board_narrows_down_to_a_case_at_once(page: Page, samples: Page):
    page.goto("/homework/")
    expect(page.get_by_role("heading", name="With the clients")).to_be_visible()
    page.get_by_label("Case", exact=True).select_option(label="Cedar-31")
    expect(page.get_by_role("link", name=re.compile("^Rules I Learned"))).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("^My Armor"))).to_have_count(1)


def test_the_board_by_keyboard(page: Page, samples: Page):
    page.goto("/homework/")
    waiting = page.get_by_role("region", name=re.compile("^Come back"))
    sheets, ticks = waiting.locator(".card-link"), waiting.locator("[name=response]")
    sheets.first.focus()
    page.keyboard.press("ArrowDown")
    expect(sheets.nth(1)).to_be_focused()
    page.keyboard.press("x")
    expect(ticks.nth(1)).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(sheets.first).to_be_focused()
    expect(ticks.first).not_to_be_checked()
    waiting.get_by_label("All", exact=True).check()
    for tick in ticks.all():
        expect(tick).to_be_checked()
    waiting.get_by_label("All", exact=True).uncheck()
    page.get_by_label("Case", exact=True).select_option(label="Harbor-12")
    expect(sheets).to_have_count(2)
    expect(waiting.get_by_text("Arrow keys go from sheet to sheet")).to_be_visible()
    waiting.get_by_label("All", exact=True).check()
    waiting.get_by_role("button", name="Mark the ticked as looked at").click()
    expect(waiting).to_have_count(0)
    page.get_by_role("link", name=re.compile("^Listen")).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Listen, Don’t Fix")).to_be_visible()


def test_homework_is_given_by_the_keyboard_alone(page: Page, samples: Page):
    homework_of(page, "Tuesday group")
    page.get_by_role("link", name="Give homework").press("Enter")
    page.get_by_role("searchbox", name="Search the library").fill("rules i learned")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Rules I Learned").press("Enter")
    page.get_by_role("checkbox", name="Person 2, Kestrel").press("Space")
    expect(page.get_by_label("I will", exact=True)).to_have_count(3)
    expect(page.get_by_role("region", name="Person 2, Kestrel").get_by_label("I will", exact=True)).to_be_hidden()
    page.get_by_label("Due on").press("Enter")
    expect(page.get_by_role("button", name="Show link and QR")).to_have_count(2)


def test_it_works_without_scripts(page: Page, samples: Page, browser_context_args: dict[str, object]):
    assert page.context.browser
    plain = page.context.browser.new_context(**{**browser_context_args, "java_script_enabled": False}).new_page()  # type: ignore[arg-type]
    plain.goto("/homework/")
    plain.get_by_label("Case", exact=True).select_option(label="Cedar-31")
    plain.get_by_role("button", name="Show", exact=True).click()
    expect(plain.get_by_role("link", name=re.compile("^My Armor"))).to_have_count(1)
    plain.get_by_role("link", name=re.compile("^My Armor")).click()
    plain.get_by_role("textbox", name="My notes").fill("By hand.")
    plain.get_by_role("button", name="Save", exact=True).click()
    expect(plain.get_by_role("textbox", name="My notes")).to_have_value("By hand.")
    plain.context.close()


Look = Callable[[str], None]


def walk_the_boards(page: Page, look: Look) -> None:
    page.goto("/homework/")
    look("an empty board")
    page.goto("/cases/")
    look("no cases")
    page.get_by_role("button", name="or load the sample caseload").click()
    look("cases")
    page.goto("/cases/new")
    look("a new case")
    page.goto("/homework/")
    look("the board")


def walk_the_case(page: Page, look: Look) -> None:
    homework_of(page, "Harbor-12")
    look("homework of a case")
    page.get_by_role("link", name="Safety").click()
    look("safety")
    page.get_by_role("link", name="People").click()
    look("people")
    page.get_by_role("navigation", name="About Harbor-12").get_by_role("link", name="Plans").click()
    look("plans of a case")
    page.get_by_role("link", name="Session 2", exact=True).click()
    look("a plan of a case")
    page.goto("/cases/")
    page.get_by_role("link", name="Harbor-12").click()
    page.get_by_role("link", name="Edit Heron").click()
    look("a person")


def walk_the_homework(page: Page, look: Look) -> None:
    homework_of(page, "Harbor-12")
    page.get_by_role("link", name=re.compile("^Listen.*Heron")).first.click()
    page.get_by_role("link", name="Fill in the strip together").first.click()
    look("the strip")
    homework_of(page, "Harbor-12")
    page.get_by_role("link", name=re.compile("^Five Kinds.*Heron")).click()
    page.get_by_role("link", name="Side by side").click()
    look("side by side")
    homework_of(page, "Harbor-12")
    page.get_by_role("link", name=re.compile("^Small Reaches.*Heron")).click()
    look("looking at it")
    page.get_by_role("link", name="Side by side").click()
    look("not side by side")


def walk_the_giving(page: Page, look: Look) -> None:
    page.goto("/homework/give?exercise=armor-inventory")
    look("choosing a case")
    page.get_by_role("link", name="Cedar-31").click()
    page.locator(".sure-points").get_by_text("3", exact=True).click()
    page.locator(".give-words > summary").click()
    look("giving")
    for gate in page.locator("[name=cleared]").all():
        gate.check()
    page.get_by_role("button", name="Give it").last.click()
    page.locator(".link-terms > summary").click()
    look("handing over")
    page.get_by_role("button", name="Show link and QR").click()
    look("a fresh link")


def test_axe_finds_nothing(page: Page, errors: list[str]):
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        page.wait_for_load_state("networkidle")
        if said := faults(page):
            found[name] = said

    for walk in (walk_the_boards, walk_the_case, walk_the_homework, walk_the_giving):
        walk(page, look)
    assert found == {}


def test_nothing_is_cut_off_at_four_hundred_percent(page: Page, samples: Page):
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("/cases/", "/cases/new", "/homework/", "/homework/give"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    homework_of(page, "Harbor-12")
    page.get_by_role("link", name=re.compile("^Small Reaches.*Heron")).click()
    expect(page.get_by_role("heading", name="How it went")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
