"""Cards: what they ask, and that on paper they are as large as they say, each back behind its front."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from pydantic import ValidationError

from tests.blocks.printing import printed, sheet
from tests.pdf import read_pdf
from therapytool.blocks.cards import CardsBlock
from therapytool.blocks.cutting.card_sheets import (
    BOTTOM_MARGIN,
    MARK_DISTANCE,
    MARK_LENGTH,
    MM_PER_POINT,
    SIDE_MARGIN,
    TOP_MARGIN,
)
from therapytool.rendering.document import Paper, PrintProfile
from therapytool.rendering.printer import Printer
from therapytool.rendering.profiles.profile import TypeSize

DOTS_PER_INCH = 600
DOTS_PER_MM = DOTS_PER_INCH / 25.4
TOLERANCE_MM = 0.1
UNEVENNESS_OF_LETTERS_MM = 0.3
"""A centered word is not quite centered: a 1 has more air beside it than an f."""
BLANK = "This side stays blank on purpose."
FRONTS = [f"front{number:02d}" for number in range(1, 13)]


def deck(**content: Any) -> CardsBlock:
    cards = [{"front": front} for front in FRONTS]
    return CardsBlock.model_validate({"kind": "cards", "id": "deck", "label": "A deck", "cards": cards, **content})


def two_sided(**content: Any) -> CardsBlock:
    return deck(cards=[{"front": front, "back": front} for front in FRONTS], **content)


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def drawn(pdf: bytes, page: int) -> Image.Image:
    with opened(pdf) as document:
        return document[page].render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil()


def marks_in(strip: Image.Image, *, along: str) -> list[float]:
    """Where dark lines cross a narrow strip, in millimeters from its start: the middle of each run of dark dots."""
    squeezed = strip.resize((strip.width, 1) if along == "x" else (1, strip.height), Image.Resampling.BOX)
    dark = [place for place, shade in enumerate(squeezed.tobytes()) if shade < 128]
    starts = [place for place in dark if place - 1 not in dark]
    ends = [place for place in dark if place + 1 not in dark]
    return [(start + end + 1) / 2 / DOTS_PER_MM for start, end in zip(starts, ends, strict=True)]


def cuts_across(page: Image.Image, top: float) -> list[float]:
    """Where the marks above the grid stand, in millimeters from the left edge of the paper; `top` is the grid's."""
    middle = (top - MARK_DISTANCE - MARK_LENGTH / 2) * DOTS_PER_MM
    return marks_in(page.crop((0, round(middle - 8), page.width, round(middle + 8))), along="x")


def cuts_down(page: Image.Image, left: float) -> list[float]:
    """Where the marks left of the grid stand, in millimeters from the upper edge of the paper; the foot is left out."""
    middle, foot = (left - MARK_DISTANCE - MARK_LENGTH / 2) * DOTS_PER_MM, round((BOTTOM_MARGIN - 1) * DOTS_PER_MM)
    return marks_in(page.crop((round(middle - 8), 0, round(middle + 8), page.height - foot)), along="y")


