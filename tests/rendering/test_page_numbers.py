"""The page number of a style sheet is found and replaced, or refused when only whole layout could follow it."""

from __future__ import annotations

import pytest

from therapytool.rendering.html import stylesheet
from therapytool.rendering.page_numbers import StandIn, UnknownNumbering, without_numbers


def in_box(content: str, box: str = "bottom-right", more: str = "") -> str:
    return f"@page {{ margin: 1cm; @{box} {{ color: red; {more} content: {content} }} }} p {{ content: counter(item) }}"


def test_the_shipped_styles_number_pages_in_a_way_that_can_be_linked():
    unnumbered = without_numbers(stylesheet())
    assert unnumbered.stand_in == StandIn("Page 0 of 0", share=1.0)
    assert unnumbered.styles.count("counter(page") == 0


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('"Page " counter(page) " of " counter(pages)', "Page 0 of 0"),
        ("counter( page )", "0"),
        ('counter(page)"/"counter(pages) " pages"', "0/0 pages"),
        ('"Seite " counter(page);', "Seite 0"),
    ],
)
def test_a_number_becomes_a_zero(content, text):
    unnumbered = without_numbers(in_box(content))
    assert unnumbered.stand_in.text == text
    assert "counter(page" not in unnumbered.styles.replace(" ", "")
    assert "counter(item)" in unnumbered.styles


@pytest.mark.parametrize(
    ("box", "more", "share"),
    [
        ("bottom-right", "", 1.0),
        ("bottom-left", "", 0.0),
        ("bottom-center", "", 0.5),
        ("top-left-corner", "", 0.5),
        ("bottom-right", "text-align: left;", 0.0),
        ("bottom-center", "text-align:right;", 1.0),
        ("bottom-left", "text-align: center;", 0.5),
    ],
)
def test_the_anchor_is_where_the_text_is_aligned_to(box, more, share):
    assert without_numbers(in_box("counter(page)", box, more)).stand_in.share == share


def test_styles_without_page_numbers_stay_as_they_are():
    styles = "p { content: counter(item) ' page ' }"
    assert without_numbers(styles).styles == styles
    assert without_numbers(styles).stand_in == StandIn()


@pytest.mark.parametrize(
    "styles",
    [
        in_box("counter(page, upper-roman)"),
        in_box("counter(pages) counter(page)"),
        in_box("counter(pages)"),
        in_box('counter(page) " of 100"'),
        in_box("counter(page) string(title)"),
        in_box("counter(page)") + in_box('"p. " counter(page)'),
        in_box("counter(page)") + in_box("counter(page)", "bottom-left"),
        in_box("counter(page)") + "li::after { content: target-counter(attr(href), page) }",
        in_box("counter(page)") + "@page { counter-reset: page 12 }",
        in_box("counter(page)") + "@page { counter-increment: page 2 }",
        "p::after { content: counter(page) }",
    ],
)
def test_any_other_way_to_number_pages_is_refused(styles):
    with pytest.raises(UnknownNumbering):
        without_numbers(styles)
