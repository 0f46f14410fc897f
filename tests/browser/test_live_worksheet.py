"""A worksheet on screen while somebody answers it: totals keep up, words come and go, nothing is out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, Page, expect
from pydantic import TypeAdapter

from tests.blocks.structural_cases import STRUCTURAL_CASES
from tests.blocks.test_results import AUDIT
from tests.browser.axe import violations
from therapytool.blocks import AnyBlock
from therapytool.exercises.content import Worksheet
from therapytool.exercises.files.reading import read_file
from therapytool.formatting import FILTERS
from therapytool.shipped import folder

BLOCKS: TypeAdapter[tuple[AnyBlock, ...]] = TypeAdapter(tuple[AnyBlock, ...])
SAMPLES = Path(__file__).parents[1] / "blocks" / "samples"
DESIGN = ("vendor/bootstrap.min.css", *(f"css/base/{name}.css" for name in ("tokens", "buttons", "fields", "choices")))
PAGE = """<!DOCTYPE html><html lang="en" data-bs-theme="{{ mode }}"><head><title>A worksheet</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main><h1>A worksheet</h1>
{% from "components/worksheet_form.html" import worksheet_form %}
<form>{{ worksheet_form(blocks) }}</form></main></body></html>"""
LIVE = BLOCKS.validate_python(
    [
        {"kind": "number", "id": "cups", "label": "Cups", "decimals": 1},
        {"kind": "checklist", "id": "moves", "label": "Moves", "options": ["Fix", "Flee"]},
        {
            "kind": "table",
            "id": "week",
            "label": "Week",
            "row_labels": ["Mon", "Tue"],
            "columns": [{"head": "Hours", "answer": "number", "total": "average"}],
        },
        {"kind": "computed", "id": "all", "label": "All", "of": ["cups", "moves", "week.c1"]},
        {"kind": "computed", "id": "part", "label": "Part", "operation": "share", "of": ["cups", "week.c1"]},
        {"kind": "choice", "id": "told", "label": "Told?", "options": ["Yes", "No"]},
        {"kind": "conditional", "when": "told", "equals": "Yes", "text": "Being heard counts."},
        {
            "kind": "conditional",
            "id": "more",
            "when": "told",
            "equals": "Yes",
            "parts": [{"kind": "short_text", "id": "whom", "label": "Whom?"}],
        },
        {"kind": "conditional", "when": "all", "at_least": 10, "text": "That is a full week."},
    ]
)


TABLES = BLOCKS.validate_python(
    [
        {
            "kind": "table",
            "id": "drinks",
            "label": "Drinks",
            "row_labels": ["Malt liquor"],
            "columns": [
                {"head": "How many", "answer": "number"},
                {"head": "In one", "answer": "given", "given": ["1.5"]},
                {"head": "Drinks", "answer": "result", "operation": "product", "terms": [1, 2]},
            ],
        },
        {
            "kind": "table",
            "id": "night",
            "label": "Night",
            "blank_rows": 1,
            "last_column": "average",
            "columns": [
                {"head": "To bed", "answer": "time"},
                {"head": "Up", "answer": "time"},
                {"head": "In bed", "answer": "result", "operation": "minutes", "terms": [1, 2]},
                {"head": "Falling asleep", "answer": "number"},
                {"head": "Awake", "answer": "number"},
                {"head": "Slept", "answer": "result", "operation": "difference", "terms": [3, 4, 5]},
            ],
        },
    ]
)


def open_sheet(page: Page, blocks: tuple[AnyBlock, ...], *, mode: str = "light") -> Page:
    """These blocks as a form, in the design of the pages, with the script of a worksheet."""
    templates = Environment(loader=FileSystemLoader(folder("templates")), autoescape=True)
    templates.filters.update(FILTERS)
    page.set_content(templates.from_string(PAGE).render(blocks=blocks, mode=mode))
    styles = [folder("static") / name for name in DESIGN]
    styles += [folder("templates") / "controls" / "screen.css", *sorted((folder("templates") / "blocks").glob("*.css"))]
    page.add_style_tag(content="\n".join(path.read_text(encoding="utf-8") for path in styles))
    page.add_script_tag(path=folder("static") / "js" / "worksheet.js")
    return page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1024, "height": 800})
    yield opened
    opened.close()


def answer(page: Page, key: str, text: str) -> None:
    page.locator(f'[name="{key}"]').fill(text)


class TestTotals:
    def test_keep_up_with_every_answer(self, page: Page) -> None:
        open_sheet(page, LIVE)
        total = page.locator("output#answer-all")
        expect(total).to_have_text("–")
        answer(page, "cups", "2.5")
        expect(total).to_have_text("2.5")
        page.get_by_label("Flee").check()
        answer(page, "week.r1.c1", "7")
        answer(page, "week.r2.c1", "8")
        expect(total).to_have_text("18.5")
        expect(page.get_by_role("status", name="Average, Hours")).to_have_text("7.5")
        expect(page.locator("output#answer-part")).to_have_text("16.7")
        answer(page, "cups", "many")
        expect(total).to_have_text("16")

    def test_reckon_with_numbers_that_are_there_with_minutes_and_along_a_row(self, page: Page) -> None:
        open_sheet(page, TABLES)
        answer(page, "drinks.r1.c1", "3")
        expect(page.locator("output[id='answer-drinks.r1.c3']")).to_have_text("4.5")
        answer(page, "night.r1.c1", "23:00")
        answer(page, "night.r1.c2", "06:30")
        answer(page, "night.r1.c4", "40")
        answer(page, "night.r1.c5", "20")
        expect(page.locator("output[id='answer-night.r1.c6']")).to_have_text("390")
        expect(page.locator("output[id='answer-night.r1.all']")).to_have_text("225")

    def test_count_what_was_answered_on_a_part_of_the_form_that_is_put_away(self, page: Page) -> None:
        open_sheet(page, LIVE)
        answer(page, "week.r1.c1", "7")
        page.evaluate("document.querySelector('#answer-week-group').disabled = true")
        answer(page, "cups", "1")
        expect(page.locator("output#answer-all")).to_have_text("8")

    def test_are_told_to_who_cannot_see_them(self, page: Page) -> None:
        open_sheet(page, LIVE)
        expect(page.get_by_role("status", name="All (add up)")).to_be_visible()


class TestConditionalWords:
    def test_come_with_the_answer_they_are_meant_for_and_go_with_another(self, page: Page) -> None:
        open_sheet(page, LIVE)
        words = page.get_by_text("Being heard counts.")
        answer(page, "cups", "1")
        expect(words).to_be_hidden()
        page.get_by_label("Yes").check()
        expect(words).to_be_visible()
        page.get_by_label("No", exact=True).check()
        expect(words).to_be_hidden()

    def test_ask_for_more_only_then_and_say_so_otherwise(self, page: Page) -> None:
        open_sheet(page, LIVE)
        page.get_by_label("No", exact=True).check()
        otherwise = page.get_by_text("Nothing to answer here")
        expect(otherwise).to_be_visible()
        page.get_by_label("Yes").check()
        expect(page.get_by_label("Whom?")).to_be_visible()
        expect(otherwise).to_be_hidden()

    def test_can_hang_on_a_total(self, page: Page) -> None:
        open_sheet(page, LIVE)
        answer(page, "cups", "9")
        expect(page.get_by_text("That is a full week.")).to_be_hidden()
        answer(page, "cups", "10")
        expect(page.get_by_text("That is a full week.")).to_be_visible()

    def test_come_with_the_result_of_a_questionnaire_and_with_what_it_means(self, page: Page) -> None:
        hung = {"kind": "conditional", "when": "audit._total", "at_least": 5, "text": "Talk with somebody."}
        means = {**hung, "when": "audit._total_band", "at_least": None, "equals": "low", "text": "Go on like this."}
        open_sheet(page, BLOCKS.validate_python([{**AUDIT, "least_answered": 1}, hung, means]))
        result, words = page.get_by_role("status", name="Total", exact=True), page.get_by_text("Talk with somebody.")
        expect(result).to_have_text("–")
        page.get_by_label("I drank more: 1").check()
        expect(result).to_have_text("2")
        expect(page.get_by_role("status", name="Total in words")).to_have_text("low")
        expect(page.get_by_text("Go on like this.")).to_be_visible()
        expect(words).to_be_hidden()
        page.get_by_label("I kept to it: 0").check()
        expect(result).to_have_text("5")
        expect(page.get_by_role("status", name="Limits")).to_have_text("4")
        expect(words).to_be_visible()
        expect(page.get_by_text("Go on like this.")).to_be_hidden()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1024, 1440])
class TestEveryStructuralKind:
    def test_is_accessible_and_never_wider_than_the_screen(self, browser: Browser, width: int, mode: str) -> None:
        page = browser.new_page(viewport={"width": width, "height": 800})
        open_sheet(page, BLOCKS.validate_python(STRUCTURAL_CASES), mode=mode)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
        page.close()


@pytest.mark.parametrize("width", [320, 800, 1024, 1440])
@pytest.mark.parametrize("name", ["thought-record", "sleep-diary", "decisional-balance"])
def test_no_control_of_a_crowded_table_lies_over_another(browser: Browser, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    open_sheet(page, read_file(SAMPLES / f"{name}.yaml", Worksheet).blocks)
    boxes = [box.bounding_box() for box in page.locator("input, select, textarea").all()]
    edges = [(b["x"], b["y"], b["x"] + b["width"], b["y"] + b["height"]) for b in boxes if b]
    over = [(a, b) for n, a in enumerate(edges) for b in edges[n + 1 :] if _overlap(a, b)]
    assert over == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    beside = one[2] <= other[0] + 0.5 or other[2] <= one[0] + 0.5
    return not (beside or one[3] <= other[1] + 0.5 or other[3] <= one[1] + 0.5)