def middle_of(pdf: bytes, page: int, word: str) -> tuple[float, float]:
    """The middle of a word on a page, in millimeters from its left upper corner."""
    with opened(pdf) as document:
        text = document[page].get_textpage()
        found = text.search(word).get_next()
        assert found is not None, word
        text.count_rects(*found)
        left, bottom, right, top = text.get_rect(0)
        height = document[page].get_height()
    return (left + right) / 2 * MM_PER_POINT, (height - (top + bottom) / 2) * MM_PER_POINT


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
@pytest.mark.parametrize(("width", "height"), [(63, 88), (70, 40), (63.5, 50.2)])
def test_cards_are_as_large_as_they_say(printer: Printer, paper: Paper, width: float, height: float) -> None:
    block = deck(width=width, height=height)
    result = printed(printer, sheet([block]), paper=paper)
    layout = block.pages_apart(*paper.size_in_points)[0].grid
    page = drawn(result.pdf, 2)
    across = cuts_across(page, TOP_MARGIN + layout.top)
    down = cuts_down(page, SIDE_MARGIN + layout.left)
    assert result.warnings == ()
    assert (len(across) - 1, len(down) - 1) == (layout.columns, layout.rows)
    assert [right - left for left, right in pairwise(across)] == pytest.approx(
        [width] * layout.columns, abs=TOLERANCE_MM
    )
    assert [lower - upper for upper, lower in pairwise(down)] == pytest.approx([height] * layout.rows, abs=TOLERANCE_MM)
    assert across[0] + across[-1] == pytest.approx(page.width / DOTS_PER_MM, abs=2 * TOLERANCE_MM)


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_words_stand_in_the_middle_of_their_cards(printer: Printer, paper: Paper) -> None:
    pdf = printed(printer, sheet([deck()]), paper=paper).pdf
    first, right, below = (middle_of(pdf, 2, FRONTS[number]) for number in (0, 1, 3))
    assert right[0] - first[0] == pytest.approx(63, abs=TOLERANCE_MM)
    assert below[1] - first[1] == pytest.approx(88, abs=TOLERANCE_MM)


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
@pytest.mark.parametrize("number", [1, 3, 5, 9])
def test_a_back_lies_behind_its_front_when_the_leaf_is_turned_over(printer: Printer, paper: Paper, number: int) -> None:
    pdf = printed(printer, sheet([two_sided()]), paper=paper).pdf
    front, back = middle_of(pdf, 2, f"front{number:02d}"), middle_of(pdf, 3, f"front{number:02d}")
    width = paper.size_in_points[0] * MM_PER_POINT
    assert front[0] == pytest.approx(width - back[0], abs=UNEVENNESS_OF_LETTERS_MM)
    assert front[1] == pytest.approx(back[1], abs=TOLERANCE_MM)


class TestTheLeavesOfADeck:
    def test_begin_on_a_front_after_the_end_of_the_sheet(self, printer: Printer) -> None:
        pdf = read_pdf(printed(printer, sheet([deck()])).pdf)
        assert "You may skip any line." in pdf.pages[0].text
        assert BLANK in pdf.pages[1].text
        assert FRONTS[0] in pdf.pages[2].text

    @pytest.mark.parametrize(("block", "cards"), [(deck(), [0, 0, 9, 0, 3]), (two_sided(), [0, 0, 9, 9, 3, 3])])
    def test_have_nothing_behind_them_but_their_backs(
        self, printer: Printer, block: CardsBlock, cards: list[int]
    ) -> None:
        pdf = read_pdf(printed(printer, sheet([block])).pdf)
        assert [sum(front in page.text for front in FRONTS) for page in pdf.pages] == cards

    def test_leave_the_next_sheet_of_a_packet_a_leaf_of_its_own(self, printer: Printer) -> None:
        pdf = read_pdf(printed(printer, sheet([deck()]), sheet([deck()])).pdf)
        assert BLANK in pdf.pages[5].text
        assert "You may skip any line." in pdf.pages[6].text

    def test_begin_on_a_front_when_their_sheet_would_begin_on_a_back(self, printer: Printer) -> None:
        """One page stands before the sheet, so its fronts would lie on backs without the blank side."""
        pdf = read_pdf(printed(printer, sheet([]), sheet([two_sided()])).pdf)
        assert BLANK in pdf.pages[1].text
        fronts = [number for number, page in enumerate(pdf.pages, 1) if FRONTS[0] in page.text]
        assert fronts == [5, 6]

    def test_carry_the_foot_of_their_sheet_but_for_blank_sides(self, printer: Printer) -> None:
        pdf = read_pdf(printed(printer, sheet([two_sided()])).pdf)
        assert BLANK in pdf.pages[1].text
        for number, page in enumerate(pdf.pages, 1):
            is_blank = BLANK in page.text
            assert ("Harbor Practice · A Sheet" in page.text) is not is_blank
            assert (f"Page {number} of {len(pdf.pages)}" in page.text) is not is_blank


