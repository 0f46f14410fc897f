"""Pages on larger sheets: the right ones beside each other, in the right order, each in its half."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from tests.blocks.printing import sheet
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.rendering.binding.imposition import imposed, sides
from therapytool.rendering.printer import PrintJob
from therapytool.rendering.profiles.profile import PrintProfile, SheetLayout


def numbered(count: int, *, turned: int = 0) -> bytes:
    """A PDF whose pages say their numbers; page `turned` lies on its side."""
    with pikepdf.Pdf.new() as file:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for number in range(1, count + 1):
            file.add_blank_page(page_size=(792, 612) if number == turned else (612, 792))
            page = file.pages[-1]
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = file.make_stream(b"BT /F1 40 Tf 100 300 Td (p%d) Tj ET" % number)
        content = BytesIO()
        file.save(content)
    return content.getvalue()


def read(pdf: bytes) -> list[tuple[float, float, list[str]]]:
    """Width and height of each side, and what stands on it from left to right."""
    file = pypdfium2.PdfDocument(pdf)
    found = []
    for page in file:
        text = page.get_textpage()
        words = [(text.get_charbox(at)[0], f"p{text.get_text_range(at + 1, 1)}") for at in _starts(text)]
        found.append((*page.get_size(), [word for _, word in sorted(words)]))
    file.close()
    return found


def _starts(text: pypdfium2.PdfTextPage) -> list[int]:
    return [at for at in range(text.count_chars()) if text.get_text_range(at, 1) == "p"]


class TestTheOrder:
    @pytest.mark.parametrize(
        ("pages", "expected"),
        [
            (1, [(None, 0), (None, None)]),
            (4, [(3, 0), (1, 2)]),
            (5, [(None, 0), (1, None), (None, 2), (3, 4)]),
            (8, [(7, 0), (1, 6), (5, 2), (3, 4)]),
        ],
    )
    def test_of_a_booklet_folds_to_the_order_of_the_pages(
        self, pages: int, expected: list[tuple[int | None, int | None]]
    ) -> None:
        assert sides(pages, SheetLayout.BOOKLET) == expected

    def test_of_two_on_a_side_is_that_of_the_pages(self) -> None:
        assert sides(3, SheetLayout.TWO_UP) == [(0, 1), (2, None)]

    @pytest.mark.parametrize("pages", range(1, 30))
    def test_leaves_no_page_out_and_none_twice(self, pages: int) -> None:
        for layout in (SheetLayout.BOOKLET, SheetLayout.TWO_UP):
            placed = [page for side in sides(pages, layout) for page in side if page is not None]
            assert sorted(placed) == list(range(pages))


def test_pages_stand_side_by_side_on_landscape_paper() -> None:
    made = imposed(numbered(3), SheetLayout.TWO_UP, title="Sheet", author="Practice")
    assert read(made) == [(792, 612, ["p1", "p2"]), (792, 612, ["p3"])]


def test_a_booklet_takes_whole_leaves() -> None:
    made = imposed(numbered(5), SheetLayout.BOOKLET, title="Sheet", author="Practice")
    assert [words for _, _, words in read(made)] == [["p1"], ["p2"], ["p3"], ["p4", "p5"]]


def test_a_turned_page_is_put_upright_into_its_half() -> None:
    made = imposed(numbered(2, turned=2), SheetLayout.TWO_UP, title="Sheet", author="Practice")
    (_, _, words), *more = read(made)
    assert (words, more) == (["p1", "p2"], [])


def test_cards_to_cut_are_never_made_smaller() -> None:
    profile = PrintProfile(layout=SheetLayout.TWO_UP)
    cards, lines = (
        PrintJob([sheet([SAMPLES[kind].block])], profile, title="", author="") for kind in ("cards", "lines")
    )
    assert (lines.layout, cards.layout) == (SheetLayout.TWO_UP, SheetLayout.PAGES)


def test_nothing_happens_where_nothing_is_asked() -> None:
    pdf = numbered(2)
    assert imposed(pdf, SheetLayout.PAGES, title="Sheet", author="Practice") is pdf


def test_says_its_title_and_is_the_same_each_time() -> None:
    pdf = numbered(4)
    made = [imposed(pdf, SheetLayout.BOOKLET, title="Sheet", author="Practice") for _ in range(2)]
    assert made[0] == made[1]
    with pikepdf.Pdf.open(BytesIO(made[0])) as file:
        assert file.check_pdf_syntax() == []
        assert str(file.docinfo["/Title"]) == "Sheet"
