"""The workbook page in a real browser: it shows how far it is by itself, and every state of it is accessible."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.axe import LIGHT_AND_DARK, violations
from tests.programs.small_workbooks import bindery_held, small_job
from therapytool.programs.views import workbook

ADDRESS = "/programs/provider-stress-4/workbook"


def test_the_choice_is_accessible(page: Page, errors: list[str]) -> None:
    page.goto(ADDRESS)
    expect(page.get_by_role("heading", name="Print the workbook")).to_be_visible()
    assert violations(page, colors=LIGHT_AND_DARK) == []


def test_a_workbook_is_bound_while_its_page_shows_how_far_it_is(
    page: Page, errors: list[str], live_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "workbook_job", small_job)
    page.goto(ADDRESS)
    with bindery_held(live_app) as let_go:
        page.get_by_role("button", name="Bind the workbook").click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        assert violations(page, colors=LIGHT_AND_DARK) == []
        let_go.set()
        opener = page.get_by_role("link", name="Open the workbook")
        expect(opener).to_be_visible()
    assert violations(page, colors=LIGHT_AND_DARK) == []
    answer = page.request.get(str(opener.get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-1.7")