def test_a_filled_deck_says_on_each_card_where_it_went(printer: Printer) -> None:
    answers = {"deck.1": "Keep", "deck.own1.text": "Music", "deck.own1": "Put aside"}
    pdf = read_pdf(printed(printer, sheet([deck(own_cards=1)], answers)).pdf)
    assert "✓ Keep" in pdf.pages[2].text
    assert "Music" in pdf.pages[4].text
    assert "✓ Put aside" in pdf.pages[4].text


@pytest.mark.parametrize(("paper", "grids"), [(Paper.LETTER, [(3, 3), (2, 6)]), (Paper.A4, [(3, 3), (2, 7)])])
def test_as_many_cards_as_fit_go_on_a_page(paper: Paper, grids: list[tuple[int, int]]) -> None:
    pages = [deck(width=w, height=h).pages_apart(*paper.size_in_points)[0] for w, h in [(63, 88), (70, 40)]]
    assert [(page.grid.columns, page.grid.rows) for page in pages] == grids


class TestTheModel:
    def test_asks_for_each_card_on_which_pile_it_lies(self) -> None:
        asked = deck(own_cards=1).questions()
        assert [question.key for question in asked[-3:]] == ["deck.12", "deck.own1.text", "deck.own1"]
        assert asked[0].options == ("Keep", "Put aside")

    def test_reads_as_piles(self) -> None:
        block = deck(cards=[{"front": "Trust"}, {"front": "Rest"}, {"front": "Play"}], own_cards=2)
        said = block.plain_text(
            {"deck.1": "Keep", "deck.2": "Put aside", "deck.own1.text": "Music", "deck.own1": "Keep"}
        )
        assert said == "A deck\n- Keep: Trust, Music\n- Put aside: Rest\n- Not sorted: Play"

    @pytest.mark.parametrize(
        ("content", "complaint"),
        [
            ({"width": 20}, "greater than or equal to 30"),
            ({"width": 200}, "less than or equal to 198"),
            ({"height": 270}, "less than or equal to 264"),
            ({"piles": ["One"]}, "at least 2 items"),
            ({"piles": ["One", "One"]}, "two piles have the same name"),
            ({"width": 40, "height": 25, "back": "x " * 60}, "the back of card 1 does not fit 40 × 25 mm: about"),
            ({"cards": [{"front": "x" * 40}, {"front": "y"}]}, "the front of card 1 does not fit 63 × 88 mm"),
        ],
    )
    def test_refuses_what_cannot_be_cut_or_read(self, content: dict[str, Any], complaint: str) -> None:
        with pytest.raises(ValidationError, match=complaint):
            deck(**content)

    @pytest.mark.parametrize(
        ("longest", "size"), [("Trust", "large"), ("Some words " * 12, "medium"), ("Some words " * 25, "small")]
    )
    def test_sets_a_deck_in_the_largest_type_that_fits_all_of_it(self, longest: str, size: str) -> None:
        assert deck(cards=[{"front": "Rest"}, {"front": longest}]).front_type() == size

    @pytest.mark.parametrize(
        ("longest", "size"), [("Trust", "large"), ("Some words " * 12, "small"), ("Some words " * 25, "close")]
    )
    def test_sets_a_deck_smaller_where_all_type_is_larger(self, longest: str, size: str) -> None:
        cards = deck(cards=[{"front": "Rest"}, {"front": longest}])
        assert cards.front_type(PrintProfile(type_size=TypeSize.LARGE).type_scale) == size

    def test_lays_out_the_piles_first_when_they_have_cards(self) -> None:
        page = deck(pile_cards=True).pages_apart(*Paper.LETTER.size_in_points)[0]
        assert [placed.face.text for placed in page.faces[:3]] == ["Keep", "Put aside", "front01"]
