"""The rooms of the library in a browser: a pack taken in by keyboard, several chosen at once, pages for everyone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import LIGHT_AND_DARK, violations
from tests.browser.slow_line import open_before_script
from tests.exercises.small_library import small_exercise
from therapytool.exercises.packs.manifest import Terms
from therapytool.exercises.packs.writing import write_pack

TERMS = Terms(title="From the hills", license="CC BY 4.0", credit="Hill Practice")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A new exercise, and one that clashes with one of ours."""
    exercises = [small_exercise("a-walk", title="A Walk"), small_exercise("listen-dont-fix", title="Listen, Otherwise")]
    path = tmp_path / "hills.pack.zip"
    path.write_bytes(write_pack(exercises, TERMS))
    return path


def tab_to(page: Page, name: str, *, most: int = 40) -> None:
    """Press Tab until the control of this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        label = page.evaluate("document.activeElement.labels?.[0]?.innerText || document.activeElement.innerText || ''")
        if label.strip().startswith(name):
            return
    raise AssertionError(f"Tab never reached “{name}”")


def test_a_pack_is_looked_through_decided_on_and_taken_in_by_keyboard(page: Page, errors: list[str], pack: Path):
    page.goto("/library/packs")
    page.get_by_label("The pack").set_input_files(pack)
    page.get_by_label("The pack").focus()
    tab_to(page, "Look through it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="From the hills")).to_be_visible()
    page.wait_for_load_state()
    tab_to(page, "Keep mine")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Keep both")).to_be_checked()
    tab_to(page, "Take it in")
    page.keyboard.press("Enter")
    said = page.locator("[data-pack-said]")
    expect(said).to_contain_text("2 exercises came in.")
    expect(said).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Listen, Otherwise (2)")).to_be_visible()


def test_several_are_chosen_and_collected(page: Page, errors: list[str]):
    page.goto("/library/?q=anger")
    page.locator("label", has_text="Choose several").click()
    page.get_by_label("Choose Under the Anger").check()
    page.get_by_role("button", name="Collect or tag").click()
    expect(page.get_by_role("heading", name="1 exercise chosen")).to_be_visible()
    page.get_by_label("Name of the new collection").fill("Anger, first steps")
    page.get_by_role("button", name="Begin it").click()
    expect(page.get_by_role("heading", level=1, name="Anger, first steps")).to_be_visible()


def test_a_search_typed_before_the_scripts_are_there_is_made(page: Page, errors: list[str]):
    with open_before_script(page, "/library/", "htmx.min.js"):
        page.get_by_label("Search the library").fill("armor")
    expect(page).to_have_url(re.compile("q=armor"))


def test_no_kind_of_block_stands_in_anybody_s_way_on_a_screen(page: Page, errors: list[str]):
    page.goto("/library/blocks?view=phone")
    assert violations(page, colors=LIGHT_AND_DARK) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
